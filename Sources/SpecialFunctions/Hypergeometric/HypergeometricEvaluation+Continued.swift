internal import BallArithmetic
internal import Multiprecision

extension HypergeometricEvaluation {
  /// p = q + 1: the power series inside the unit disc, else Taylor steps from it.
  func continued(at z: ComplexBall, bits: Int) throws(SpecialFunctionError) -> ComplexBall {
    let precision = Precision(clamping: bits)
    if parameters.lowerCount == 0 {
      // 1F0(a;;z) = (1 - z)^-a.
      return TaylorContinuation.fromOne(z).power(
        -parameters.upperBalls(precision: precision)[0], precision: precision)
    }
    if TaylorContinuation.fromOne(z).isZero { return try atOne(bits: bits) }
    if let value = largeGauss(at: z, bits: bits) { return value }
    if let value = try connected(at: z, bits: bits) { return value }
    let size = z.magnitudeUpperBound.doubleUpperBound
    let isLong = !z.isReal || z.real.midpoint.minimumPrecision.bits > 48
    if size < 0.9999 {
      let cost = HypergeometricCost.series(length: size, bits: bits, isLong: isLong)
      let steps = HypergeometricCost.taylorSteps(
        to: z, bits: bits, order: parameters.lowerCount + 1)
      if size < 0.75 || cost < steps { return try parameters.series(at: z, bits: bits) }
    }
    return try byTaylorSteps(at: z, bits: bits)
  }

  /// The value at z = 1.
  private func atOne(bits: Int) throws(SpecialFunctionError) -> ComplexBall {
    let excess = excess.ball(precision: 256)
    if excess.real.isZero || excess.real.isCertainlyNegative {
      throw .undefined(
        "the hypergeometric series diverges at 1: the sum of the lower parameters less the sum of"
          + " the upper ones, \(excess.real.midpoint.nearestDouble), is not positive")
    }
    guard excess.real.isCertainlyPositive else { return .unbounded }
    if parameters.lowerCount == 1 { return try gaussSum(bits: bits) }
    return try sumAtOne(bits: bits)
  }

  /// From the power series at a point inside the unit disc by Taylor steps along a path that
  /// does not cross the cut [1, inf). Docs/Theory/Hypergeometric.md, "Taylor steps".
  func byTaylorSteps(at z: ComplexBall, bits: Int) throws(SpecialFunctionError) -> ComplexBall {
    let cost = HypergeometricCost.taylorSteps(
      to: z, bits: bits, order: parameters.lowerCount + 1)
    guard cost < HypergeometricCost.limit else {
      throw .outOfReach(
        "the argument is too close to the branch point 1, or too large, for the analytic"
          + " continuation of the hypergeometric function by Taylor steps; the Meijer G function,"
          + " meijerg, has methods for both")
    }
    let equation = TaylorContinuation(parameters, bits: bits + 8)
    guard let path = ContinuationPath(to: z) else { return .unbounded }
    let initial = try taylorCoefficients(at: path.start, count: equation.order, bits: bits + 8)
    return equation.continued(initial, from: path.start, along: path.waypoints).first
      ?? .unbounded
  }

  /// F^(i)(z)/i! = Π (a)_i / Π (b)_i / i! F(a + i; b + i; z) at an exact point.
  private func taylorCoefficients(
    at z: ComplexBall, count: Int, bits: Int
  ) throws(SpecialFunctionError) -> [ComplexBall] {
    let precision = Precision(clamping: bits + 16)
    var factor = ComplexBall.one
    var result: [ComplexBall] = []
    for i in 0..<count {
      let shifted = parameters.shifted(by: i)
      result.append(
        try shifted.series(at: z, bits: bits + 16).multiplied(by: factor, precision: precision))
      factor = factor.multiplied(
        by: shifted.derivativeFactor(precision: precision), precision: precision
      ).divided(by: RealBall(i + 1), precision: precision)
    }
    return result
  }
}
