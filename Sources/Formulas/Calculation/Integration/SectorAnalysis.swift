internal import Algebra
internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// Derives the decay of an integrand towards infinity from its parts.
struct SectorAnalysis {
  let evaluator: IntegrandEvaluator
  /// The forms in 1/x for |1/x| <= radius, on all sheets.
  let local: LocalAnalysis
  let angle: Double

  private static let precision: Precision = 64

  func form(_ tree: Integrand) throws -> SectorForm? {
    if let bound = try local.form(tree).bound { return SectorForm(bound) }
    switch tree {
    case .constant, .polynomial: return nil
    case .sum(let terms):
      let forms = try terms.map(form)
      let known = forms.compactMap { $0 }
      return known.count == forms.count ? .sum(known) : nil
    case .product(let factors): return try product(factors.map(form))
    case .quotient(let top, let bottom):
      return try product([form(top), reciprocal(bottom)])
    case .power(let base, let exponent):
      guard try isAnalytic(base, exponent) else { return nil }
      return exponent.isNegative
        ? try reciprocal(base)?.power(-exponent) : try form(base)?.power(exponent)
    case .generalPower: return nil
    case .call(let name, let arguments): return try call(name, arguments)
    case .exact(let index, let argument): return try exact(index, argument)
    }
  }

  func product(_ forms: [SectorForm?]) -> SectorForm? {
    forms.reduce(SectorForm() as SectorForm?) { left, right in
      guard let left, let right else { return nil }
      return .product(left, right)
    }
  }

  /// Whether a power is analytic in the sector: a fraction as exponent makes a branch point of each
  /// zero of the base, which a bound of its reciprocal excludes.
  private func isAnalytic(_ base: Integrand, _ exponent: Rational) throws -> Bool {
    try exponent.isInteger || reciprocal(base) != nil
  }

  /// A bound of 1/|f|.
  func reciprocal(_ tree: Integrand) throws -> SectorForm? {
    if let bound = try local.form(tree).reciprocal.bound { return SectorForm(bound) }
    switch tree {
    case .product(let factors): return try product(factors.map(reciprocal))
    case .quotient(let top, let bottom): return try product([reciprocal(top), form(bottom)])
    case .power(let base, let exponent):
      guard try isAnalytic(base, exponent) else { return nil }
      return exponent.isNegative
        ? try form(base)?.power(-exponent) : try reciprocal(base)?.power(exponent)
    case .call("exp", let arguments):
      return try exponential(arguments[0], sign: -1)
    case .call("expm1", let arguments):
      // |e^g - 1| >= e^(Re g) - 1 for Re g > 0, and >= 1 - e^(Re g) for Re g < 0.
      guard let growth = try Growth(arguments[0], self), let least = growth.leastRealPart else {
        return nil
      }
      let rest = RealBall.one.subtracting(
        (-RealBall(exact: least.start)).exponential(precision: Self.precision),
        precision: Self.precision)
      let constant = Magnitude.one.divided(byLowerBound: rest.distanceFromZeroLowerBound)
      return growth.isPositive
        ? SectorForm(constant: constant, decay: .init(rate: least.rate, power: growth.power))
        : SectorForm(constant: constant)
    case .call("cosh", let arguments), .call("sinh", let arguments):
      // |cosh g|, |sinh g| >= (e^(Re g) - e^(-Re g))/2.
      guard let growth = try Growth(arguments[0], self), let rate = growth.leastRealPart
      else { return nil }
      // Both are even or odd: g may be negative.
      let small = RealBall(exact: rate.start).scaled(byPowerOfTwo: 1)
      let gap = RealBall.one.subtracting(
        (-small).exponential(precision: Self.precision), precision: Self.precision)
      let constant = Magnitude(2).divided(byLowerBound: gap.distanceFromZeroLowerBound)
      return SectorForm(constant: constant, decay: .init(rate: rate.rate, power: growth.power))
    case .sum(let terms): return try reciprocalOfSum(terms)
    case .call(let name, let arguments) where angle == 0:
      return try reciprocalOfRising(name, arguments)
    default: return nil
    }
  }

  /// 1/f(g) on the real line for an f that rises and is positive from the least value X of g on:
  /// at most 1/f(X). `Docs/Theory/Quadrature.md`, "Divergence at infinity".
  private func reciprocalOfRising(
    _ name: String, _ arguments: [Integrand]
  ) throws -> SectorForm? {
    guard let last = arguments.last, let growth = try Growth(last, self), growth.isPositive,
      let least = growth.leastRealPart
    else { return nil }
    let p = Self.precision
    let x = RealBall(exact: least.start)
    let value: RealBall
    switch (name, arguments.count) {
    case ("log", 1): value = x.logarithm(precision: p)
    case ("erf", 1): value = x.errorFunction(precision: p)
    case ("erfi", 1): value = x.imaginaryErrorFunction(precision: p)
    case ("tanh", 1): value = x.hyperbolicTangent(precision: p)
    case ("asinh", 1): value = x.inverseHyperbolicSine(precision: p)
    case ("gamma", 1), ("factorial", 1):
      guard RealBall(2).isCertainlyLess(than: x) else { return nil }
      value = .one
    case ("besseli", 2):
      guard case .constant(let index) = arguments[0],
        let nu = try evaluator.exactConstant(index), !nu.isNegative
      else { return nil }
      value =
        ComplexBall.besselI(
          RealBall(nu, precision: p), ComplexBall(x), precision: p
        ).real
    default: return nil
    }
    guard value.isCertainlyPositive else { return nil }
    return SectorForm(
      constant: Magnitude.one.divided(byLowerBound: value.distanceFromZeroLowerBound))
  }

  /// One term with others that are at most half of it.
  private func reciprocalOfSum(_ terms: [Integrand]) throws -> SectorForm? {
    for (index, term) in terms.enumerated() {
      guard let lead = try reciprocal(term) else { continue }
      var rest = terms
      rest.remove(at: index)
      guard let others = try form(.sum(rest)), let ratio = SectorForm.product(others, lead),
        let largest = ratio.supremum(from: local.start)
      else { continue }
      if largest <= .powerOfTwo(-1) {
        var result = lead
        result.constant = lead.constant.scaled(byPowerOfTwo: 1)
        return result
      }
    }
    return nil
  }
}

/// An argument g(x) = kappa x^power (1 + eta), |eta| <= deviation, power > 0, in the sector.
struct Growth {
  let coefficient: RealBall
  let power: Rational
  let deviation: Magnitude
  /// The sector's angle after the power: at most pi.
  let angle: RealBall
  let start: BigFloat

  private static let precision: Precision = 64

  init?(_ tree: Integrand, _ sector: SectorAnalysis) throws {
    guard let leading = try sector.local.form(tree).leading, leading.exponent.isNegative else {
      return nil
    }
    coefficient = leading.coefficient
    power = -leading.exponent
    deviation = leading.deviation
    angle = RealBall(exact: BigFloat(sector.angle)).multiplied(
      by: RealBall(power, precision: Self.precision), precision: Self.precision)
    guard angle.isCertainlyLess(than: RealBall(3)) else { return nil }
    start = sector.local.start
  }

  var isPositive: Bool { coefficient.isCertainlyPositive }

  private func times(_ factor: RealBall) -> BigFloat {
    coefficient.magnitude.multiplied(by: factor, precision: Self.precision)
      .lowerBound(precision: 64)
  }

  private var spread: RealBall { RealBall(exact: BigFloat(deviation)) }

  /// |kappa| (cos - deviation), rounded down.
  var rate: BigFloat {
    times(
      angle.cosine(precision: Self.precision).subtracting(spread, precision: Self.precision))
  }

  /// For kappa > 0: Re g >= rate (for kappa < 0 the same of -g) |x|^power, and the least value at the start; nil when not positive.
  var leastRealPart: (rate: BigFloat, start: BigFloat)? {
    let rate = rate
    guard rate.isPositive else { return nil }
    let least = RealBall(exact: start).power(
      RealBall(power, precision: Self.precision), precision: Self.precision
    ).multiplied(by: RealBall(exact: rate), precision: Self.precision).lowerBound(precision: 64)
    return least.isPositive ? (rate, least) : nil
  }

  /// -|kappa| (1 + deviation), rounded down: the rate of a growth e^|g|.
  var growthRate: BigFloat {
    (-coefficient.magnitude.multiplied(
      by: RealBall.one.adding(spread, precision: Self.precision), precision: Self.precision))
      .lowerBound(precision: 64)
  }

  /// -|kappa| (sin + deviation), rounded down: the rate of e^|Im g|.
  var oscillationRate: BigFloat {
    let quarter = RealBall(exact: BigFloat(1.5))
    let sine =
      angle.isCertainlyLess(than: quarter) ? angle.sine(precision: Self.precision) : .one
    return
      (-coefficient.magnitude.multiplied(
        by: sine.adding(spread, precision: Self.precision), precision: Self.precision))
      .lowerBound(precision: 64)
  }

  /// A bound of |exp(sign g)|.
  func exponential(sign: Int) -> SectorForm {
    let decays = isPositive ? sign < 0 : sign > 0
    return SectorForm(decay: .init(rate: decays ? rate : growthRate, power: power))
  }
}
