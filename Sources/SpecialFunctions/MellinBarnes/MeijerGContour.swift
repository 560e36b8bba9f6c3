internal import BallArithmetic
internal import Multiprecision

/// A Meijer G function as an inverse Mellin transform on a strip that may be unlimited to the
/// right but not to the left.
struct MeijerGContour {
  let product: GammaProduct
  /// Whether the product is that for 1/z.
  let isMirrored: Bool

  init(_ function: MeijerG, angle: Double) throws(SpecialFunctionError) {
    let excess = 2 * (function.m + function.n) - function.p - function.q
    guard excess > 0 else {
      throw .outOfReach(
        "the contour integral of the Meijer G function converges exponentially only for"
          + " m + n > (p + q)/2; here m + n = \(function.m + function.n) and p + q ="
          + " \(function.p + function.q): use the residue series")
    }
    guard angle.magnitude < Double(excess) / 2 * Double.pi else {
      throw .outOfReach(
        "the contour integral of the Meijer G function converges for |arg z| < \(excess) pi/2;"
          + " the argument's angle is not certainly less: use the residue series")
    }
    let direct = GammaProduct(function)
    isMirrored = direct.left == nil
    product = isMirrored ? direct.mirrored : direct
    if let left = product.left, let right = product.right, left >= right {
      throw .outOfReach(
        "no vertical line separates the poles of the Meijer G function with these parameters"
          + " (\(left) >= \(right)): use the residue series")
    }
  }

  private static let attempts = 6

  func value(at z: RealBall, precision: Precision) throws(SpecialFunctionError) -> RealBall {
    var extra = 0
    var best = RealBall.unbounded
    for _ in 0..<MeijerGContour.attempts {
      let goal = precision.bits + extra
      let logarithm = logarithm(of: z, bits: goal)
      let place = logarithm.approximateDouble
      guard place.isFinite else { return .unbounded }
      let planner = LinePlanner(
        transform: product, angle: 0, logarithms: place...place, bits: Double(goal))
      if planner.saddle(place) == nil { return underflow(logarithm) }
      guard let plan = planner.plan()?.plan,
        let line = MellinBarnesLine(product, plan: plan, angle: .zero)
      else { throw MeijerGContour.tooLong }
      let (value, error) = line.value(logarithm: logarithm)
      if value.radius < best.radius || best.isUnbounded { best = value }
      if value.isUnbounded || value.relativeAccuracyBits >= precision.bits - 2 { break }
      // The rest comes from the argument.
      if error.scaled(byPowerOfTwo: 4) < value.radius { break }
      let size = value.magnitudeUpperBound
      if size.isZero || size.exponent < BigFloat.smallestExponent + 8 { break }
      let reached =
        value.midpoint.isZero || value.containsZero
        ? goal / 4 : size.exponent - error.exponent
      extra += max(16, precision.bits - reached + 8)
      if goal + extra > 16 * precision.bits + 20_000 { break }
    }
    return best.rounded(to: precision + 16)
  }

  func value(
    at z: ComplexBall, precision: Precision
  ) throws(SpecialFunctionError) -> ComplexBall {
    var extra = 0
    var best = ComplexBall.unbounded
    for _ in 0..<MeijerGContour.attempts {
      let goal = precision.bits + extra
      let fine = Precision(clamping: goal + 64)
      let complexLogarithm = z.logarithm(precision: fine + 64)
      if complexLogarithm.isUnbounded { return .unbounded }
      let logarithm = isMirrored ? -complexLogarithm.real : complexLogarithm.real
      let angle = isMirrored ? -complexLogarithm.imaginary : complexLogarithm.imaginary
      let place = logarithm.approximateDouble
      let planner = LinePlanner(
        transform: product, angle: angle.magnitudeUpperBound.doubleUpperBound,
        logarithms: place...place, bits: Double(goal))
      guard let plan = planner.plan()?.plan,
        let line = MellinBarnesLine(product, plan: plan, angle: angle)
      else { throw MeijerGContour.tooLong }
      let (value, error) = line.value(logarithm: logarithm, angle: angle)
      let radius = max(value.real.radius, value.imaginary.radius)
      if best.isUnbounded || radius < max(best.real.radius, best.imaginary.radius) { best = value }
      if value.isUnbounded || value.relativeAccuracyBits >= precision.bits - 2 { break }
      if error.scaled(byPowerOfTwo: 4) < radius { break }
      let size = value.magnitudeUpperBound
      if size.isZero || size.exponent < BigFloat.smallestExponent + 8 { break }
      let reached = value.containsZero ? goal / 4 : size.exponent - error.exponent
      extra += max(16, precision.bits - reached + 8)
      if goal + extra > 16 * precision.bits + 20_000 { break }
    }
    return best.rounded(to: precision + 16)
  }

  static let tooLong = SpecialFunctionError.outOfReach(
    "the contour integral of the Meijer G function would take too many terms here")

  private func logarithm(of z: RealBall, bits: Int) -> RealBall {
    let value = z.logarithm(precision: Precision(clamping: bits + 128))
    return isMirrored ? -value : value
  }

  /// A ball around zero for a saddle point so far out that the value is below all numbers:
  /// |G| <= (1/pi) |z|^(-sigma) ∫_0^∞ |M(sigma + it)| dt at any line.
  private func underflow(_ logarithm: RealBall) -> RealBall {
    let sigma = BigFloat.adding(
      BigFloat(1 << 30), BigFloat((product.left ?? .zero).ceiling), precision: 128)
    guard let line = product.majorant(at: sigma, precision: 192) else { return .unbounded }
    let exponent = line.scale.subtracting(
      logarithm.multiplied(by: RealBall(exact: sigma), precision: 192), precision: 192)
    let bound = Magnitude.exponential(of: exponent) * line.integralUpperBound()
    return RealBall(midpoint: .zero, radius: bound)
  }
}
