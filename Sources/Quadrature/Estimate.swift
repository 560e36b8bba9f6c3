internal import BallArithmetic
internal import Multiprecision

// Estimates steer the work: no bound depends on them.

extension Double {
  /// The natural logarithm of a positive number, near enough for a choice.
  var estimatedLogarithm: Double {
    self > 0 ? BigFloat(self).logarithm(precision: 40).value.nearestDouble : -.infinity
  }

  /// e^x, near enough for a choice; saturating.
  var estimatedExponential: Double {
    BigFloat(self).exponential(precision: 40).value.nearestDouble
  }
}

extension Magnitude {
  /// log2 to a bit; minus infinity for zero.
  var estimatedBinaryLogarithm: Double {
    isZero ? -.infinity : isInfinite ? .infinity : Double(exponent)
  }
}
