internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension NumericEvaluator {
  func factorial(_ x: CertifiedReal, range: SourceRange?) throws -> CertifiedReal {
    if let integer = x.exactValue?.asInteger, integer.isNegative {
      throw CalculationError(
        .noAnswer, "the factorial of \(x.brief) has no value: a negative integer is a pole",
        range: range)
    }
    return try gamma(x + CertifiedReal(1), named: "the factorial", range: range)
  }

  /// Gamma, exact at integers while the factorial is short.
  func gamma(
    _ x: CertifiedReal, named name: String = "gamma", range: SourceRange?
  ) throws -> CertifiedReal {
    try requireNoPole(x, name, range: range)
    if let n = x.exactValue?.asInt,
      let value = try? Integer.factorial(n - 1, maximumBitWidth: Self.largestExact)
    {
      return .exact(Rational(value))
    }
    // At a fraction by binary splitting, which at thousands of digits is far faster.
    let result =
      x.exactValue.map { RealBall.gamma($0, precision: precision) }
      ?? ball(x).gamma(precision: precision)
    if result.isUnbounded {
      if x.isNarrow { throw beyondRange("\(name) at \(x.brief)", range: range) }
      throw Undecided(range: range)
    }
    return certified(result)
  }

  func logGamma(_ x: CertifiedReal, range: SourceRange?) throws -> CertifiedReal {
    try require(
      x, allowsEdge: false, range: range,
      "loggamma(\(x.brief)) has no real value: loggamma needs an argument > 0")
    return try image("loggamma", x, range: range) { $0.logGamma(precision: $1) }
  }

  func digamma(_ x: CertifiedReal, range: SourceRange?) throws -> CertifiedReal {
    try requireNoPole(x, "digamma", range: range)
    return try image("digamma", x, mayOverflow: false, range: range) {
      $0.digamma(precision: $1)
    }
  }

  func zeta(_ x: CertifiedReal, range: SourceRange?) throws -> CertifiedReal {
    if x.exactValue?.isOne == true {
      throw CalculationError(.noAnswer, "zeta(1) has no value: zeta has a pole at 1", range: range)
    }
    if case .enclosed(let ball, _) = x, ball.contains(1) { throw Undecided(range: range) }
    if let n = x.exactValue?.asInteger, let value = Rational.hurwitzZeta(atMinus: -n, .one) {
      return .exact(value)
    }
    return try image("zeta", x, range: range) { $0.zeta(precision: $1) }
  }

  /// Refuses 0, -1, -2, ..., and a ball that holds one of them as undecided.
  func requireNoPole(_ x: CertifiedReal, _ name: String, range: SourceRange?) throws {
    switch x {
    case .exact(let value):
      guard value.isInteger, !value.isPositive else { return }
      throw CalculationError(
        .noAnswer, "\(name) has a pole at \(x.brief), as at every integer <= 0", range: range)
    case .enclosed(let ball, _):
      if ball.isCertainlyPositive { return }
      guard let nearest = ball.midpoint.integer(rounding: .toNearest), !ball.contains(nearest),
        ball.radius < .one
      else { throw Undecided(range: range) }
    }
  }

  /// The product of Gamma at some places over the product of Gamma at others. A pole among the
  /// others makes it zero; one among the first has no value.
  func gammaQuotient(
    _ tops: [CertifiedReal], _ bottoms: [CertifiedReal], _ name: String, range: SourceRange?
  ) throws -> CertifiedReal {
    for x in tops { try requireNoPole(x, name, range: range) }
    let arguments = tops + bottoms
    let balls = arguments.map { $0.ball(precision: precision + 128) }
    let isPositive = balls.allSatisfy(\.isCertainlyPositive)
    let isLarge = balls.contains { $0.midpoint > 4096 }
    var result: RealBall
    if isPositive, isLarge {
      // Each gamma may be beyond the range and the quotient not. A logarithm's absolute error is
      // the quotient's relative error.
      let inner = precision + 128
      result = .zero
      for (index, ball) in balls.enumerated() {
        let term = ball.logGamma(precision: inner)
        result =
          index < tops.count
          ? result.adding(term, precision: inner) : result.subtracting(term, precision: inner)
      }
      let logarithm = result
      result = logarithm.exponential(precision: precision)
      if result.isUnbounded { throw unknownExponential(of: logarithm, name, range: range) }
    } else {
      result = .one
      for (index, ball) in balls.enumerated() {
        let factor =
          index < tops.count
          ? ball.gamma(precision: precision + 16) : ball.reciprocalGamma(precision: precision + 16)
        result = result.multiplied(by: factor, precision: precision + 16)
      }
    }
    if result.isUnbounded {
      if arguments.allSatisfy(\.isNarrow) { throw beyondRange(name, range: range) }
      throw Undecided(range: range)
    }
    return certified(result)
  }
}
