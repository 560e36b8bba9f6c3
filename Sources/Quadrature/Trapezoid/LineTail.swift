public import BallArithmetic
public import Multiprecision
internal import SpecialFunctions

/// A bound of an integrand towards one end of the line, |F(u)| <= g(|Re u|) for |Re u| >= start, with
/// a falling g. A trapezoidal rule whose edges are covered needs it in the whole closed strip, one
/// whose edge bound is given only for real u.
///
/// The integral of g beyond y is at most, by `Docs/Theory/Quadrature.md`, "Tails on the line",
/// - exponential: C e^(-b y^p)/(b p y^(p-1)),
/// - double exponential: C exp(-b e^(p y))/(b p e^(p y)),
/// - algebraic: C y^(1-s)/(s-1).
public struct LineTail: Sendable {
  enum Kind: Sendable {
    case exponential(rate: BigFloat, power: Rational)
    case doubleExponential(rate: BigFloat, power: Rational)
    case algebraic(exponent: Rational)
  }

  let kind: Kind
  let constant: Magnitude
  let start: BigFloat

  /// |F(u)| <= constant exp(-rate |Re u|^power) for |Re u| >= start.
  ///
  /// The rate is positive, the power at least 1 and the start not negative, positive unless the
  /// power is 1; other numbers leave the integration undecided.
  public static func exponential(
    constant: Magnitude, rate: BigFloat, power: Rational = 1, start: BigFloat
  ) -> LineTail {
    LineTail(kind: .exponential(rate: rate, power: power), constant: constant, start: start)
  }

  /// |F(u)| <= constant exp(-rate exp(power |Re u|)) for |Re u| >= start.
  ///
  /// Rate and power are positive and the start is not negative; other numbers leave the integration
  /// undecided.
  public static func doubleExponential(
    constant: Magnitude, rate: BigFloat, power: Rational = 1, start: BigFloat
  ) -> LineTail {
    LineTail(kind: .doubleExponential(rate: rate, power: power), constant: constant, start: start)
  }

  /// |F(u)| <= constant |Re u|^(-exponent) for |Re u| >= start.
  ///
  /// The exponent is above 1 and the start positive; other numbers leave the integration undecided.
  /// The number of nodes grows like 2^(bits/(exponent - 1)): a substitution is nearly always better.
  public static func algebraic(
    constant: Magnitude, exponent: Rational, start: BigFloat
  ) -> LineTail {
    LineTail(kind: .algebraic(exponent: exponent), constant: constant, start: start)
  }

  private static let precision: Precision = 64

  /// Why the bound is none; nil when it is one.
  var defect: String? {
    guard start.isFinite, !start.isNegative, constant.isFinite else {
      return "the start of a tail is negative or its constant not finite"
    }
    switch kind {
    case .exponential(let rate, let power):
      guard rate.isFinite, rate.isPositive, power >= 1 else {
        return "an exponential tail needs a positive rate and a power of at least 1"
      }
      return power > 1 && start.isZero
        ? "an exponential tail of a power above 1 needs a positive start" : nil
    case .doubleExponential(let rate, let power):
      return rate.isFinite && rate.isPositive && power.isPositive
        ? nil : "a double exponential tail needs a positive rate and power"
    case .algebraic(let exponent):
      return exponent > 1 && start.isPositive
        ? nil : "an algebraic tail needs an exponent above 1 and a positive start"
    }
  }

  /// An upper bound of the integral of g beyond y >= start.
  func integral(from y: BigFloat) -> Magnitude {
    let p = Self.precision
    let place = RealBall(exact: y)
    let value: RealBall
    switch kind {
    case .exponential(let rate, let power):
      let b = RealBall(exact: rate)
      // y^(p-1), and y^p from it.
      let slope =
        power == 1
        ? RealBall.one : place.power(RealBall(power - 1, precision: p), precision: p)
      let depth = slope.multiplied(by: place, precision: p).multiplied(by: b, precision: p)
      let divisor = slope.multiplied(by: b, precision: p)
        .multiplied(by: RealBall(power, precision: p), precision: p)
      value = (-depth).exponential(precision: p).divided(by: divisor, precision: p)
    case .doubleExponential(let rate, let power):
      let growth = RealBall(power, precision: p)
      let depth = place.multiplied(by: growth, precision: p).exponential(precision: p)
        .multiplied(by: RealBall(exact: rate), precision: p)
      value = (-depth).exponential(precision: p)
        .divided(by: depth.multiplied(by: growth, precision: p), precision: p)
    case .algebraic(let exponent):
      value = place.power(RealBall(1 - exponent, precision: p), precision: p)
        .divided(by: RealBall(exponent - 1, precision: p), precision: p)
    }
    return value.isFinite ? value.magnitudeUpperBound * constant : .infinity
  }

  /// The place from which the integral of the bound is at most the tolerance, to a few percent;
  /// nil when it is too far for any rule.
  func cut(_ tolerance: Magnitude) -> BigFloat? {
    if integral(from: start) <= tolerance { return start }
    var low = start
    var reach = BigFloat(0.25)
    var high = BigFloat.adding(start, reach, precision: 32, rounding: .up)
    while !(integral(from: high) <= tolerance) {
      low = high
      reach = reach.scaled(byPowerOfTwo: 1)
      high = BigFloat.adding(start, reach, precision: 32, rounding: .up)
      if reach > BigFloat(0x1p40) { return nil }
    }
    for _ in 0..<5 {
      let middle = BigFloat.adding(low, high, precision: 32, rounding: .up)
        .scaled(byPowerOfTwo: -1)
      if integral(from: middle) <= tolerance { high = middle } else { low = middle }
    }
    return high
  }
}
