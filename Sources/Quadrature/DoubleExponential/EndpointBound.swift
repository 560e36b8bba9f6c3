public import BallArithmetic
public import Multiprecision

/// A bound of an integrand near an end t = 0 of its interval:
/// |f(t)| <= constant |t|^exponent (1 + |log t|)^logarithms for 0 < |t| <= radius, on every sheet
/// of the logarithm.
///
/// At infinity the same with t = 1/x.
public struct EndpointBound: Sendable {
  /// What multiplies the powers.
  public var constant: Magnitude
  /// The exponent of |t|.
  public var exponent: Rational
  /// The exponent of 1 + |log t|, >= 0.
  public var logarithms: Int
  /// The |t| up to which the bound holds.
  public var radius: Magnitude

  /// A bound with these parts; trusts that it holds.
  public init(constant: Magnitude, exponent: Rational, logarithms: Int, radius: Magnitude) {
    self.constant = constant
    self.exponent = exponent
    self.logarithms = logarithms
    self.radius = radius
  }
}

/// A bound of an integrand towards infinity in a sector:
/// |f(x)| <= constant |x|^exponent (1 + |log x|)^logarithms exp(-rate |x|^power) for |x| >= start
/// and |arg x| <= angle; rate and power are positive.
public struct DecayBound: Sendable {
  /// What multiplies the powers and the exponential function.
  public var constant: Magnitude
  /// The exponent of |x| before the exponential function.
  public var exponent: Rational
  /// The exponent of 1 + |log x|, >= 0.
  public var logarithms: Int
  /// A positive lower bound of the rate.
  public var rate: BigFloat
  /// The exponent of |x| in the exponential function, positive.
  public var power: Rational
  /// The |x| from which the bound holds.
  public var start: BigFloat

  /// A bound with these parts; trusts that it holds.
  public init(
    constant: Magnitude, exponent: Rational, logarithms: Int, rate: BigFloat, power: Rational,
    start: BigFloat
  ) {
    self.constant = constant
    self.exponent = exponent
    self.logarithms = logarithms
    self.rate = rate
    self.power = power
    self.start = start
  }
}
