public import BallArithmetic
public import Multiprecision

extension MeijerG {
  /// The value at a positive z by the Mellin-Barnes integral along a vertical line.
  ///
  /// The trapezoid rule converges exponentially when m + n > (p + q)/2. The line goes near the
  /// saddle point, so that values which are tiny keep their relative accuracy: the result has about
  /// `precision` bits for an exact z, and no cost grows with |log z| beyond that of the gamma
  /// function. Discretization, truncation and rounding are proven
  /// (Docs/Theory/MellinBarnes.md).
  ///
  /// A value below the exponent range of ``BigFloat`` gives a ball around zero.
  ///
  /// ```swift
  /// let k = try MeijerG(upper: [], [], lower: [0, 0], [])
  /// try k.meijerGContour(at: RealBall(1_000_000), precision: 200)   // 2 K_0(2000): 1.444...e-870
  /// ```
  ///
  /// - Throws: ``SpecialFunctionError/outOfReach(_:)`` when the integral does not converge
  ///   exponentially or would take too many terms, ``SpecialFunctionError/undefined(_:)`` for a
  ///   z that is not positive.
  public func meijerGContour(
    at z: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    let contour = try MeijerGContour(self, angle: 0)
    if z.isUnbounded { return .unbounded }
    guard z.isCertainlyPositive else {
      if z.midpoint.signum() <= 0, z.isExact {
        throw .undefined(
          "the contour integral of the Meijer G function needs a positive real argument, or a"
            + " complex one with a stated angle: \(z) is not positive")
      }
      return .unbounded
    }
    return try contour.value(at: z, precision: precision)
  }

  /// The value at a complex z with |arg z| < (m + n - (p + q)/2) pi, principal branch.
  ///
  /// As ``meijerGContour(at:precision:)-(RealBall,_)``.
  public func meijerGContour(
    at z: ComplexBall, precision: Precision
  ) throws(SpecialFunctionError) -> ComplexBall {
    if z.isUnbounded { return .unbounded }
    if z.isReal, z.real.isCertainlyPositive {
      return ComplexBall(try meijerGContour(at: z.real, precision: precision))
    }
    if z.isZero {
      throw .undefined("the Meijer G function has a branch point at 0: it has no value there")
    }
    if z.containsZero { return .unbounded }
    let angle = z.argument(precision: 64)
    let contour = try MeijerGContour(self, angle: angle.magnitudeUpperBound.doubleUpperBound)
    return try contour.value(at: z, precision: precision)
  }

  /// The values at positive arguments, in their order: arguments with near saddle points share the
  /// values of the gamma functions, and each costs one complex multiplication a node.
  ///
  /// As ``meijerGContour(at:precision:)-(RealBall,_)``; a ball that contains zero or negative
  /// numbers gives ``BallArithmetic/RealBall/unbounded``.
  ///
  /// ```swift
  /// // The density of a product of ten chi-squares, up to a factor, on a grid of x/2^10.
  /// let law = try MeijerG(upper: [], [], lower: Array(repeating: 99, count: 10), [])
  /// let values = try law.meijerGContour(atPositive: grid, precision: 170)
  /// ```
  public func meijerGContour(
    atPositive grid: [RealBall], precision: Precision
  ) throws(SpecialFunctionError) -> [RealBall] {
    for z in grid where z.isExact && z.midpoint.signum() <= 0 {
      throw .undefined(
        "the contour integral of the Meijer G function needs positive arguments: \(z) is not")
    }
    return try MeijerGContour(self, angle: 0).values(at: grid, precision: precision)
  }

  /// About the nanoseconds that the contour takes for an argument of this modulus and angle; nil
  /// where it does not converge or needs too many terms.
  public func contourCost(
    at modulus: Double, angle: Double = 0, precision: Precision
  ) -> Double? {
    contourCost(atLogarithm: modulus.estimatedLogarithm, angle: angle, precision: precision)
  }

  /// The same for an argument given by log |z|, of any size.
  public func contourCost(
    atLogarithm logarithm: Double, angle: Double = 0, precision: Precision
  ) -> Double? {
    guard logarithm.isFinite, let contour = try? MeijerGContour(self, angle: angle) else {
      return nil
    }
    let product = contour.product
    let place = contour.isMirrored ? -logarithm : logarithm
    let planner = LinePlanner(
      transform: product, angle: angle.magnitude, logarithms: place...place,
      bits: Double(precision.bits))
    return planner.plan()?.cost
  }
}
