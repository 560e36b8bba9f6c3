public import Multiprecision

extension RealBall {
  /// The ratio of a circle's circumference to its diameter.
  public static func pi(precision: Precision) -> RealBall {
    // Irrational, so never exact: any nonzero ternary value stands for the rounding.
    RealBall(rounded: (BigFloat.pi(precision: precision), 1))
  }

  /// The base of the natural logarithm.
  public static func e(precision: Precision) -> RealBall {
    RealBall.one.exponential(precision: precision)
  }

  /// Euler's constant, 0.577...
  public static func eulerGamma(precision: Precision) -> RealBall {
    RealBall(rounded: (BigFloat.eulerGamma(precision: precision), 1))
  }

  /// The natural logarithm of 2.
  public static func logTwo(precision: Precision) -> RealBall {
    RealBall(rounded: (BigFloat.logTwo(precision: precision), 1))
  }
}
