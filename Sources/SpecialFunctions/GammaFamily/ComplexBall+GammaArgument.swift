internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// Facts about a complex argument of the gamma family that the choice of a method needs.
struct GammaArgument {
  /// The midpoint as doubles, infinite beyond their range.
  let real: Double
  let imaginary: Double
  /// max(0, log2 |z|), about, of the whole ball.
  let sizeBits: Int

  init(_ z: ComplexBall) {
    real = z.real.approximateDouble
    imaginary = z.isReal ? 0 : z.imaginary.approximateDouble
    sizeBits = max(0, z.magnitudeUpperBound.exponent)
  }

  /// The most bits of an argument for which the fraction of the logarithm's phase is computed.
  static let largestSizeBits = 1 << 20

  /// A precision that is not above what the radius of the ball lets the result have.
  static func useful(_ precision: Precision, for z: ComplexBall, extra: Int) -> Precision {
    let radius = max(z.real.radius, z.imaginary.radius)
    if radius.isZero { return precision }
    let kept = max(min(-radius.exponent, 1 << 40), 0) + extra
    return min(precision, Precision(clamping: kept + 40))
  }
}

extension ComplexBall {
  /// z (z+1) ... (z+n-1) as a product in balls; each factor is rounded relative to its own size.
  ///
  /// By halves: a product of n factors one after the other would turn the rectangle of the error n
  /// times, and enlarge it by up to sqrt(2) each time.
  func productOfShifts(_ n: Int, precision: Precision) -> ComplexBall {
    productOfShifts(from: 0, to: n, precision: precision)
  }

  private func productOfShifts(from first: Int, to end: Int, precision: Precision) -> ComplexBall {
    if end - first <= 1 {
      return first < end ? shifted(by: first, precision: precision) : .one
    }
    let middle = first + (end - first) / 2
    return productOfShifts(from: first, to: middle, precision: precision)
      .multiplied(
        by: productOfShifts(from: middle, to: end, precision: precision), precision: precision)
  }

  /// z + i, rounded relative to its own size.
  func shifted(by i: Int, precision: Precision) -> ComplexBall {
    ComplexBall(real: real.adding(i, precision: precision), imaginary: imaginary)
  }

  /// sin(pi z), accurate relative to its size next to the integers too.
  func sineOfPi(precision: Precision) -> ComplexBall {
    if isReal { return ComplexBall(real.sineOfPi(precision: precision)) }
    guard let nearest = real.midpoint.integer(rounding: .toNearest) else { return .unbounded }
    let inner = precision + 8
    let distance = ComplexBall(
      real: real.subtracting(RealBall(nearest), precision: real.midpoint.precision + 8),
      imaginary: imaginary)
    let sine = distance.multiplied(by: .pi(precision: inner), precision: inner)
      .sine(precision: precision)
    return nearest.isOdd ? -sine : sine
  }
}
