internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension NumericEvaluator {
  /// The Meijer G function of exact parameters, by the cheaper method, which is remembered.
  func meijerG(
    _ lists: [[CertifiedReal]], _ z: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    let parameters = try lists.map { list in
      try list.map { parameter -> Rational in
        if let value = parameter.exactValue { return value }
        throw noAnswer(
          "meijerg needs exact rational parameters: \(parameter.brief) is none, and parameters that"
            + " might coincide decide the value", range: range)
      }
    }
    let function = try orNoAnswer(range) {
      try MeijerG(
        upper: parameters[0], parameters[1], lower: parameters[2], parameters[3])
    }
    let ball: RealBall
    let method: MeijerG.Method
    do {
      (ball, method) =
        try z.exactValue.map { try function.value(at: $0, precision: precision) }
        ?? function.value(at: self.ball(z), precision: precision)
    } catch let error as SpecialFunctionError {
      if case .outOfReach = error, let value = try reducedMeijerG(parameters, z) { return value }
      throw noAnswer(error.description, range: range)
    }
    switch method {
    case .residueSeries: state.methods.insert("Meijer G by residue series")
    case .algebraicExpansion:
      state.methods.insert("Meijer G by residues on the other side")
    case .contour: state.methods.insert("Meijer G by contour integral")
    }
    return try enclosed("meijerg", [z], range: range) { ball }
  }

  /// The value by simpler functions, where the parameters allow it.
  private func reducedMeijerG(
    _ parameters: [[Rational]], _ z: CertifiedReal
  ) throws -> CertifiedReal? {
    guard let argument = z.exactValue,
      let form = try? Canonicalizer(network: nil).meijerG(
        CanonicalMeijerG(parameters.map { $0.map(CanonicalForm.init) }),
        at: CanonicalForm(argument)),
      !form.expression.mentionsMeijerG
    else { return nil }
    state.methods.insert("Meijer G by simpler functions")
    return try value(of: form.expression)
  }
}

extension Expression {
  fileprivate var mentionsMeijerG: Bool {
    if case .call("meijerg", _) = kind { return true }
    return children.contains(where: \.mentionsMeijerG)
  }
}
