import BallArithmetic
import Multiprecision
import RandomNetworks
import SpecialFunctions

/// The law of z_1 as a mixture of chi-squares, from the mixture's published components.
struct OneLayerLaw: CertifiedLaw {
  let components: [(weight: CertifiedReal, degrees: Int, scale: CertifiedReal)]
  let atom: CertifiedReal

  init(_ network: ExactNetwork) throws {
    let mixture = try network.mixture()
    components = try mixture.components().compactMap { component in
      component.parts.first.map { (component.weight, $0.degreesOfFreedom, $0.scale) }
    }
    atom = try mixture.atom()
  }

  var pointMasses: [CertifiedReal] { atom.isZero ? [] : [CertifiedReal(0)] }
  var isNonnegative: Bool { true }

  func mass(
    ofPointMass index: Int, precision: Precision
  ) throws(NetworkError) -> CertifiedReal { atom }

  func value(
    of function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue {
    let inner = precision + 32
    var sum = function == .survival ? RealBall.zero : atom.ball(precision: inner)
    for (weight, degrees, scale) in components {
      let shape = RealBall(degrees).scaled(byPowerOfTwo: -1)
      let half = x.ball(precision: inner).divided(
        by: scale.ball(precision: inner), precision: inner
      ).scaled(byPowerOfTwo: -1)
      let part =
        function == .survival
        ? RealBall.regularizedUpperIncompleteGamma(shape, half, precision: inner)
        : RealBall.regularizedLowerIncompleteGamma(shape, half, precision: inner)
      sum = sum.adding(
        weight.ball(precision: inner).multiplied(by: part, precision: inner), precision: inner)
    }
    return LawValue(sum, by: .closedForm)
  }
}

/// All of the probability at one place.
struct PointLaw: CertifiedLaw {
  let place: Rational

  var pointMasses: [CertifiedReal] { [CertifiedReal(place)] }
  var isNonnegative: Bool { true }

  func mass(
    ofPointMass index: Int, precision: Precision
  ) throws(NetworkError) -> CertifiedReal { CertifiedReal(1) }

  func value(
    of function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue { throw .noValue("not asked for") }
}

/// A law that is symmetric about 0, by P(X > x) for x >= 0.
struct SymmetricLaw: CertifiedLaw {
  let tail: @Sendable (RealBall, Precision) -> RealBall

  var pointMasses: [CertifiedReal] { [] }
  var isNonnegative: Bool { false }

  func mass(
    ofPointMass index: Int, precision: Precision
  ) throws(NetworkError) -> CertifiedReal { CertifiedReal(0) }

  func value(
    of function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue {
    let point = x.ball(precision: precision)
    let beyond = tail(point.magnitude, precision)
    let isTail = (function == .survival) == point.isCertainlyNonnegative
    return LawValue(
      isTail ? beyond : RealBall.one.subtracting(beyond, precision: precision), by: .closedForm)
  }

  static func normal(variance: Rational) -> SymmetricLaw {
    SymmetricLaw { x, precision in
      let scale = RealBall(variance * 2, precision: precision).squareRoot(precision: precision)
      return x.divided(by: scale, precision: precision)
        .complementaryErrorFunction(precision: precision).scaled(byPowerOfTwo: -1)
    }
  }

  /// Laplace's law of a variance 2 s^2: exp(-x/s)/2.
  static func laplace(variance: Rational) -> SymmetricLaw {
    SymmetricLaw { x, precision in
      let scale = RealBall(variance / 2, precision: precision).squareRoot(precision: precision)
      return (-x.divided(by: scale, precision: precision)).exponential(precision: precision)
        .scaled(byPowerOfTwo: -1)
    }
  }

  /// r cos of a uniform angle: arccos(x/r)/pi.
  static func arcSine(radiusSquared: Rational) -> SymmetricLaw {
    SymmetricLaw { x, precision in
      let radius = RealBall(radiusSquared, precision: precision).squareRoot(precision: precision)
      return x.divided(by: radius, precision: precision).arcCosine(precision: precision)
        .divided(by: .pi(precision: precision), precision: precision)
    }
  }
}
