public import Multiprecision

/// A real number that is known exactly or enclosed: there is no third kind.
///
/// A fraction stays exact until it meets an enclosure; the result is then an enclosure at that
/// one's working precision. Nothing is rounded behind the caller's back: an irrational result of
/// exact operands needs a precision, and is asked for by the methods that take one.
public enum CertifiedReal: Sendable {
  /// A fraction, known exactly.
  case exact(Rational)
  /// A ball, with the precision that operations on it work at.
  case enclosed(RealBall, precision: Precision)

  /// The fraction, exactly.
  public init(_ value: Rational) { self = .exact(value) }
  /// The integer, exactly.
  public init(_ value: Integer) { self = .exact(Rational(value)) }
  /// The integer, exactly.
  public init(_ value: Int) { self = .exact(Rational(value)) }

  /// The fraction, when the number is exact.
  public var exactValue: Rational? {
    if case .exact(let value) = self { value } else { nil }
  }

  /// The number as a ball: itself, or the fraction rounded at the precision.
  public func ball(precision: Precision) -> RealBall {
    switch self {
    case .exact(let value): RealBall(value, precision: precision)
    case .enclosed(let ball, _): ball
    }
  }

  /// The same number as an enclosure at a working precision.
  public func enclosed(precision: Precision) -> CertifiedReal {
    .enclosed(ball(precision: precision), precision: precision)
  }

  /// Whether the number is known to be zero.
  public var isZero: Bool {
    switch self {
    case .exact(let value): value.isZero
    case .enclosed(let ball, _): ball.isZero
    }
  }

  /// -1, 0 or 1 when that is certain, else nil.
  public var certainSign: Int? {
    switch self {
    case .exact(let value): value.signum()
    case .enclosed(let ball, _):
      if ball.isZero {
        0
      } else {
        ball.isCertainlyPositive ? 1 : ball.isCertainlyNegative ? -1 : nil
      }
    }
  }
}

extension CertifiedReal: Equatable {
  /// Whether the two are written alike: equal fractions, or the same ball at the same precision.
  /// Two enclosures that are equal so may still stand for different numbers.
  public static func == (left: CertifiedReal, right: CertifiedReal) -> Bool {
    switch (left, right) {
    case (.exact(let a), .exact(let b)): a == b
    case (.enclosed(let a, let p), .enclosed(let b, let q)):
      p == q && a.midpoint == b.midpoint && a.radius == b.radius
    default: false
    }
  }
}

extension CertifiedReal {
  /// The sum: exact for two fractions, else an enclosure at the working precision of the enclosed
  /// operand, of two the greater.
  public static func + (left: CertifiedReal, right: CertifiedReal) -> CertifiedReal {
    combine(left, right, exactly: { $0 + $1 }, within: { $0.adding($1, precision: $2) })
  }

  /// The difference, exact or enclosed as the sum is.
  public static func - (left: CertifiedReal, right: CertifiedReal) -> CertifiedReal {
    combine(left, right, exactly: { $0 - $1 }, within: { $0.subtracting($1, precision: $2) })
  }

  /// The product, exact or enclosed as the sum is; exactly 0 when a factor is known to be 0.
  public static func * (left: CertifiedReal, right: CertifiedReal) -> CertifiedReal {
    if left.isZero || right.isZero { return .exact(.zero) }
    return combine(
      left, right, exactly: { $0 * $1 }, within: { $0.multiplied(by: $1, precision: $2) })
  }

  /// The opposite, without rounding.
  public static prefix func - (value: CertifiedReal) -> CertifiedReal {
    switch value {
    case .exact(let value): .exact(-value)
    case .enclosed(let ball, let precision): .enclosed(-ball, precision: precision)
    }
  }

  /// The quotient. An enclosure that contains zero as divisor gives the unbounded enclosure.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero`` for a divisor that is exactly zero.
  public func divided(by divisor: CertifiedReal) throws(ArithmeticError) -> CertifiedReal {
    if divisor.isZero { throw .divisionByZero }
    if case .exact(let top) = self, case .exact(let bottom) = divisor {
      return .exact(try top.divided(by: bottom))
    }
    return CertifiedReal.combine(
      self, divisor, exactly: { top, _ in top },
      within: { $0.divided(by: $1, precision: $2) })
  }

  /// The power with a machine exponent; `x.power(0)` is 1.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero`` for a negative power of zero.
  public func power(_ exponent: Int) throws(ArithmeticError) -> CertifiedReal {
    switch self {
    case .exact(let value): .exact(try value.power(exponent))
    case .enclosed(let ball, let precision):
      .enclosed(ball.power(Integer(exponent), precision: precision), precision: precision)
    }
  }

  private static func combine(
    _ left: CertifiedReal, _ right: CertifiedReal,
    exactly: (Rational, Rational) -> Rational,
    within: (RealBall, RealBall, Precision) -> RealBall
  ) -> CertifiedReal {
    switch (left, right) {
    case (.exact(let a), .exact(let b)):
      return .exact(exactly(a, b))
    case (.exact(let a), .enclosed(let b, let precision)):
      return .enclosed(
        within(RealBall(a, precision: precision), b, precision), precision: precision)
    case (.enclosed(let a, let precision), .exact(let b)):
      return .enclosed(
        within(a, RealBall(b, precision: precision), precision), precision: precision)
    case (.enclosed(let a, let first), .enclosed(let b, let second)):
      let precision = max(first, second)
      return .enclosed(within(a, b, precision), precision: precision)
    }
  }
}
