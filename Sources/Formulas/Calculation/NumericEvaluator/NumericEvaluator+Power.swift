internal import BallArithmetic
internal import Multiprecision

extension NumericEvaluator {
  func power(
    _ base: Expression, _ exponent: Expression, of expression: Expression
  ) throws -> CertifiedReal {
    let power = try value(of: exponent)
    // e^x without the rounding of e.
    if case .constant(.e) = base.kind { return try exponential(power, range: expression.range) }
    return try self.power(value(of: base), power, range: expression.range)
  }

  /// The real power: any base with an integer exponent, where x^0 is 1 and 0^-n has no value; a
  /// positive base with any exponent; zero with a positive exponent.
  func power(
    _ base: CertifiedReal, _ exponent: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    if let value = exponent.exactValue {
      if let integer = value.asInteger { return try power(base, integer, range: range) }
      return try power(base, value, range: range)
    }
    return try power(base, enclosed: exponent, range: range)
  }

  private func power(
    _ base: CertifiedReal, _ exponent: Integer, range: SourceRange?
  ) throws -> CertifiedReal {
    if exponent.isZero { return .exact(.one) }
    if base.isZero {
      if exponent.isNegative { throw divisionByZero(range: range) }
      return .exact(.zero)
    }
    if case .exact(let value) = base {
      if value.isOne { return base }
      if value == Rational(-1) { return .exact(exponent.isEven ? .one : value) }
      if let machine = exponent.asInt, machine != .min,
        let bits = value.bitWidthOfPower(Int(machine.magnitude)), bits <= Self.largestExact
      {
        return .exact(try value.power(machine))
      }
    }
    let inner = precision + (exponent.bitWidth + 16)
    let ball = base.ball(precision: inner)
    if ball.containsZero, exponent.isNegative { throw Undecided(range: range) }
    let result =
      exponent.bitWidth <= 62 || ball.containsZero
      ? ball.power(exponent, precision: precision)
      : longPower(ball, exponent, precision: inner)
    if result.isUnbounded { throw unknown(ball, RealBall(exponent), range: range) }
    return certified(result)
  }

  /// x^n = +-exp(n log|x|) for an n of more than a word: by squarings it would take too long.
  private func longPower(
    _ base: RealBall, _ exponent: Integer, precision inner: Precision
  ) -> RealBall {
    let logarithm = base.magnitude.logarithm(precision: inner)
      .multiplied(by: RealBall(exponent), precision: inner)
    let size = logarithm.exponential(precision: precision)
    return base.isCertainlyNegative && exponent.isOdd ? -size : size
  }

  private func power(
    _ base: CertifiedReal, _ exponent: Rational, range: SourceRange?
  ) throws -> CertifiedReal {
    switch base.certainSign {
    case -1:
      throw CalculationError(
        .noAnswer, "\(base.brief) to the power \(CertifiedReal(exponent).brief) is not real",
        range: range)
    case 0:
      if exponent.isNegative { throw divisionByZero(range: range) }
      return .exact(.zero)
    case nil: throw Undecided(range: range)
    default: break
    }
    if case .exact(let value) = base, let root = exactRoot(value, exponent.denominator) {
      return try power(.exact(root), exponent.numerator, range: range)
    }
    let result = ball(base).power(exponent, precision: precision)
    if result.isUnbounded {
      throw unknown(ball(base), RealBall(exponent, precision: precision), range: range)
    }
    return certified(result)
  }

  /// The root of a positive fraction when it is a fraction.
  func exactRoot(_ value: Rational, _ degree: Integer) -> Rational? {
    if value.isOne { return value }
    guard let degree = degree.asInt,
      degree <= max(value.numerator.bitWidth, value.denominator.bitWidth),
      let top = try? value.numerator.root(degree), top.isExact,
      let bottom = try? value.denominator.root(degree), bottom.isExact
    else { return nil }
    return Rational(numerator: top.root, nonzeroDenominator: bottom.root)
  }

  private func power(
    _ base: CertifiedReal, enclosed exponent: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    if base.exactValue?.isOne == true { return base }
    let power = ball(exponent)
    switch base.certainSign {
    case 1: break
    case 0:
      switch exponent.certainSign {
      case 1: return .exact(.zero)
      case -1: throw divisionByZero(range: range)
      default: throw Undecided(range: range)
      }
    case -1:
      // An integer is possible while the ball holds one.
      let nearest = power.midpoint.integer(rounding: .toNearest)
      if let nearest, !power.contains(nearest) {
        throw CalculationError(
          .noAnswer, "\(base.brief) to the power \(exponent.brief) is not real", range: range)
      }
      throw Undecided(range: range)
    default: throw Undecided(range: range)
    }
    let result = ball(base).power(power, precision: precision)
    if result.isUnbounded { throw unknown(ball(base), power, range: range) }
    return certified(result)
  }

  private func divisionByZero(range: SourceRange?) -> CalculationError {
    CalculationError(.noAnswer, "division by zero: a negative power of 0", range: range)
  }

  /// Why a power inside its domain is unknown: too large for certain, or enclosed too widely.
  private func unknown(
    _ base: RealBall, _ exponent: RealBall, range: SourceRange?
  ) -> any Error {
    let logarithm = base.magnitude.logarithm(precision: precision)
      .multiplied(by: exponent, precision: precision)
    return unknownExponential(of: logarithm, "the power", range: range)
  }

  /// Why e^x is unknown. 2^30 log 2 is below 744261118.
  func unknownExponential(
    of x: RealBall, _ name: String, range: SourceRange?
  ) -> any Error {
    RealBall(744_261_118).isCertainlyLess(than: x)
      ? beyondRange(name, range: range) : Undecided(range: range)
  }
}
