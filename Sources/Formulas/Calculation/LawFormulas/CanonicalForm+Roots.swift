internal import Multiprecision

extension CanonicalForm {
  /// The number that multiplies a form of one term, so that the rest is primitive with a positive
  /// leading coefficient; 1 for a sum of several.
  var leadingNumber: Rational {
    guard denominator == .one, let (own, _) = numerator.singleTerm else { return .one }
    let content = own.numerator.contentAndPrimitivePart.content.magnitude
    return own.numerator.leadingCoefficient.isNegative ? -content : content
  }

  /// What a term of a density may have under a root: y without its numbers, pi and 2.
  static func roots(of y: CanonicalForm) throws -> [CanonicalForm] {
    let root = try y.raised(to: .half)
    let bare = root.numerator.singleTerm.map { CanonicalForm(ExponentialSum(.one, $0.power)) }
    return try [
      bare ?? root, CanonicalForm(variable: "pi").raised(to: .half),
      CanonicalForm(2).raised(to: .half),
    ].filter { $0.exactValue == nil }
  }

  /// The formula with square roots below the fraction bar where that is shorter: 1/sqrt(x), not
  /// sqrt(x)/x.
  func withRootsBelow(_ roots: [CanonicalForm]) throws -> Expression {
    var best = self
    var divisors: [Expression] = []
    func size(_ form: CanonicalForm) -> Int { Self.kernelText(form.expression).utf8.count }
    for root in roots {
      let other = best * root
      let divisor = root.expression
      if size(other) + Self.kernelText(divisor).utf8.count < size(best) {
        best = other
        divisors.append(divisor)
      }
    }
    let form = best.expression
    if divisors.isEmpty { return form }
    if case .quotient(let top, let bottom) = form.kind {
      return top / divisors.reduce(bottom) { $0 * $1 }
    }
    return form / Expression.product(divisors)
  }
}
