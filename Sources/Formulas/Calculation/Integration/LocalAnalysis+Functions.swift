internal import Algebra
internal import BallArithmetic
internal import Multiprecision

/// The functions near a point where their argument tends to 0, to a constant or to infinity like a
/// power. Each bound is proven in `Docs/Theory/Quadrature.md`, "Majorants of functions".
extension LocalAnalysis {
  private static let precision = LocalForm.precision

  func call(_ name: String, _ arguments: [Integrand]) throws -> LocalForm {
    guard let last = arguments.last else { return .unknown }
    switch (name, arguments.count) {
    case ("exp", 1): return exponential(try form(last))
    case ("expm1", 1): return exponentialMinusOne(try form(last))
    case ("log", 1): return try logarithm(last)
    case ("sin", 1), ("sinh", 1), ("tan", 1), ("tanh", 1), ("asin", 1), ("atan", 1),
      ("asinh", 1), ("atanh", 1):
      let argument = try form(last)
      return name == "atan" && argument.leading?.exponent.isNegative == true
        ? arcTangentFarOut(argument) : odd(argument)
    case ("gammainc", 2): return try upperIncompleteGamma(arguments[0], try form(last))
    case ("erf", 1), ("erfi", 1): return errorFunction(try form(last))
    case ("besselk", 2): return try besselK(arguments[0], try form(last))
    case ("expint", 2): return try exponentialIntegral(arguments[0], try form(last))
    case ("abs", 1): return absolute(try form(last))
    case ("besseli", 2): return try besselI(arguments[0], try form(last))
    default: return .unknown
    }
  }

  private func magnitude(_ ball: RealBall) -> Magnitude { ball.magnitudeUpperBound }

  /// |exp g| <= e^G, and exp g = 1 + eta with |eta| <= e^G - 1, for G = sup |g|.
  private func exponential(_ g: LocalForm) -> LocalForm {
    guard let supremum = g.supremum(radius: radius), supremum < Magnitude(1 << 20) else {
      return .unknown
    }
    let growth = supremum.exponentialMinusOne
    var result = LocalForm(
      bound: .init(constant: .one + growth, exponent: .zero, logarithms: 0), leading: nil)
    if growth < .one {
      result.leading = .init(coefficient: .one, exponent: .zero, deviation: growth)
    }
    return result
  }

  /// log g for g = c t^m (1 + eta), c > 0.
  private func logarithm(_ argument: Integrand) throws -> LocalForm {
    let g = try form(argument)
    if g.leading == nil, let halfPlane = g.halfPlane, halfPlane.sign > 0, let bound = g.bound {
      return logarithm(of: bound, halfPlane)
    }
    guard let leading = g.leading, leading.coefficient.isCertainlyPositive else {
      return .unknown
    }
    let gap = RealBall(exact: BigFloat(Magnitude.one.subtractingRoundedDown(leading.deviation)))
    let loss = magnitude(gap.logarithm(precision: Self.precision))
    let constant = leading.coefficient.logarithm(precision: Self.precision)
    if !leading.exponent.isZero {
      let slope = Magnitude(upperBound: leading.exponent)
      let level = magnitude(constant) + loss
      var result = LocalForm(
        bound: .init(constant: max(slope, level), exponent: .zero, logarithms: 1), leading: nil)
      // |Re log g| >= |m| log(1/r) - |log c| - |log|1 + eta||, of the sign of -m.
      let depth = RealBall(exact: BigFloat(radius)).logarithm(precision: Self.precision)
        .magnitude.multiplied(
          by: RealBall(leading.exponent.magnitude, precision: Self.precision),
          precision: Self.precision)
      let least = depth.distanceFromZeroLowerBound.subtractingRoundedDown(level)
      if !least.isZero {
        result.halfPlane = .init(sign: leading.exponent.isPositive ? -1 : 1, least: least)
      }
      return result
    }
    // g = 1 + h with h -> 0: log g = h (1 + xi), |xi| <= H/(2 (1 - H)).
    let difference: Integrand
    if case .polynomial(let polynomial) = argument {
      let rest = polynomial - Polynomial.one
      difference = .polynomial(rest)
      if rest.isConstant { return .unknown }
    } else if case .sum(let terms) = argument, try isOne(terms[0]) {
      difference = .sum(Array(terms.dropFirst()))
    } else {
      return level(constant, loss)
    }
    let h = try form(difference)
    guard let supremum = h.supremum(radius: radius), supremum < .powerOfTwo(-1),
      let bound = h.bound, bound.exponent.isPositive
    else { return level(constant, loss) }
    let rest = Magnitude.one.subtractingRoundedDown(supremum)
    var result = LocalForm(
      bound: .init(
        constant: bound.constant.divided(byLowerBound: rest), exponent: bound.exponent,
        logarithms: 0), leading: nil)
    if let first = h.leading {
      let curvature = supremum.divided(byLowerBound: rest).scaled(byPowerOfTwo: -1)
      let deviation = first.deviation + curvature + first.deviation * curvature
      if deviation < .one {
        result.leading = .init(
          coefficient: first.coefficient, exponent: first.exponent, deviation: deviation)
      }
    }
    return result
  }

  /// log g for a g in the right half-plane with |g| <= C (1 + |log t|)^k, least <= |g|: at most
  /// pi/2 + |log least| + |log C| + k |log t|.
  private func logarithm(
    of bound: LocalForm.Bound, _ halfPlane: LocalForm.HalfPlane
  ) -> LocalForm {
    guard bound.exponent.isZero, !bound.constant.isZero else { return .unknown }
    func size(_ value: Magnitude) -> Magnitude {
      magnitude(RealBall(exact: BigFloat(value)).logarithm(precision: Self.precision))
    }
    let level = Magnitude(2) + size(halfPlane.least) + size(bound.constant)
    let slope = Magnitude(UInt(max(bound.logarithms, 0)))
    return LocalForm(
      bound: .init(constant: max(level, slope), exponent: .zero, logarithms: 1), leading: nil)
  }

  /// exp g - 1 = g (1 + xi) with |xi| <= G for G = sup |g| <= 1.
  private func exponentialMinusOne(_ g: LocalForm) -> LocalForm {
    guard let supremum = g.supremum(radius: radius), supremum <= .one else { return .unknown }
    return scaled(g, by: .one, deviation: supremum)
  }

  private func isOne(_ tree: Integrand) throws -> Bool {
    guard case .constant(let index) = tree else { return false }
    return try evaluator.constant(index, precision: Self.precision).isCertainlyEqual(to: .one)
  }

  /// log c + log(1 + eta), not small.
  private func level(_ constant: RealBall, _ loss: Magnitude) -> LocalForm {
    var result = LocalForm(
      bound: .init(constant: magnitude(constant) + loss, exponent: .zero, logarithms: 0),
      leading: nil)
    if constant.isCertainlyNonzero {
      let deviation = loss.divided(byLowerBound: constant.distanceFromZeroLowerBound)
      if deviation < .one {
        result.leading = .init(coefficient: constant, exponent: .zero, deviation: deviation)
      }
    }
    return result
  }

  /// f(g) = g (1 + xi) with |xi| <= G^2/(1 - G^2), for sin, sinh, tan, tanh and their inverses.
  private func odd(_ g: LocalForm) -> LocalForm {
    guard let supremum = g.supremum(radius: radius), supremum <= .powerOfTwo(-1) else {
      return .unknown
    }
    let square = supremum * supremum
    return scaled(
      g, by: .one,
      deviation: square.divided(
        byLowerBound: Magnitude.one.subtractingRoundedDown(square)))
  }

  /// atan g = pi/2 - atan(1/g) for g -> infinity, positive: |atan w| <= 2 |w| for |w| <= 1/2.
  private func arcTangentFarOut(_ g: LocalForm) -> LocalForm {
    guard let leading = g.leading, leading.coefficient.isCertainlyPositive,
      let supremum = g.reciprocal.supremum(radius: radius), supremum <= .powerOfTwo(-1)
    else { return .unknown }
    let right = RealBall.pi(precision: Self.precision).scaled(byPowerOfTwo: -1)
    return LocalForm(
      leading: .init(
        coefficient: right, exponent: .zero,
        deviation: supremum.scaled(byPowerOfTwo: 1)
          .divided(byLowerBound: right.distanceFromZeroLowerBound)))
  }

  /// Gamma(s, z) = Gamma(s) - z^s/s (1 + xi) with |xi| <= e^|z| - 1, for s > 0 and z -> 0.
  private func upperIncompleteGamma(_ parameter: Integrand, _ g: LocalForm) throws -> LocalForm {
    guard case .constant(let index) = parameter, let s = try evaluator.exactConstant(index),
      s.isPositive, let inverse = s.reciprocal, let supremum = g.supremum(radius: radius),
      supremum <= .one, g.leading != nil
    else { return .unknown }
    var lower = scaled(
      g.power(s), by: RealBall(inverse, precision: Self.precision),
      deviation: supremum.exponentialMinusOne)
    lower.leading = nil
    let whole = LocalForm(
      constant: RealBall(s, precision: Self.precision).gamma(precision: Self.precision))
    return .sum([whole, lower], radius: radius)
  }

  /// erf g and erfi g = 2/sqrt(pi) g (1 + xi) with |xi| <= e^(G^2) - 1.
  private func errorFunction(_ g: LocalForm) -> LocalForm {
    guard let supremum = g.supremum(radius: radius), supremum <= .one else { return .unknown }
    let factor = RealBall(2).divided(
      by: RealBall.pi(precision: Self.precision).squareRoot(precision: Self.precision),
      precision: Self.precision)
    return scaled(g, by: factor, deviation: (supremum * supremum).exponentialMinusOne)
  }

  /// factor g (1 + xi), |xi| <= deviation.
  private func scaled(
    _ g: LocalForm, by factor: RealBall, deviation: Magnitude
  ) -> LocalForm {
    var result = LocalForm.unknown
    if let bound = g.bound {
      result.bound = .init(
        constant: bound.constant * magnitude(factor) * (.one + deviation),
        exponent: bound.exponent, logarithms: bound.logarithms)
    }
    if let leading = g.leading {
      let total = leading.deviation + deviation + leading.deviation * deviation
      if total < .one {
        result.leading = .init(
          coefficient: leading.coefficient.multiplied(by: factor, precision: Self.precision),
          exponent: leading.exponent, deviation: total)
      }
    }
    return result
  }

  /// The argument z = c t^m (1 + eta) with c > 0 and m > 0, and y = sup |z|^2/4 <= 1.
  private func smallArgument(
    _ g: LocalForm
  ) -> (leading: LocalForm.Leading, square: Magnitude)? {
    guard let leading = g.leading, leading.exponent.isPositive,
      leading.coefficient.isCertainlyPositive, leading.deviation <= .powerOfTwo(-1),
      let supremum = g.supremum(radius: radius), supremum <= Magnitude(2)
    else { return nil }
    return (leading, (supremum * supremum).scaled(byPowerOfTwo: -2))
  }

  /// |I_nu(z)| <= |z/2|^nu e^y/Gamma(nu + 1), and I_nu(z) = (z/2)^nu/Gamma(nu+1) (1 + xi) with
  /// |xi| <= e^y - 1, for nu >= 0.
  private func besselI(_ order: Integrand, _ g: LocalForm) throws -> LocalForm {
    guard case .constant(let index) = order, let (_, square) = smallArgument(g),
      let nu = try evaluator.exactConstant(index), !nu.isNegative
    else { return .unknown }
    let half = LocalForm.product(g, LocalForm(constant: RealBall(exact: BigFloat(0.5))))
    let factor = RealBall(nu + 1, precision: Self.precision)
      .reciprocalGamma(precision: Self.precision)
    return scaled(half.power(nu), by: factor, deviation: square.exponentialMinusOne)
  }

  /// K_nu on every sheet.
  private func besselK(_ order: Integrand, _ g: LocalForm) throws -> LocalForm {
    guard case .constant(let index) = order, let (leading, square) = smallArgument(g),
      let nu = try evaluator.exactConstant(index)?.magnitude, nu < 1000
    else { return .unknown }
    let growth = Magnitude.one + square.exponentialMinusOne
    let half = LocalForm.product(g, LocalForm(constant: RealBall(exact: BigFloat(0.5))))
    if let n = nu.asInt {
      // |log(z/2)| <= |log(c/2)| + m |log t| + log 2.
      let level = magnitude(
        leading.coefficient.scaled(byPowerOfTwo: -1).logarithm(precision: Self.precision))
      let slope = Magnitude(upperBound: leading.exponent)
      let logarithm = max(level + .one, slope)
      // The singular sum is at most (n-1)! e^y |z/2|^(-n)/2, the regular one at most
      // (n + 2)(1 + y) e^y |z/2|^n/n!.
      var forms = [
        LocalForm.product(
          half.power(Rational(n)),
          LocalForm(
            bound: .init(
              constant: growth * (logarithm + Magnitude(UInt(n + 2)) * (.one + square)),
              exponent: .zero, logarithms: 1), leading: nil))
      ]
      if n > 0 {
        let factor = RealBall(Integer.factorialOrOne(n - 1)).scaled(byPowerOfTwo: -1)
        forms.append(
          scaled(
            half.power(Rational(-n)),
            by: factor.multiplied(
              by: RealBall(exact: BigFloat(growth)), precision: Self.precision),
            deviation: .zero))
        forms[1].leading = nil
      }
      return .sum(forms, radius: radius)
    }
    guard nu.denominator == 2, let n = nu.floor.asInt else {
      return fractionalBesselK(nu, half, square)
    }
    // sqrt(pi/(2 z)) e^(-z) sum_j (n+j)!/(j! (n-j)!) (2 z)^(-j).
    let root = RealBall.pi(precision: Self.precision).scaled(byPowerOfTwo: -1)
      .squareRoot(precision: Self.precision)
    let supremum = square.squareRoot.scaled(byPowerOfTwo: 1)
    var forms: [LocalForm] = []
    var coefficient = Rational.one
    for j in 0...n {
      let power = -Rational(j) - Rational(numerator: 1, nonzeroDenominator: 2)
      let scale = root.multiplied(
        by: RealBall(coefficient, precision: Self.precision), precision: Self.precision)
      var form = scaled(
        g.power(power), by: scale, deviation: supremum.exponentialMinusOne)
      form.leading = nil
      forms.append(form)
      coefficient =
        coefficient * Rational((n + j + 1) * (n - j))
        * Rational(numerator: 1, nonzeroDenominator: Integer(2 * (j + 1)))
    }
    return .sum(forms, radius: radius)
  }

  /// K_nu = pi/2 (I_(-nu) - I_nu)/sin(pi nu): at most Gamma(nu)/2 e^(y/d) |z/2|^(-nu)
  /// + |Gamma(-nu)|/2 e^y |z/2|^nu, with d the distance of nu from the integers.
  private func fractionalBesselK(
    _ nu: Rational, _ half: LocalForm, _ square: Magnitude
  ) -> LocalForm {
    let part = nu - Rational(nu.floor)
    guard let inverse = min(part, 1 - part).reciprocal else { return .unknown }
    func term(_ order: Rational, _ exponent: Magnitude) -> LocalForm {
      let factor = RealBall(order, precision: Self.precision).gamma(precision: Self.precision)
        .magnitude.scaled(byPowerOfTwo: -1)
      var form = scaled(
        half.power(-order), by: factor, deviation: exponent.exponentialMinusOne)
      form.leading = nil
      return form
    }
    return .sum(
      [term(nu, square * Magnitude(upperBound: inverse)), term(-nu, square)], radius: radius)
  }

  /// E_n for integers n >= 0: e^(-z)/z for n = 0, else at most
  /// |z|^(n-1) (|log z| + n) + e^|z|.
  private func exponentialIntegral(_ order: Integrand, _ g: LocalForm) throws -> LocalForm {
    guard case .constant(let index) = order, let (leading, square) = smallArgument(g),
      let n = try evaluator.exactConstant(index)?.asInt, (0...1000).contains(n)
    else { return .unknown }
    let supremum = square.squareRoot.scaled(byPowerOfTwo: 1)
    let growth = supremum.exponentialMinusOne
    if n == 0 { return scaled(g.power(-1), by: .one, deviation: growth) }
    // |log z| <= |log c| + m |log t| + log 2.
    let level = magnitude(leading.coefficient.logarithm(precision: Self.precision)) + .one
    let logarithm = max(level, Magnitude(upperBound: leading.exponent))
    return LocalForm(
      bound: .init(
        constant: supremum.power(UInt(n - 1)) * (logarithm + Magnitude(UInt(n))) + .one + growth,
        exponent: .zero, logarithms: 1), leading: nil)
  }

  /// |g| is g or -g, continued from the real line.
  private func absolute(_ g: LocalForm) -> LocalForm {
    guard let leading = g.leading, leading.coefficient.isCertainlyNonzero else {
      return .unknown
    }
    return .product(
      g, LocalForm(constant: RealBall(leading.coefficient.isCertainlyNegative ? -1 : 1)))
  }
}

extension Integer {
  /// n! of a small n.
  fileprivate static func factorialOrOne(_ n: Int) -> Integer {
    (try? Integer.factorial(n)) ?? .one
  }
}
