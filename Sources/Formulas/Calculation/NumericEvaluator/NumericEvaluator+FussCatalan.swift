internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension NumericEvaluator {
  /// The Raney number r/(mp+r) C(mp+r, m) = r (mp+r-1)...(mp+r-m+1)/m!.
  func raney(
    _ p: CertifiedReal, _ r: CertifiedReal, _ m: CertifiedReal, _ name: String,
    range: SourceRange?
  ) throws -> CertifiedReal {
    let top = m * p + r
    let one = CertifiedReal(1)
    guard let count = m.exactValue?.asInteger else {
      return try quotient(r * binomial(top, m, range: range), top, range: range)
    }
    if count.isNegative {
      throw noAnswer("\(name) needs an index m >= 0, not \(m.brief)", range: range)
    }
    if count.isZero { return one }
    if let index = count.asInt, let p = p.exactValue, let r = r.exactValue,
      let value = try? Raney(p: p, r: r).number(index)
    {
      return settled(.exact(value))
    }
    let product = try risingFactorial(top - m + one, m - one, range: range)
    return try quotient(r * product, factorial(m, range: range), range: range)
  }

  /// Densities and the distribution function of the laws whose moments are Raney numbers.
  func spectralLaw(
    _ name: String, _ p: CertifiedReal, _ r: CertifiedReal, at x: CertifiedReal,
    range: SourceRange?
  ) throws -> CertifiedReal {
    guard let order = p.exactValue, let shape = r.exactValue else {
      throw noAnswer("\(name) needs exact rational parameters", range: range)
    }
    let law = Raney(p: order, r: shape)
    let argument = ball(x)
    return try enclosed(name, [x], range: range) {
      name == "fuss_catalan_cdf"
        ? try law.cumulativeDistribution(at: argument, precision: precision)
        : try law.density(at: argument, precision: precision)
    }
  }

  /// The arc-cosine kernel J_n, for an angle in [0, pi].
  func arcCosine(
    _ n: CertifiedReal, _ angle: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    guard let order = n.exactValue?.asInt, (0...ArcCosineKernel.largestOrder).contains(order)
    else {
      throw noAnswer(
        "arc_cosine(n,theta) is computed for integers n from 0 to \(ArcCosineKernel.largestOrder),"
          + " not \(n.brief)", range: range)
    }
    let pi = CertifiedReal.enclosed(.pi(precision: precision), precision: precision)
    let rest = pi - angle
    // An angle that may be 0 or pi is no matter, as the formula holds beyond.
    if angle.certainSign == -1 || rest.certainSign == -1 {
      throw noAnswer(
        "arc_cosine(\(order), \(angle.brief)) has no value: the angle must be in [0, pi]",
        range: range)
    }
    let kernel = ArcCosineKernel(order: order)
    let theta = ball(angle)
    let cosine = theta.cosine(precision: precision)
    func polynomial(_ coefficients: [Integer]) -> RealBall {
      coefficients.reversed().reduce(RealBall.zero) { sum, coefficient in
        sum.multiplied(by: cosine, precision: precision)
          .adding(RealBall(coefficient), precision: precision)
      }
    }
    let sines = polynomial(kernel.sineFactor)
      .multiplied(by: theta.sine(precision: precision), precision: precision)
    let arcs = polynomial(kernel.angleFactor)
      .multiplied(by: ball(rest), precision: precision)
    return try checked(
      .enclosed(sines.adding(arcs, precision: precision), precision: precision), range: range)
  }
}
