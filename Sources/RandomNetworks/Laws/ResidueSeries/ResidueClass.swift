internal import Algebra
internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The residues at the poles s = -n or at s = -n - 1/2: what stays the same from pole to pole.
///
/// With s = start - n + e the integrand is the product of a constant, of a series P_n(e)/e^r with
/// the gamma functions and the power of u, and of the series X_n(e) + Y_n(e) R_n(e) of the mixtures.
///
/// Docs/Theory/LawResidueSeries.md, "From pole to pole".
struct ResidueClass {
  /// A mixture's two polynomials: at integers A and B, at half-integers B and A.
  struct Polynomials {
    let principal: ResidueLevels
    let other: ResidueLevels
    let count: Int
    /// R at the first pole.
    let ratio: [RealBall]
  }

  /// A gamma function Γ(argument/2 - n + e) with its multiplicity.
  struct GammaFactor {
    let doubledArgument: Int
    let count: Int
  }

  let isHalfInteger: Bool
  /// The first n.
  let firstPole: Int
  /// The greatest order of a pole.
  let order: Int
  let polynomials: [Polynomials]
  let gammas: [GammaFactor]
  /// P at the first n, with constant term 1.
  let initial: [RealBall]
  /// The order of the pole at the first n.
  let initialOrder: Int
  let constant: RealBall

  /// Nil where there are no poles.
  init?(
    _ series: LawResidueSeries, isHalfInteger: Bool, argument: RealBall, logArgument: RealBall,
    precision: Precision
  ) {
    let parity = isHalfInteger ? 1 : 0
    self.isHalfInteger = isHalfInteger
    let mixed = series.mixtures.reduce(0) { $0 + $1.count }
    let own = series.singles.filter { $0.degreesOfFreedom & 1 == parity }
    let order = mixed + own.reduce(0) { $0 + $1.count }
    guard order > 0 else { return nil }
    let firstPole =
      mixed > 0 ? 0 : own.map { ($0.degreesOfFreedom - parity) / 2 }.min() ?? 0
    self.order = order
    self.firstPole = firstPole

    var gammas: [GammaFactor] = []
    if mixed > 0 { gammas.append(GammaFactor(doubledArgument: 0, count: mixed)) }
    for single in series.singles {
      gammas.append(
        GammaFactor(
          doubledArgument: single.degreesOfFreedom - parity, count: single.count))
    }
    self.gammas = gammas

    func truncated(_ coefficients: [RealBall]) -> TruncatedPowerSeries<CertifiedReal> {
      TruncatedPowerSeries(coefficients.map { .enclosed($0, precision: precision) })
    }
    func balls(_ series: TruncatedPowerSeries<CertifiedReal>) -> [RealBall] {
      let coefficients = series.coefficients.map { $0.ball(precision: precision) }
      return coefficients + Array(repeating: .zero, count: max(0, order - coefficients.count))
    }
    var constant =
      logArgument
      .multiplied(by: RealBall(2 * firstPole + parity), precision: precision)
      .scaled(byPowerOfTwo: -1).exponential(precision: precision)
    var initialOrder = 0
    // ln of P, whose constant term is 1.
    var logarithm = Array(repeating: RealBall.zero, count: order)
    if order > 1 { logarithm[1] = -logArgument }
    for gamma in gammas {
      let doubled = gamma.doubledArgument - 2 * firstPole
      // e Γ(e) = Γ(1 + e).
      if doubled == 0 { initialOrder += gamma.count }
      let place = Rational(numerator: Integer(doubled == 0 ? 2 : doubled), nonzeroDenominator: 2)
      let taylor = RealBall.gammaTaylor(at: place, order: order, precision: precision)
      constant = constant.multiplied(
        by: taylor[0].power(gamma.count, precision: precision), precision: precision)
      let normalized =
        [RealBall.one]
        + taylor.dropFirst().map { $0.divided(by: taylor[0], precision: precision) }
      guard let own = try? truncated(normalized).logarithm() else { return nil }
      for (index, coefficient) in balls(own).enumerated() where index > 0 {
        logarithm[index] = logarithm[index].adding(
          coefficient.multiplied(by: gamma.count, precision: precision), precision: precision)
      }
    }
    guard let exponential = try? truncated(logarithm).exponential() else { return nil }
    initial = [.one] + balls(exponential).dropFirst()
    self.initialOrder = initialOrder
    for single in series.singles {
      let other = RealBall(single.degreesOfFreedom).scaled(byPowerOfTwo: -1)
        .reciprocalGamma(precision: precision)
        .multiplied(
          by: RealBall(single.weight, precision: precision), precision: precision)
      constant = constant.multiplied(
        by: other.power(single.count, precision: precision), precision: precision)
    }

    var polynomials: [Polynomials] = []
    if mixed > 0 {
      // Γ(e + 1/2)/(sqrt(pi) Γ(e)), or sqrt(pi) Γ(e - 1/2)/Γ(e).
      let place = Rational(numerator: isHalfInteger ? -1 : 1, nonzeroDenominator: 2)
      let root = RealBall.pi(precision: precision).squareRoot(precision: precision)
      let upper = RealBall.gammaTaylor(at: place, order: order, precision: precision).map {
        isHalfInteger
          ? $0.multiplied(by: root, precision: precision)
          : $0.divided(by: root, precision: precision)
      }
      let lower = RealBall.reciprocalGammaTaylor(at: .zero, order: order, precision: precision)
      var ratio = [RealBall.zero]
      for i in 1..<max(order, 1) {
        var sum = RealBall.zero
        for j in 1...i {
          sum = sum.adding(
            lower[j].multiplied(by: upper[i - j], precision: precision), precision: precision)
        }
        ratio.append(sum)
      }
      for mixture in series.mixtures {
        let (weights, error, scale) = mixture.law.integerWeights(precision: precision)
        let even = ResidueLevels(
          weights: weights, error: error, isEven: true, isHalfInteger: isHalfInteger)
        let odd = ResidueLevels(
          weights: weights, error: error, isEven: false, isHalfInteger: isHalfInteger)
        let (principal, other) = isHalfInteger ? (odd, even) : (even, odd)
        let relation = RealBall(
          Rational(numerator: principal.denominator, nonzeroDenominator: other.denominator),
          precision: precision)
        polynomials.append(
          Polynomials(
            principal: principal, other: other, count: mixture.count,
            ratio: ratio.map { $0.multiplied(by: relation, precision: precision) }))
        var factor = scale.multiplied(
          by: RealBall(principal.denominator), precision: precision)
        if isHalfInteger { factor = factor.multiplied(by: root, precision: precision) }
        constant = constant.divided(
          by: factor.power(mixture.count, precision: precision), precision: precision)
      }
    }
    self.polynomials = polynomials
    self.constant = constant
  }
}

extension ChiSquareMixture {
  /// Integers near P(K = k) times a scale, a bound of their errors, and the scale: exact where the
  /// activity is a short fraction.
  fileprivate func integerWeights(
    precision: Precision
  ) -> (weights: [Integer], error: Int, scale: RealBall) {
    if let value = activity.exactValue,
      value.denominator.bitWidth <= 8
        || value.denominator.bitWidth * width <= 2 * precision.bits
    {
      let inactive = value.denominator - value.numerator
      var weights = [Integer.one]
      for _ in 0..<width { weights.append(weights[weights.count - 1] * inactive) }
      weights.reverse()
      var (ways, active) = (Integer.one, Integer.one)
      for k in 0...width {
        weights[k] *= ways * active
        ways = (ways * Integer(width - k)).exactQuotient(dividingBy: Integer(k + 1))
        active *= value.numerator
      }
      return (weights, 0, RealBall(value.denominator.power(width)))
    }
    let bits = precision.bits + width + 32
    let weights = weights(precision: Precision(clamping: bits + 32)).map { weight in
      weight.midpoint.scaled(byPowerOfTwo: bits).integer(rounding: .towardZero) ?? .zero
    }
    // The cut, and a relative error of 2^-27 units.
    return (weights, 2, RealBall.one.scaled(byPowerOfTwo: bits))
  }
}
