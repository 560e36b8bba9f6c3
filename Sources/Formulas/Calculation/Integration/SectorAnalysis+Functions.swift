internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The functions whose argument grows like a power in the sector. Each bound is proven in
/// `Docs/Theory/Quadrature.md`, "Decay of functions".
extension SectorAnalysis {
  private static let precision: Precision = 64

  func call(_ name: String, _ arguments: [Integrand]) throws -> SectorForm? {
    if name == "log", let form = try logarithmNearOne(arguments) { return form }
    if name == "exp" { return try exponential(arguments[0], sign: 1) }
    guard let last = arguments.last, let growth = try Growth(last, self) else { return nil }
    switch (name, arguments.count) {
    case ("expm1", 1):
      // |e^g - 1| <= e^|g| + 1 <= 2 e^|g|, and <= 2 where Re g < 0.
      return growth.isPositive || growth.leastRealPart == nil
        ? SectorForm(
          constant: Magnitude(2), decay: .init(rate: growth.growthRate, power: growth.power))
        : SectorForm(constant: Magnitude(2))
    case ("sin", 1), ("cos", 1):
      return SectorForm(decay: .init(rate: growth.oscillationRate, power: growth.power))
    case ("sinh", 1), ("cosh", 1):
      return SectorForm(decay: .init(rate: growth.growthRate, power: growth.power))
    case ("tanh", 1): return hyperbolicTangent(growth)
    case ("erfc", 1): return complementaryErrorFunction(growth)
    case ("erf", 1):
      guard growth.isPositive, let square = squareRate(growth), !square.isNegative else {
        return nil
      }
      return SectorForm(constant: Magnitude(2))
    case ("besselk", 2): return try besselK(arguments[0], growth)
    case ("besseli", 2): return try besselI(arguments[0], growth)
    case ("expint", 2): return try exponentialIntegral(arguments[0], growth)
    case ("gammainc", 2): return try incompleteGamma(arguments[0], growth)
    default: return nil
    }
  }

  /// |log(1 + h)| <= 2 |h| for a decaying h that is at most 1/2 from the start on.
  private func logarithmNearOne(_ arguments: [Integrand]) throws -> SectorForm? {
    guard case .sum(let terms)? = arguments.first,
      let one = try terms.firstIndex(where: {
        guard case .constant(let index) = $0 else { return false }
        return try evaluator.exactConstant(index) == 1
      })
    else { return nil }
    var rest = terms
    rest.remove(at: one)
    guard var h = try form(.sum(rest)), let largest = h.supremum(from: local.start),
      largest <= .powerOfTwo(-1)
    else { return nil }
    h.constant = h.constant.scaled(byPowerOfTwo: 1)
    return h
  }

  private func exact(_ tree: Integrand) throws -> Rational? {
    guard case .constant(let index) = tree else { return nil }
    return try evaluator.exactConstant(index)
  }

  private func hyperbolicTangent(_ growth: Growth) -> SectorForm? {
    guard growth.isPositive, let least = growth.leastRealPart else { return nil }
    let q = (-RealBall(exact: least.start).scaled(byPowerOfTwo: 1))
      .exponential(precision: Self.precision)
    let bound = RealBall.one.adding(q, precision: Self.precision)
      .divided(by: RealBall.one.subtracting(q, precision: 64), precision: Self.precision)
    return SectorForm(constant: bound.magnitudeUpperBound)
  }

  /// The rate of Re g^2: kappa^2 (cos(2 angle) - 2 d - d^2); nil unless Re g >= 0.
  private func squareRate(_ growth: Growth) -> BigFloat? {
    guard growth.leastRealPart != nil else { return nil }
    let d = RealBall(exact: BigFloat(growth.deviation))
    let double = growth.angle.scaled(byPowerOfTwo: 1)
    guard double.isCertainlyLess(than: RealBall(3)) else { return nil }
    let loss = d.multiplied(by: d.adding(RealBall(2), precision: 64), precision: 64)
    let gain = double.cosine(precision: 64).subtracting(loss, precision: 64)
    return growth.coefficient.power(2, precision: 64).multiplied(by: gain, precision: 64)
      .lowerBound(precision: 64)
  }

  /// |erfc z| <= |e^(-z^2)| for Re z >= 0.
  private func complementaryErrorFunction(_ growth: Growth) -> SectorForm? {
    guard growth.isPositive, let rate = squareRate(growth) else { return nil }
    return SectorForm(decay: .init(rate: rate, power: growth.power * 2))
  }

  /// |K_nu(z)| <= K_nu(Re z) <= e^(X - Re z) K_nu(X) for Re z >= X.
  private func besselK(_ order: Integrand, _ growth: Growth) throws -> SectorForm? {
    guard case .constant(let index) = order, growth.isPositive,
      let least = growth.leastRealPart
    else { return nil }
    let nu = try evaluator.constant(index, precision: Self.precision)
    let x = RealBall(exact: least.start)
    let constant = RealBall.besselK(nu, x, precision: Self.precision)
      .multiplied(by: x.exponential(precision: Self.precision), precision: Self.precision)
    return SectorForm(
      constant: constant.magnitudeUpperBound,
      decay: .init(rate: least.rate, power: growth.power))
  }

  /// |I_nu(z)| <= |z/2|^nu e^|Re z|/Gamma(nu + 1) for nu >= 0.
  private func besselI(_ order: Integrand, _ growth: Growth) throws -> SectorForm? {
    guard let nu = try exact(order), !nu.isNegative else { return nil }
    let size = growth.coefficient.magnitude.scaled(byPowerOfTwo: -1)
      .multiplied(by: RealBall(exact: BigFloat(Magnitude.one + growth.deviation)), precision: 64)
      .power(RealBall(nu, precision: 64), precision: 64)
      .multiplied(
        by: RealBall(nu + 1, precision: 64).reciprocalGamma(precision: 64), precision: 64)
    return SectorForm(
      constant: size.magnitudeUpperBound, exponent: nu * growth.power,
      decay: .init(rate: growth.growthRate, power: growth.power))
  }

  /// |E_n(z)| <= e^(-Re z)/Re z for n >= 0.
  private func exponentialIntegral(_ order: Integrand, _ growth: Growth) throws -> SectorForm? {
    guard let n = try exact(order), !n.isNegative, growth.isPositive,
      let least = growth.leastRealPart
    else { return nil }
    return SectorForm(
      constant: Magnitude.one.divided(byLowerBound: Magnitude(lowerBound: least.start)),
      decay: .init(rate: least.rate, power: growth.power))
  }

  /// |Gamma(s, z)| <= |z|^s e^(-Re z)/(Re z - max(s - 1, 0)) for Re z > max(s - 1, 0).
  private func incompleteGamma(_ parameter: Integrand, _ growth: Growth) throws -> SectorForm? {
    guard let s = try exact(parameter), growth.isPositive, let least = growth.leastRealPart
    else { return nil }
    let excess = RealBall(max(s - 1, .zero), precision: 64)
    let gap = RealBall(exact: least.start).subtracting(excess, precision: 64)
    guard gap.isCertainlyPositive else { return nil }
    let spread = RealBall(
      midpoint: 1, radius: growth.deviation)
    let size = growth.coefficient.multiplied(by: spread, precision: 64)
      .power(RealBall(s, precision: 64), precision: 64).magnitudeUpperBound
    guard size.isFinite else { return nil }
    return SectorForm(
      constant: size.divided(byLowerBound: gap.distanceFromZeroLowerBound),
      exponent: s * growth.power, decay: .init(rate: least.rate, power: growth.power))
  }
}
