internal import BallArithmetic
internal import Multiprecision

/// What is proven of a function towards infinity in the sector |arg x| <= angle:
/// |f(x)| <= constant |x|^exponent (1 + |log x|)^logarithms exp(-rate |x|^power) for |x| >= start,
/// start >= 1. A negative rate is growth; without a power there is no exponential.
/// `Docs/Theory/Quadrature.md`, "Decay in a sector".
struct SectorForm {
  struct Decay {
    /// A lower bound of the rate.
    var rate: BigFloat
    var power: Rational
  }

  var constant: Magnitude
  var exponent: Rational
  var logarithms: Int
  var decay: Decay?

  private static let precision: Precision = 64

  /// The same with a bound in 1/x.
  init(_ bound: LocalForm.Bound) {
    self.init(
      constant: bound.constant, exponent: -bound.exponent, logarithms: bound.logarithms)
  }

  init(
    constant: Magnitude = .one, exponent: Rational = .zero, logarithms: Int = 0,
    decay: Decay? = nil
  ) {
    self.constant = constant
    self.exponent = exponent
    self.logarithms = logarithms
    self.decay = decay
  }

  /// The product; nil when a growth cannot be weighed against a decay of another power.
  static func product(_ left: SectorForm, _ right: SectorForm) -> SectorForm? {
    var result = SectorForm(
      constant: left.constant * right.constant, exponent: left.exponent + right.exponent,
      logarithms: left.logarithms + right.logarithms)
    switch (left.decay, right.decay) {
    case (nil, let only), (let only, nil): result.decay = only
    case (let a?, let b?) where a.power == b.power:
      result.decay = Decay(
        rate: BigFloat.adding(a.rate, b.rate, precision: precision, rounding: .down),
        power: a.power)
    case (let a?, let b?):
      // The factor of the smaller power is at most 1 when it decays.
      let (high, low) = a.power > b.power ? (a, b) : (b, a)
      result.decay = high
      if low.rate.isNegative { return result.absorbing(growth: low) }
    }
    return result
  }

  /// The form times e^(B x^p) for a growth of a smaller power p than the decay e^(-A x^q): half of
  /// the decay outweighs it, B x^p - A x^q/2 <= B y^p (1 - p/q) at y = (2 B p/(A q))^(1/(q-p)).
  private func absorbing(growth: Decay) -> SectorForm? {
    guard let decay, decay.rate.isPositive else { return nil }
    let (p, q) = (growth.power, decay.power)
    let b = RealBall(exact: -growth.rate)
    let half = RealBall(exact: decay.rate).scaled(byPowerOfTwo: -1)
    let share = RealBall(p * (q.reciprocal ?? .one), precision: Self.precision)
    guard let root = (q - p).reciprocal else { return nil }
    let place = b.multiplied(by: share, precision: Self.precision)
      .divided(by: half, precision: Self.precision)
      .power(RealBall(root, precision: Self.precision), precision: Self.precision)
    let most = place.power(RealBall(p, precision: Self.precision), precision: Self.precision)
      .multiplied(by: b, precision: Self.precision)
      .multiplied(
        by: RealBall.one.subtracting(share, precision: Self.precision), precision: Self.precision)
    var result = self
    result.constant = constant * most.exponential(precision: Self.precision).magnitudeUpperBound
    result.decay = Decay(rate: half.lowerBound(precision: 64), power: q)
    return result
  }

  static func sum(_ forms: [SectorForm]) -> SectorForm? {
    guard let first = forms.first else { return nil }
    var result = first
    for form in forms.dropFirst() {
      result.constant = result.constant + form.constant
      result.exponent = max(result.exponent, form.exponent)
      result.logarithms = max(result.logarithms, form.logarithms)
      switch (result.decay, form.decay) {
      case (let a?, let b?) where a.power == b.power:
        result.decay = Decay(rate: min(a.rate, b.rate), power: a.power)
      case (let a, let b):
        // Without a common decay nothing of it is kept; a growth must stay.
        if let a, a.rate.isNegative, b?.rate.isNegative == true { return nil }
        result.decay = [a, b].compactMap { $0 }.first { $0.rate.isNegative }
      }
    }
    return result
  }

  /// The supremum for |x| >= start of a bound without logarithms that falls from there on:
  /// x^a e^(-b x^p) does where p b x^p >= a, and x^a alone for a <= 0.
  func supremum(from start: BigFloat) -> Magnitude? {
    guard logarithms == 0 else { return nil }
    let p = Self.precision
    guard let decay else {
      guard !exponent.isPositive else { return nil }
      return RealBall(exact: start).power(RealBall(exponent, precision: p), precision: p)
        .magnitudeUpperBound * constant
    }
    guard decay.rate.isPositive else { return nil }
    let depth = RealBall(exact: start).power(RealBall(decay.power, precision: p), precision: p)
      .multiplied(by: RealBall(exact: decay.rate), precision: p)
    let slope = depth.multiplied(by: RealBall(decay.power, precision: p), precision: p)
    let a = RealBall(exponent, precision: p)
    guard exponent.isNegative || a.isCertainlyLess(than: slope) else { return nil }
    // For a < 0 the power, too, is largest at the start.
    return RealBall(exact: start).power(a, precision: p)
      .multiplied(by: (-depth).exponential(precision: p), precision: p)
      .magnitudeUpperBound * constant
  }

  /// |f|^p for p >= 0.
  func power(_ p: Rational) -> SectorForm? {
    guard let ceiling = p.ceiling.asInt, ceiling < 1 << 20 else { return nil }
    let exponent = RealBall(p, precision: Self.precision)
    var result = SectorForm(
      constant: constant.isZero
        ? .zero
        : RealBall(exact: BigFloat(constant)).power(exponent, precision: Self.precision)
          .magnitudeUpperBound,
      exponent: self.exponent * p, logarithms: logarithms * ceiling)
    if let decay {
      let rate = RealBall(exact: decay.rate).multiplied(by: exponent, precision: Self.precision)
      result.decay = Decay(rate: rate.lowerBound(precision: 64), power: decay.power)
    }
    return result
  }
}
