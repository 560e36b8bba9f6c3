/// The forms of an integrand that are tried in turn.
extension NumericEvaluator {
  /// The body with its Meijer G functions as simpler ones where the parameters allow it, the body
  /// itself, and the body with its hypergeometric functions as simpler ones.
  static func bodies(_ body: Expression, _ variable: String) -> [Expression] {
    let simpler = reduced(body, variable, ["meijerg"])
    let elementary = reduced(
      simpler, variable, ["hyper", "hyp0f1", "hyp1f1", "hyp2f1", "hyperu"])
    var bodies: [Expression] = []
    for candidate in [simpler, body, elementary] where !bodies.contains(candidate) {
      bodies.append(candidate)
    }
    return bodies
  }

  private static func reduced(
    _ tree: Expression, _ variable: String, _ names: Set<String>
  ) -> Expression {
    guard tree.freeSymbols.contains(variable) else { return tree }
    if case .call(let name, _) = tree.kind, names.contains(name),
      let form = try? Canonicalizer(network: nil).canonicalForm(tree).expression,
      !form.mentions(["meijerg", "hyper", "hyp0f1", "hyp1f1", "hyp2f1", "hyperu"])
    {
      return form
    }
    if case .iterated = tree.kind { return tree }
    guard !tree.children.isEmpty else { return tree }
    return tree.replacing(children: tree.children.map { reduced($0, variable, names) })
  }
}

extension Expression {
  /// Whether one of the functions occurs.
  fileprivate func mentions(_ names: Set<String>) -> Bool {
    if case .call(let name, _) = kind, names.contains(name) { return true }
    return children.contains { $0.mentions(names) }
  }
}
