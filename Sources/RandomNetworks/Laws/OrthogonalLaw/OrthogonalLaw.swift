public import BallArithmetic
public import Multiprecision

/// The law of the squared norm z_L, or of the square of an output, in a network with orthogonal
/// weights that do not keep the norm: a number S times a product of independent beta mixtures, with
/// point masses at 0 and S and a density between.
///
/// Values are inverse Mellin transforms along a contour bent around the poles, by the trapezoid rule
/// with proven bounds: Docs/Theory/OrthogonalLaw.md.
///
/// ```swift
/// let law = try network.law()   // of layers with the ensemble .orthogonal
/// let survival = try law.value(of: .survival, at: CertifiedReal(1), precision: 200).value
/// ```
public struct OrthogonalLaw: CertifiedLaw {
  /// z_0 and the layers' factors.
  let product: MellinProduct
  private let beta: BetaProduct
  /// S.
  let end: CertifiedReal
  private let store = BentContourStore()

  /// Nil when a random factor is no beta mixture.
  init?(_ product: MellinProduct) {
    var factors: [BetaProduct.Factor] = []
    for factor in product.factors {
      guard let units = factor.mixture else { continue }
      guard let dimension = factor.dimension else { return nil }
      factors.append((BetaMixture(units: units, dimension: dimension), factor.count))
    }
    guard !factors.isEmpty else { return nil }
    self.product = product
    beta = BetaProduct(factors: factors)
    end = product.exactScale()
  }

  /// True: S and the factors are not negative.
  public var isNonnegative: Bool { true }

  /// S, the greatest value.
  public var supportEnd: CertifiedReal? { end }

  /// Whether the law is more than point masses.
  private var hasDensity: Bool { beta.pole != nil }

  private var hasMassAtEnd: Bool {
    beta.factors.allSatisfy { $0.mixture.units.width == $0.mixture.dimension }
  }

  /// 0, where a layer may be dead, then S, where every random layer may keep the whole norm: it has
  /// as many units as the uniform direction has dimensions.
  public var pointMasses: [CertifiedReal] {
    (product.hasAtom ? [.zero] : []) + (hasMassAtEnd ? [end] : [])
  }

  /// P(X = 0) or P(X = S), by the index in ``pointMasses``.
  ///
  /// - Throws: ``NetworkError/invalidParameter(_:)`` for an index without a point mass.
  public func mass(
    ofPointMass index: Int, precision: Precision
  ) throws(NetworkError) -> CertifiedReal {
    guard pointMasses.indices.contains(index) else {
      throw .invalidParameter("the law has \(pointMasses.count) point masses, no number \(index)")
    }
    return index == 0 && product.hasAtom
      ? product.deadProbability(precision: precision) : fullProbability(precision: precision)
  }

  /// P(X = S).
  private func fullProbability(precision: Precision) -> CertifiedReal {
    let inner = precision + 32
    let probability = beta.factors.reduce(RealBall.one) { result, factor in
      let wide = inner + factor.count.bitWidth
      return result.multiplied(
        by: factor.mixture.fullProbability(precision: wide).power(factor.count, precision: wide),
        precision: inner)
    }
    return .enclosed(probability.rounded(to: precision), precision: precision)
  }

  /// A value by a bent contour for 0 < x < S where there is a density, in closed form elsewhere.
  /// Unbounded where it is not certain on which side of 0 or of S the number x lies.
  ///
  /// - Throws: ``NetworkError/noValue(_:)`` for the density at S, at a point mass or where it is
  ///   infinite, ``NetworkError/unsupported(_:)`` where the contour would take too many terms.
  public func value(
    of function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue {
    guard let sign = x.certainSign, let side = (end - x).certainSign else {
      return LawValue(.unbounded, by: .closedForm)
    }
    if sign > 0, side > 0 { return try inside(function, at: x, precision: precision) }
    switch function {
    case .cumulativeDistribution:
      if sign == 0 {
        let dead = product.deadProbability(precision: precision)
        return LawValue(dead.ball(precision: precision), by: .closedForm)
      }
      return LawValue(sign < 0 ? .zero : .one, by: .closedForm)
    case .survival:
      if sign == 0 {
        let living = product.livingProbability(precision: precision)
        return LawValue(living.ball(precision: precision), by: .closedForm)
      }
      return LawValue(sign < 0 ? .one : .zero, by: .closedForm)
    case .density:
      if sign == 0 { return LawValue(try densityAtZero(precision: precision), by: .closedForm) }
      if side == 0 {
        throw .noValue(
          hasMassAtEnd
            ? "a point mass lies at the end of the support: no density there"
            : "the density has no value at the end of its support")
      }
      return LawValue(.zero, by: .closedForm)
    }
  }

  /// Right of 0 the density is like x^(n/2 - 1) log(1/x)^(m-1), n the least number of degrees of
  /// freedom, m how many factors have it.
  private func densityAtZero(precision: Precision) throws(NetworkError) -> RealBall {
    if product.hasAtom { throw .noValue("a point mass lies at 0: no density there") }
    let least = beta.factors.compactMap(\.mixture.leastDegrees).min() ?? 1
    if least > 2 { return .zero }
    let order = beta.factors.filter { $0.mixture.leastDegrees == least }
      .reduce(Integer.zero) { $0 + $1.count }
    guard least == 2, order == 1 else { throw .noValue("the density is infinite at 0") }
    // m(s) = (D/2 - 1)/(s + 1) + ... for n = 2, and E[1/B] = (D - 2)/(n - 2) of the others.
    let inner = precision + 64
    var value = RealBall.one
    for (mixture, count) in beta.factors {
      guard let degrees = mixture.leastDegrees else { continue }
      let quotient =
        degrees == 2
        ? RealBall(mixture.dimension - 2).scaled(byPowerOfTwo: -1)
        : RealBall(mixture.dimension - 2).divided(by: degrees - 2, precision: inner)
      value = value.multiplied(by: quotient.power(count, precision: inner), precision: inner)
    }
    return value.divided(by: end.ball(precision: inner), precision: precision)
  }

  /// For 0 < x < S.
  private func inside(
    _ function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue {
    guard hasDensity else {
      let living = product.livingProbability(precision: precision).ball(precision: precision)
      let dead = product.deadProbability(precision: precision).ball(precision: precision)
      let value: RealBall =
        switch function {
        case .density: .zero
        case .survival: living
        case .cumulativeDistribution: dead
        }
      return LawValue(value, by: .closedForm)
    }
    let bits = precision.bits + 4
    let inner = precision + 16
    let value: RealBall
    switch function {
    case .density:
      value = try integral(.density, at: x, bits: bits)
        .divided(by: x.ball(precision: inner), precision: inner)
    case .survival:
      value = try integral(.survival, at: x, bits: bits)
    case .cumulativeDistribution:
      value = try cumulative(at: x, bits: bits)
    }
    return LawValue(value.rounded(to: inner), by: .bentContour)
  }

  /// tau = log(S/x) with about so many bits.
  private func tau(_ x: CertifiedReal, bits: Int) -> RealBall {
    var wide = Precision(clamping: bits + 64)
    for _ in 0..<2 {
      let quotient = end.ball(precision: wide).subtracting(x.ball(precision: wide), precision: wide)
        .divided(by: x.ball(precision: wide), precision: wide)
      let value = quotient.logarithmOnePlus(precision: wide)
      if value.relativeAccuracyBits >= bits { return value }
      // Int.min where nothing is known.
      let missing = bits - max(value.relativeAccuracyBits, -bits)
      wide = Precision(clamping: wide.bits + max(64, missing + 32))
    }
    return end.ball(precision: wide).subtracting(x.ball(precision: wide), precision: wide)
      .divided(by: x.ball(precision: wide), precision: wide).logarithmOnePlus(precision: wide)
  }

  /// P(X <= x): the lower tail where it is small, else what the survival leaves.
  private func cumulative(at x: CertifiedReal, bits: Int) throws(NetworkError) -> RealBall {
    let wide = Precision(clamping: 2 * bits + 64)
    let living = product.livingProbability(precision: wide).ball(precision: wide)
    let dead = product.deadProbability(precision: wide).ball(precision: wide)
    let rough = living.subtracting(try integral(.survival, at: x, bits: 64), precision: 64)
      .adding(dead, precision: 64)
    let extra = rough.relativeAccuracyBits < 8 ? nil : max(0, -rough.midpoint.exponent)
    if let extra, extra < bits {
      let survival = try integral(.survival, at: x, bits: bits + extra + 4)
      return living.subtracting(survival, precision: wide).adding(dead, precision: wide)
    }
    return dead.subtracting(try integral(.lowerTail, at: x, bits: bits), precision: wide)
  }

  private func integral(
    _ kind: BetaProduct.Kind, at x: CertifiedReal, bits: Int
  ) throws(NetworkError) -> RealBall {
    let rough = tau(x, bits: 64).approximateDouble
    guard rough > 0, rough.isFinite else { return .unbounded }
    for contour in store.candidates(kind, tau: rough, bits: bits) {
      let value = contour.value(tau(x, bits: bits + 64))
      if value.relativeAccuracyBits >= bits - 2 { return value }
    }
    var goal = bits
    var best = RealBall.unbounded
    for _ in 0..<5 {
      guard let contour = BentContour(beta, kind, tau: rough, bits: goal) else {
        throw .unsupported("the contour integral of the law would take too many terms here")
      }
      let value = contour.value(tau(x, bits: goal + 64))
      if best.isUnbounded || value.radius < best.radius { best = value }
      if value.relativeAccuracyBits >= bits - 2 {
        store.insert(contour, kind)
        break
      }
      let found = max(0, value.relativeAccuracyBits)
      goal += max(16, min(2 * goal, bits - found + 8))
    }
    return best
  }
}
