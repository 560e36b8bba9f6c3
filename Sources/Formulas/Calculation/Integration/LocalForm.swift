internal import BallArithmetic
internal import Multiprecision

/// What is proven of a function near t = 0, for 0 < |t| <= radius and on every sheet of log t.
///
/// Towards infinity the same with t = 1/x. `Docs/Theory/Quadrature.md`, "Majorants".
struct LocalForm {
  /// |f| <= constant |t|^exponent (1 + |log t|)^logarithms.
  struct Bound {
    var constant: Magnitude
    var exponent: Rational
    var logarithms: Int
  }

  /// f = coefficient t^exponent (1 + eta) with |eta| <= deviation < 1.
  struct Leading {
    var coefficient: RealBall
    var exponent: Rational
    var deviation: Magnitude
  }

  /// f stays in a half-plane: sign Re f >= least > 0, on every sheet, as -log t does.
  struct HalfPlane {
    var sign: Int
    var least: Magnitude
  }

  var bound: Bound?
  var leading: Leading?
  var halfPlane: HalfPlane?

  static let unknown = LocalForm(bound: nil, leading: nil)
  static let precision: Precision = 64

  init(bound: Bound?, leading: Leading?) {
    self.bound = bound
    self.leading = leading
  }

  /// From a leading form, if its deviation leaves it one; the bound follows.
  init(leading: Leading) {
    guard leading.deviation < .one, leading.coefficient.isCertainlyNonzero else {
      self = .unknown
      return
    }
    self.leading = leading
    bound = Bound(
      constant: leading.coefficient.magnitudeUpperBound * (.one + leading.deviation),
      exponent: leading.exponent, logarithms: 0)
  }

  /// A constant.
  init(constant: RealBall) {
    bound = Bound(constant: constant.magnitudeUpperBound, exponent: .zero, logarithms: 0)
    leading =
      constant.isCertainlyNonzero
      ? Leading(coefficient: constant, exponent: .zero, deviation: .zero) : nil
  }

  // MARK: Arithmetic

  static func product(_ left: LocalForm, _ right: LocalForm) -> LocalForm {
    var result = LocalForm.unknown
    if let a = left.leading, let b = right.leading {
      result = LocalForm(
        leading: Leading(
          coefficient: a.coefficient.multiplied(by: b.coefficient, precision: precision),
          exponent: a.exponent + b.exponent,
          deviation: a.deviation + b.deviation + a.deviation * b.deviation))
    }
    result.halfPlane = left.turned(by: right) ?? right.turned(by: left)
    if let a = left.bound, let b = right.bound {
      result.bound = Bound(
        constant: a.constant * b.constant, exponent: a.exponent + b.exponent,
        logarithms: a.logarithms + b.logarithms)
    }
    return result
  }

  /// The half-plane of the product with a real constant.
  private func turned(by factor: LocalForm) -> HalfPlane? {
    guard let halfPlane, let constant = factor.leading, constant.exponent.isZero,
      constant.deviation.isZero
    else { return nil }
    return HalfPlane(
      sign: constant.coefficient.isCertainlyNegative ? -halfPlane.sign : halfPlane.sign,
      least: halfPlane.least.multipliedRoundedDown(
        by: constant.coefficient.distanceFromZeroLowerBound))
  }

  /// f^p of an f in a half-plane: |f| >= least, and in the right one the principal power is
  /// analytic; |f|^p for p > 0 from the bound of |f|.
  private func powerInHalfPlane(_ exponent: Rational) -> LocalForm? {
    guard let halfPlane, exponent.isInteger || halfPlane.sign > 0 else { return nil }
    let p = RealBall(exponent, precision: Self.precision)
    func power(_ size: Magnitude) -> Magnitude {
      RealBall(exact: BigFloat(size)).power(p, precision: Self.precision).magnitudeUpperBound
    }
    if exponent.isNegative {
      return LocalForm(
        bound: Bound(constant: power(halfPlane.least), exponent: .zero, logarithms: 0),
        leading: nil)
    }
    guard let bound, let logarithms = (exponent * Rational(bound.logarithms)).ceiling.asInt else {
      return nil
    }
    return LocalForm(
      bound: Bound(
        constant: power(bound.constant), exponent: bound.exponent * exponent,
        logarithms: logarithms), leading: nil)
  }

  /// 1/f, from its leading form: |1/(1 + eta) - 1| <= d/(1 - d).
  var reciprocal: LocalForm {
    guard let leading, leading.deviation < .one else {
      return powerInHalfPlane(-1) ?? .unknown
    }
    let gap = Magnitude.one.subtractingRoundedDown(leading.deviation)
    var result = LocalForm(
      leading: Leading(
        coefficient: leading.coefficient.reciprocal(precision: Self.precision),
        exponent: -leading.exponent, deviation: leading.deviation.divided(byLowerBound: gap)))
    let size = Magnitude.one.divided(
      byLowerBound: leading.coefficient.distanceFromZeroLowerBound)
    result.bound = Bound(
      constant: size.divided(byLowerBound: gap), exponent: -leading.exponent, logarithms: 0)
    return result
  }

  /// f^p: |(1 + eta)^p - 1| <= (1 - d)^(-|p|) - 1. For an integer p >= 0 the bound alone will do.
  func power(_ exponent: Rational) -> LocalForm {
    var result = LocalForm.unknown
    if let leading, leading.deviation < .one,
      exponent.isInteger || leading.coefficient.isCertainlyPositive
    {
      let p = RealBall(exponent, precision: Self.precision)
      let gap = BigFloat(Magnitude.one.subtractingRoundedDown(leading.deviation))
      let growth = RealBall(exact: gap).logarithm(precision: Self.precision)
        .multiplied(by: p.magnitude, precision: Self.precision)
      let deviation = (-growth).exponentialMinusOne(precision: Self.precision)
        .magnitudeUpperBound
      let coefficient: RealBall
      if let count = exponent.asInteger {
        coefficient = leading.coefficient.power(count, precision: Self.precision)
      } else {
        coefficient = leading.coefficient.power(p, precision: Self.precision)
      }
      let form = Leading(
        coefficient: coefficient, exponent: leading.exponent * exponent, deviation: deviation)
      result = LocalForm(leading: form)
      result.bound = Bound(
        constant: coefficient.magnitudeUpperBound * (.one + deviation),
        exponent: form.exponent, logarithms: 0)
    }
    if result.bound == nil, let bound, let count = exponent.asInt, count >= 0, count < 1000 {
      result.bound = Bound(
        constant: bound.constant.power(UInt(count)), exponent: bound.exponent * exponent,
        logarithms: bound.logarithms * count)
    }
    return result.bound == nil ? powerInHalfPlane(exponent) ?? result : result
  }

  /// The sum, for |t| <= radius <= 1.
  static func sum(_ forms: [LocalForm], radius: Magnitude) -> LocalForm {
    var result = LocalForm.unknown
    let bounds = forms.compactMap(\.bound)
    if bounds.count == forms.count, let least = bounds.map(\.exponent).min() {
      var constant = Magnitude.zero
      for bound in bounds {
        constant += bound.constant * power(of: radius, bound.exponent - least)
      }
      result.bound = Bound(
        constant: constant, exponent: least, logarithms: bounds.map(\.logarithms).max() ?? 0)
    }
    result.leading = leadingOfSum(forms, radius: radius)
    if let leading = result.leading, leading.deviation >= .one { result.leading = nil }
    return result
  }

  private static func leadingOfSum(_ forms: [LocalForm], radius: Magnitude) -> Leading? {
    guard let exponent = forms.compactMap({ $0.leading?.exponent ?? $0.bound?.exponent }).min()
    else { return nil }
    var coefficient = RealBall.zero
    var rest = Magnitude.zero
    for form in forms {
      if let leading = form.leading, leading.exponent == exponent {
        coefficient = coefficient.adding(leading.coefficient, precision: precision)
        rest += leading.coefficient.magnitudeUpperBound * leading.deviation
      } else if let bound = form.bound, bound.logarithms == 0, bound.exponent > exponent {
        rest += bound.constant * power(of: radius, bound.exponent - exponent)
      } else {
        return nil
      }
    }
    guard coefficient.isCertainlyNonzero else { return nil }
    return Leading(
      coefficient: coefficient, exponent: exponent,
      deviation: rest.divided(byLowerBound: coefficient.distanceFromZeroLowerBound))
  }

  /// radius^exponent for an exponent >= 0, rounded up.
  static func power(of radius: Magnitude, _ exponent: Rational) -> Magnitude {
    if exponent.isZero { return .one }
    return RealBall(exact: BigFloat(radius)).power(
      RealBall(exponent, precision: precision), precision: precision
    ).magnitudeUpperBound
  }

  /// The supremum of |f| for |t| <= radius; nil when there is none.
  func supremum(radius: Magnitude) -> Magnitude? {
    guard let bound, bound.logarithms == 0, !bound.exponent.isNegative else { return nil }
    return bound.constant * Self.power(of: radius, bound.exponent)
  }
}
