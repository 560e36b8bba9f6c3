internal import BallArithmetic
internal import Multiprecision

/// An exact complex parameter with the form of its real part that the series take.
struct ExactComplex {
  let real: DyadicNumber
  let imaginary: BigFloat

  init(_ real: BigFloat, _ imaginary: BigFloat = .zero) {
    self.real = DyadicNumber(real)
    self.imaginary = imaginary
  }

  /// The midpoint of a ball.
  init(midpointOf ball: ComplexBall) {
    self.init(ball.real.midpoint, ball.imaginary.midpoint)
  }

  var isReal: Bool { imaginary.isZero }

  var ball: ComplexBall {
    isReal
      ? ComplexBall(RealBall(exact: real.value))
      : ComplexBall(real: RealBall(exact: real.value), imaginary: RealBall(exact: imaginary))
  }

  /// Whether fixed-point numbers of both parts have a reasonable length.
  var fitsRow: Bool {
    [real.value, imaginary].allSatisfy { $0.isZero || $0.exponent <= 1 << 20 }
  }

  var isInteger: Bool { isReal && real.isInteger }

  /// Whether it is 0, -1, -2, ...
  var isPole: Bool { isInteger && real.value.signum() <= 0 }

  /// A positive number below the distance to every integer <= 0 but the number itself, and at
  /// most 1.
  var distanceFromOtherPoles: Magnitude {
    if isInteger || (isReal && real.value >= 1) { return .one }
    guard let nearest = real.value.integer(rounding: .toNearest) else { return .one }
    let whole = nearest.isPositive ? BigFloat.zero : BigFloat(nearest)
    let distance = BigFloat.subtracting(real.value, whole, precision: 64, rounding: .towardZero)
    return min(.one, max(Magnitude(lowerBound: distance), Magnitude(lowerBound: imaginary)))
  }
}
