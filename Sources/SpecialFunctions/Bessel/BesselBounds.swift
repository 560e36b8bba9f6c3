internal import BallArithmetic
internal import Multiprecision

// Bounds of |K| and |I| over boxes of the plane. Proofs: Docs/Theory/Bessel.md, "Bounds over boxes".

extension BesselEvaluation {
  /// An upper bound of |K_b(z)| over the box and the orders |b| <= a.
  static func boundOfK(_ a: BigFloat, _ box: ComplexBall) -> Magnitude {
    let left = box.real.lowerBound(precision: 64)
    let least = box.leastModulus
    if least.isZero { return .infinity }
    var best = hankelBoundOfK(a, left: left, least: least)
    if left.isPositive {
      let evaluation = BesselEvaluation(
        order: DyadicNumber(a), z: ComplexBall(RealBall(exact: left)))
      best = min(best, evaluation.besselK(precision: 32).real.magnitudeUpperBound)
    }
    return best
  }

  /// sqrt(pi/(2m)) e^(-x) e^(2 c), c = |a^2 - 1/4|/m times pi/2 left of the imaginary axis.
  private static func hankelBoundOfK(
    _ a: BigFloat, left: BigFloat, least: Magnitude
  ) -> Magnitude {
    // 11/7 > pi/2.
    let root = Magnitude(11).divided(byLowerBound: Magnitude(7))
      .divided(byLowerBound: least).squareRoot
    let decay = Magnitude(upperBound: (-left).exponential(precision: 32, rounding: .up).value)
    let square = Magnitude(upperBound: a) * Magnitude(upperBound: a)
    var ratio = max(square, .powerOfTwo(-2)).divided(byLowerBound: least).scaled(byPowerOfTwo: 1)
    if !left.isPositive { ratio = (ratio * Magnitude(11)).divided(byLowerBound: Magnitude(7)) }
    return root * decay * ratio.exponential
  }

  /// An upper bound of |I_a(z)| over the box, a >= 0.
  static func boundOfI(_ a: BigFloat, _ box: ComplexBall) -> Magnitude {
    let growth = exponentialOfRealPart(box)
    let half = box.magnitudeUpperBound.scaled(byPowerOfTwo: -1)
    var best = growth * powerOverGamma(half, a)
    let least = box.leastModulus
    if !least.isZero {
      // (2/pi) sqrt(pi/(2m)) e^|x| e^(pi c), and 2/pi < 2/3.
      let root = Magnitude(11).divided(byLowerBound: Magnitude(7))
        .divided(byLowerBound: least).squareRoot
      let square = Magnitude(upperBound: a) * Magnitude(upperBound: a)
      let ratio = max(square, .powerOfTwo(-2)).divided(byLowerBound: least)
      let exponent = (ratio * Magnitude(22)).divided(byLowerBound: Magnitude(7))
      let hankel = root * growth * exponent.exponential
      best = min(best, (hankel * Magnitude(2)).divided(byLowerBound: Magnitude(3)))
    }
    return best
  }

  /// An upper bound of |I'_a(z)| = |I_(a+1) + (a/z) I_a| over the box, a >= 0.
  static func boundOfDerivativeOfI(_ a: BigFloat, _ box: ComplexBall) -> Magnitude {
    let next = BigFloat.adding(a, 1, precision: a.precision + 64, rounding: .up)
    let first = boundOfI(next, box)
    if a.isZero { return first }
    let least = box.leastModulus
    var second =
      least.isZero
      ? Magnitude.infinity
      : (boundOfI(a, box) * Magnitude(upperBound: a)).divided(byLowerBound: least)
    let (previous, ternary) = BigFloat.addingExactness(a, -1, precision: a.precision + 64)
    if a >= 1, ternary == 0 {
      // (a/|z|) |z/2|^a/Gamma(a + 1) = |z/2|^(a - 1)/(2 Gamma(a)).
      let half = box.magnitudeUpperBound.scaled(byPowerOfTwo: -1)
      let direct = exponentialOfRealPart(box) * powerOverGamma(half, previous)
      second = min(second, direct.scaled(byPowerOfTwo: -1))
    }
    return first + second
  }

  /// e^|Re z| over the box.
  static func exponentialOfRealPart(_ box: ComplexBall) -> Magnitude {
    box.real.magnitudeUpperBound.exponential
  }

  /// h^a/Gamma(a + 1), a >= 0.
  private static func powerOverGamma(_ h: Magnitude, _ a: BigFloat) -> Magnitude {
    if a.isZero { return .one }
    let exact = RealBall(exact: a)
    let inverse = exact.adding(1, precision: a.precision + 64).reciprocalGamma(precision: 32)
    let base = RealBall(exact: BigFloat(h))
    let power = base.isZero ? RealBall.zero : base.power(exact, precision: 32)
    let bound = power.multiplied(by: inverse, precision: 32).magnitudeUpperBound
    if bound.isFinite { return bound }
    return .infinity
  }
}

extension ComplexBall {
  /// A lower bound of |z| over the box: the distance of its nearest point from zero.
  var leastModulus: Magnitude {
    let (x, y) = (real.distanceFromZeroLowerBound, imaginary.distanceFromZeroLowerBound)
    return x.multipliedRoundedDown(by: x).addingRoundedDown(y.multipliedRoundedDown(by: y))
      .squareRootLowerBound
  }
}

extension Magnitude {
  /// log(1 + x), rounded up.
  var logarithmOnePlus: Magnitude {
    Magnitude(upperBound: BigFloat(self).logarithmOnePlus(precision: 40, rounding: .up).value)
  }
}
