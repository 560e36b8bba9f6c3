internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension NumericEvaluator {
  /// `meijerg` and `hyper`, whose parameters are lists.
  func functionOfLists(
    _ name: String, _ arguments: [Expression], range: SourceRange?
  ) throws -> CertifiedReal {
    let lists = try arguments.dropLast().map { argument -> [CertifiedReal] in
      guard let elements = argument.elements else {
        throw CalculationError(
          .usage, "the parameters of \(name) are lists", range: argument.range ?? range)
      }
      return try elements.map(value)
    }
    guard let last = arguments.last, lists.count == (name == "meijerg" ? 4 : 2) else {
      throw CalculationError(.usage, "\(name) takes other arguments", range: range)
    }
    let x = try value(of: last)
    return name == "meijerg"
      ? try meijerG(lists, x, range: range)
      : try hypergeometric(lists[0], lists[1], x, range: range)
  }

  /// pFq: exact where the series ends and all is exact.
  func hypergeometric(
    _ upper: [CertifiedReal], _ lower: [CertifiedReal], _ x: CertifiedReal,
    named name: String = "hyper", range: SourceRange?
  ) throws -> CertifiedReal {
    let (above, below) = (upper.compactMap(\.exactValue), lower.compactMap(\.exactValue))
    let parameters = upper + lower
    if above.count == upper.count, below.count == lower.count {
      let function = try orNoAnswer(range) { try Hypergeometric(upper: above, lower: below) }
      // A series that diverges is refused where the argument is a ball.
      if let value = x.exactValue, above.count <= below.count + 1 || isTerminating(above) {
        if let exact = function.terminatingValue(at: value) { return settled(.exact(exact)) }
        return try enclosed(name, parameters + [x], range: range) {
          try function.value(at: value, precision: precision)
        }
      }
      return try enclosed(name, parameters + [x], range: range) {
        try function.value(at: ball(x), precision: precision)
      }
    }
    return try enclosed(name, parameters + [x], range: range) {
      RealBall.hypergeometric(
        upper: upper.map(ball), lower: lower.map(ball), at: ball(x), regularized: false,
        precision: precision)
    }
  }

  private func isTerminating(_ parameters: [Rational]) -> Bool {
    parameters.contains { $0.isInteger && !$0.isPositive }
  }

  func confluentU(
    _ a: CertifiedReal, _ b: CertifiedReal, _ x: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    let isPolynomial = isInteger(a) && a.certainSign != 1
    if x.isZero, !isPolynomial {
      // U(a,b,0) = Gamma(1-b)/Gamma(a-b+1) for b < 1.
      let distance = CertifiedReal(1) - b
      try require(
        distance, allowsEdge: false, range: range,
        "hyperu(\(a.brief), \(b.brief), 0) has no value: there is a pole at 0 for b >= 1")
      return try gammaQuotient([distance], [a + distance], "hyperu", range: range)
    }
    if !isPolynomial {
      try requireNonnegative(
        x, "hyperu(\(a.brief), \(b.brief), \(x.brief))", range: range)
    }
    return try enclosed("hyperu", [a, b, x], range: range) {
      if let first = a.exactValue, let second = b.exactValue {
        return .confluentU(first, second, at: ball(x), precision: precision)
      }
      return RealBall.confluentU(ball(a), ball(b), at: ball(x), precision: precision)
    }
  }
}
