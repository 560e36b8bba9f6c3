internal import BallArithmetic
internal import Multiprecision

/// The evaluation of a hypergeometric function: the choice of the method, and of the working
/// precision.
struct HypergeometricEvaluation {
  let parameters: HypergeometricParameters

  init(_ parameters: HypergeometricParameters) { self.parameters = parameters }

  /// The work at most for one value, in units of one term at 64 bits.
  static let workLimit = 1e9

  var isEntire: Bool { parameters.upperCount <= parameters.lowerCount }

  /// The last index of a terminating series.
  var terminationIndex: Integer? {
    if let (a, _) = parameters.rational { return Hypergeometric.terminationIndex(a) }
    return parameters.upperBalls(precision: 64).compactMap { value in
      guard value.isExact, value.isReal, value.real.midpoint.isInteger,
        !value.real.midpoint.isPositive
      else { return nil }
      return value.real.midpoint.integer(rounding: .toNearest).map { -$0 }
    }.min()
  }

  /// The value over a ball: at its midpoint, and the mean value theorem for the rest, with a ball
  /// that contains F' over the whole ball: F' = (Π a/Π b) F(a + 1; b + 1).
  /// Docs/Theory/Hypergeometric.md, "Inexact arguments".
  func value(
    at z: ComplexBall, precision: Precision
  ) throws(SpecialFunctionError) -> ComplexBall {
    if z.isExact { return try refined(at: z, precision: precision) }
    let center = ComplexBall(
      real: RealBall(exact: z.real.midpoint), imaginary: RealBall(exact: z.imaginary.midpoint))
    let radius =
      z.isReal
      ? z.real.radius
      : (z.real.radius * z.real.radius + z.imaginary.radius * z.imaginary.radius).squareRoot
    let size = z.magnitudeUpperBound
    // Digits beyond what the radius leaves are not worth computing.
    let useful = max(0, size.exponent - radius.exponent) + 64
    let wanted = min(precision, Precision(clamping: useful))
    if !isEntire, terminationIndex == nil, z.imaginary.containsZero {
      // On both sides of the cut, or around the branch point.
      let beyond = z.real.subtracting(.one, precision: 64)
      if !beyond.isCertainlyNegative {
        guard beyond.isCertainlyPositive, !z.isReal else {
          return z.isReal && beyond.isCertainlyPositive
            ? try thin(z, center, radius, wanted) : .unbounded
        }
        return .unbounded
      }
    }
    return try thin(z, center, radius, wanted)
  }

  private func thin(
    _ z: ComplexBall, _ center: ComplexBall, _ radius: Magnitude, _ precision: Precision
  ) throws(SpecialFunctionError) -> ComplexBall {
    let value = try refined(at: center, precision: precision)
    // Parameters next to a pole and arguments next to 1 need more than a few bits.
    var slope = ComplexBall.unbounded
    var bits = 64
    while slope.isUnbounded, bits <= 2 * precision.bits + 128 {
      slope = HypergeometricEvaluation(parameters.shifted(by: 1)).estimate(at: z, bits: bits)
        .multiplied(
          by: parameters.derivativeFactor(precision: Precision(clamping: bits)), precision: 64)
      bits *= 2
    }
    let error = slope.magnitudeUpperBound * radius
    // At 0 the value is real for complex parameters too.
    return z.isReal && value.isReal && parameters.areReal
      ? ComplexBall(value.real.addingError(error)) : value.addingError(error)
  }

  /// The value at an exact argument: with more working bits until nearly all of the precision's
  /// are proven, or the limits are reached.
  func refined(
    at z: ComplexBall, precision: Precision
  ) throws(SpecialFunctionError) -> ComplexBall {
    if z.isZero { return .one }
    var bits = precision.bits + 16
    var best = ComplexBall.unbounded
    var previous = Int.min
    for attempt in 0..<8 {
      let value: ComplexBall
      do {
        value = try approximation(at: z, bits: bits)
      } catch {
        // What was proven with fewer bits is better than nothing.
        if best.isFinite, best.relativeAccuracyBits > 0 { break }
        throw error
      }
      let accuracy = value.relativeAccuracyBits
      if accuracy > best.relativeAccuracyBits || best.isUnbounded { best = value }
      if accuracy >= precision.bits - 2 { break }
      // A cancellation of so many bits is not worth following.
      if value.isFinite, accuracy < -(40 * precision.bits + 16_384) { break }
      if attempt >= 3, accuracy <= previous, bits > 8 * precision.bits + 4096 { break }
      // Parameters that are balls do not get better by precision.
      if attempt >= 1, parameters.rational == nil, accuracy <= previous { break }
      previous = accuracy
      let missing = accuracy > -(1 << 30) ? precision.bits - accuracy + 24 : bits
      bits += min(max(missing, 32), 4 * bits)
      if bits > 40 * precision.bits + 16_384 { break }
    }
    if best.isUnbounded, parameters.rational != nil { throw HypergeometricEvaluation.noMethod }
    return best.rounded(to: precision + 8)
  }

  /// For exact parameters and an exact argument, where every method gave up.
  private static let noMethod = SpecialFunctionError.outOfReach(
    "no method for the hypergeometric function reaches these parameters and this argument: one of"
      + " them is too large, or the value is beyond the range of numbers")

  /// A ball around the value at an exact argument, with about `bits` working bits.
  func approximation(
    at z: ComplexBall, bits: Int
  ) throws(SpecialFunctionError) -> ComplexBall {
    if let end = terminationIndex {
      try requireWork(terms: end.doubleTowardZero, bits: bits)
      return try parameters.series(at: z, bits: bits)
    }
    return isEntire ? try entire(at: z, bits: bits) : try continued(at: z, bits: bits)
  }

  /// A ball that contains the values over a whole ball, at low precision; unbounded at worst.
  func estimate(at z: ComplexBall, bits: Int) -> ComplexBall {
    let size = z.magnitudeUpperBound
    let order = parameters.lowerCount + 1 - parameters.upperCount
    if terminationIndex == nil {
      if order == 0 {
        if let value = largeGauss(at: z, bits: bits) { return value }
        if size >= Magnitude(7).scaled(byPowerOfTwo: -3) {
          return (try? continued(at: z, bits: bits)) ?? .unbounded
        }
      } else if size.doubleUpperBound > 1e5
        || (parameters.upperCount == 1 && parameters.lowerCount == 1 && size > .one
          && z.real.isCertainlyNegative)
      {
        // Not by the series, whose terms cancel to the left.
        return (try? entire(at: z, bits: bits)) ?? .unbounded
      }
    }
    let precision = Precision(clamping: bits)
    return BallSeries(
      upper: parameters.upperBalls(precision: precision),
      lower: parameters.lowerBalls(precision: precision)
    ).sum(at: z, bits: bits)
  }

  func requireWork(terms: Double, bits: Int) throws(SpecialFunctionError) {
    let work = terms * (Double(bits) / 64 + 2)
    guard work < HypergeometricEvaluation.workLimit, terms < Double(RationalSeries.termLimit)
    else {
      throw .outOfReach(
        "the hypergeometric series needs about \(terms) terms at this argument, more than are"
          + " summed here; the Meijer G function, meijerg, has methods for large arguments")
    }
  }
}
