public import BallArithmetic
public import Multiprecision

extension Raney {
  /// The density as a Meijer G function: for p = k/l in lowest terms and z = (x/K)^l
  ///
  ///     W(x) = (l C/x) G^{k,0}_{k,k}(z | ; a; b; ),    b_j = (r + j)/k, 0 <= j < k,
  ///     a = (r + 1 + j)/(k - l), 0 <= j < k - l, and (1 + j)/l, 0 <= j < l,
  ///     C = r k^(r-1/2) (k-l)^(-r-1/2)/√(2πl).
  ///
  /// For s = p - 1 an integer and r = 1 this is (C/K) G^{s,0}_{s,s}(x/K) of Penson and Zyczkowski,
  /// as b_(k-1) = 1 cancels. Its series converges slowly next to K, where
  /// ``SpecialFunctionError/outOfReach(_:)`` is thrown; the parametrization has no such region.
  /// Domain and edges as for ``density(at:precision:)``. Proof: Docs/Theory/FussCatalan.md, "Meijer
  /// G".
  ///
  /// - Throws: as ``density(at:precision:)``, and ``SpecialFunctionError/outOfReach(_:)`` close to K
  ///   and for numerators of p above 1000.
  public func densityByMeijerG(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    let form = try mellinForm()
    return try densityAtEdges(at: x, precision: precision) {
      (_, _) throws(SpecialFunctionError) -> RealBall in
      let g = try MeijerG(upper: [], form.upper, lower: form.lower, [])
      return try value(of: g, form, at: x, precision: precision) { value, inner in
        value.multiplied(by: form.denominator, precision: inner).divided(by: x, precision: inner)
      }
    }
  }

  /// The distribution function as a Meijer G function, with the parameters of
  /// ``densityByMeijerG(at:precision:)``: F(x) = C G^{k,1}_{k+1,k+1}(z | 1; a; b; 0).
  ///
  /// Domain and edges as for ``cumulativeDistribution(at:precision:)``; every rational r has this
  /// form. Proof: Docs/Theory/FussCatalan.md, "Meijer G".
  ///
  /// - Throws: as ``densityByMeijerG(at:precision:)``.
  public func cumulativeDistributionByMeijerG(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    let form = try mellinForm()
    if x.isUnbounded { return .unbounded }
    switch position(x, precision: precision) {
    case .outside: return x.midpoint.isNegative ? .zero : .one
    case .inside: break
    default: return try cumulativeDistributionByParametrization(at: x, precision: precision)
    }
    let g = try MeijerG(upper: [1], form.upper, lower: form.lower, [0])
    return try value(of: g, form, at: x, precision: precision) { value, _ in value }
  }

  /// The parameters of the Mellin transform, with s - 1 = l s'.
  private struct MellinForm {
    let numerator: Int
    let denominator: Int
    let upper: [Rational]
    let lower: [Rational]
  }

  private static let largestNumerator = 1000

  private func mellinForm() throws(SpecialFunctionError) -> MellinForm {
    try requireLaw()
    guard let k = p.numerator.asInt, let l = p.denominator.asInt, k <= Raney.largestNumerator else {
      throw .outOfReach(
        "the Raney law is computed by the Meijer G function for numerators of p up to"
          + " \(Raney.largestNumerator): p is \(p); use the parametrization")
    }
    // The factors Γ(first/count + s'), Γ((first+1)/count + s'), ...
    func parameters(_ first: Rational, _ count: Int) -> [Rational] {
      (0..<count).map { (first + Rational($0)) / Rational(count) }
    }
    var upper = parameters(r + 1, k - l) + parameters(1, l)
    var lower = parameters(r, k)
    // Equal ones above and below cancel.
    upper.removeAll { value in
      guard let place = lower.firstIndex(of: value) else { return false }
      lower.remove(at: place)
      return true
    }
    return MellinForm(numerator: k, denominator: l, upper: upper, lower: lower)
  }

  /// C G(z), finished by a function, with more working precision until it is accurate.
  private func value(
    of g: MeijerG, _ form: MellinForm, at x: RealBall, precision: Precision,
    _ finish: (RealBall, Precision) -> RealBall
  ) throws(SpecialFunctionError) -> RealBall {
    var extra = 24 + 2 * curve.guardBits
    var result = RealBall.unbounded
    for _ in 0..<6 {
      let inner = precision + extra
      let product = try value(of: g, form, at: x, precision: inner)
        .multiplied(by: factor(form, precision: inner), precision: inner)
      result = finish(product, inner).rounded(to: precision)
      let accuracy = result.relativeAccuracyBits
      if !x.isExact || accuracy >= precision.bits - 1 { break }
      extra += accuracy > 0 ? precision.bits - accuracy + 8 : precision.bits + extra
    }
    return result
  }

  /// G at z = (x/K)^l: at the exact fraction where that is short, else at a ball.
  private func value(
    of g: MeijerG, _ form: MellinForm, at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    let (k, l) = (form.numerator, form.denominator)
    // K^l = k^k/(l^l (k-l)^(k-l)).
    let scale = Rational(
      numerator: Integer(l).power(l) * Integer(k - l).power(k - l),
      nonzeroDenominator: Integer(k).power(k))
    if x.isExact, x.midpoint.exponent.magnitude < 64, x.midpoint.minimumPrecision <= 64,
      k <= 16, let place = x.midpoint.exactRational, let power = try? place.power(l)
    {
      return try g.value(at: power * scale, precision: precision).value
    }
    let z = x.power(l, precision: precision + 16)
      .multiplied(by: RealBall(scale, precision: precision + 16), precision: precision + 16)
    return try g.value(at: z, precision: precision).value
  }

  /// C = r k^(r-1/2) (k-l)^(-r-1/2)/√(2πl).
  private func factor(_ form: MellinForm, precision: Precision) -> RealBall {
    let (k, l) = (form.numerator, form.denominator)
    let half = Rational(numerator: 1, nonzeroDenominator: 2)
    let circle = RealBall.pi(precision: precision).multiplied(by: 2 * l, precision: precision)
      .squareRoot(precision: precision)
    return RealBall(k).power(r - half, precision: precision)
      .multiplied(
        by: RealBall(k - l).power(-r - half, precision: precision), precision: precision
      )
      .multiplied(by: RealBall(r, precision: precision), precision: precision)
      .divided(by: circle, precision: precision)
  }
}
