public import BallArithmetic
public import Multiprecision

extension Raney {
  /// The density for p = 2 and p = 3 with the root w of w^p = x(w - 1) in radicals:
  /// W = |w|^r sin(r arg w)/(πx).
  ///
  /// For p = 2, r = 1 it is √((4-x)/x)/(2π) (Marchenko and Pastur), for p = 3, r = 1
  /// (√3/2π) x^(-2/3) (α - β) with α³, β³ = (1 ± √(1 - 4x/27))/2 (Penson and Zyczkowski). Edges and
  /// domain as for ``density(at:precision:)``. Proof: Docs/Theory/FussCatalan.md, "Closed forms".
  ///
  /// - Throws: ``SpecialFunctionError/outOfReach(_:)`` for other p; else as
  ///   ``density(at:precision:)``.
  public func densityInClosedForm(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try requireClosedForm()
    return try densityAtEdges(at: x, precision: precision) { _, _ in
      withAccuracy(precision, of: x) { inner in
        let (real, imaginary, _) = rootInRadicals(x, precision: inner)
        let circle = x.multiplied(by: .pi(precision: inner), precision: inner)
        if r == 1 { return imaginary.divided(by: circle, precision: inner) }
        let modulus = real.squared(precision: inner)
          .adding(imaginary.squared(precision: inner), precision: inner)
        let angle = RealBall.arcTangent(y: imaginary, x: real, precision: inner)
        return modulus.power(r / 2, precision: inner)
          .multiplied(
            by: angle.multiplied(by: RealBall(r, precision: inner), precision: inner)
              .sine(precision: inner), precision: inner
          )
          .divided(by: circle, precision: inner)
      }
    }
  }

  /// The distribution function for p = 2 and p = 3 and an integer r, with the root in radicals:
  /// πF = Im[p w^r/r - Σ_{j<=r} w^j/j] - arg(1 - w).
  ///
  /// - Throws: ``SpecialFunctionError/outOfReach(_:)`` for other p and r; else as
  ///   ``cumulativeDistribution(at:precision:)``.
  public func cumulativeDistributionInClosedForm(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try requireClosedForm()
    guard let order = r.asInt else {
      throw .outOfReach(
        "the distribution function of the Raney law has this closed form for integers r alone: r is"
          + " \(r)")
    }
    if x.isUnbounded { return .unbounded }
    switch position(x, precision: precision) {
    case .outside: return x.midpoint.isNegative ? .zero : .one
    case .inside: break
    default: return try cumulativeDistributionByParametrization(at: x, precision: precision)
    }
    return withAccuracy(precision, of: x) { inner in
      let (real, imaginary, rest) = rootInRadicals(x, precision: inner)
      let w = ComplexBall(real: real, imaginary: imaginary)
      // arg(1 - w) = -atan2(Im w, 1 - Re w).
      var sum = RealBall.arcTangent(y: imaginary, x: rest, precision: inner)
      var power = ComplexBall.one
      for j in 1...order {
        power = power.multiplied(by: w, precision: inner)
        sum = sum.subtracting(
          power.imaginary.divided(by: j, precision: inner), precision: inner)
      }
      return power.imaginary
        .multiplied(by: RealBall(p / r, precision: inner), precision: inner)
        .adding(sum, precision: inner)
        .divided(by: .pi(precision: inner), precision: inner)
    }
  }

  private func requireClosedForm() throws(SpecialFunctionError) {
    try requireLaw()
    if p != 2, p != 3 {
      throw .outOfReach(
        "the Raney law has a closed form in radicals for p = 2 and p = 3 here, not for p = \(p):"
          + " use the parametrization")
    }
  }

  /// More working precision until the result of an exact argument is accurate.
  private func withAccuracy(
    _ precision: Precision, of x: RealBall, _ compute: (Precision) -> RealBall
  ) -> RealBall {
    var extra = 24
    var result = RealBall.unbounded
    for _ in 0..<8 {
      result = compute(precision + extra)
      let accuracy = result.relativeAccuracyBits
      if !x.isExact || accuracy >= precision.bits { break }
      extra += accuracy > 0 ? precision.bits - accuracy + 8 : precision.bits + extra
    }
    return result.rounded(to: precision)
  }

  /// Re w, Im w > 0 and 1 - Re w for the root w of smallest positive argument; x inside (0, K).
  private func rootInRadicals(
    _ x: RealBall, precision: Precision
  ) -> (real: RealBall, imaginary: RealBall, rest: RealBall) {
    let real: RealBall
    let imaginary: RealBall
    if p == 2 {
      // w = (x + i √(x(4-x)))/2.
      real = x.scaled(byPowerOfTwo: -1)
      let gap = RealBall(4).subtracting(x, precision: max(precision, x.midpoint.precision) + 8)
      imaginary = gap.multiplied(by: x, precision: precision).squareRoot(precision: precision)
        .scaled(byPowerOfTwo: -1)
    } else {
      // w = x^(1/3) [(α + β) + i√3 (α - β)]/2, αβ = x^(1/3)/3 and α - β = y/(α² + αβ + β²).
      let gap = RealBall(27).subtracting(
        x.scaled(byPowerOfTwo: 2), precision: max(precision, x.midpoint.precision) + 8)
      let y = gap.divided(by: 27, precision: precision).squareRoot(precision: precision)
      let alpha = y.adding(1, precision: precision).scaled(byPowerOfTwo: -1)
        .root(3, precision: precision)
      let cubeRoot = x.root(3, precision: precision)
      let product = cubeRoot.divided(by: 3, precision: precision)
      let beta = product.divided(by: alpha, precision: precision)
      let squares = alpha.squared(precision: precision)
        .adding(product, precision: precision)
        .adding(beta.squared(precision: precision), precision: precision)
      let half = cubeRoot.scaled(byPowerOfTwo: -1)
      real = alpha.adding(beta, precision: precision).multiplied(by: half, precision: precision)
      imaginary = y.divided(by: squares, precision: precision)
        .multiplied(by: half, precision: precision)
        .multiplied(by: RealBall(3).squareRoot(precision: precision), precision: precision)
    }
    return (real, imaginary, RealBall.one.subtracting(real, precision: precision))
  }
}
