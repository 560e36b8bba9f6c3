internal import Algebra
internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The values of an integrand at complex balls of its local variable.
///
/// With `analytic` asked, a value is unbounded where the function is not analytic on the whole
/// ball: across the cut of a power or a logarithm, at a pole.
final class IntegrandEvaluator {
  let integrand: LocalIntegrand
  private let constant: (Expression, Precision) throws -> CertifiedReal
  private var known: [Key: RealBall] = [:]

  private struct Key: Hashable {
    let index: Int
    let bits: Int
  }

  init(
    _ integrand: LocalIntegrand,
    constant: @escaping (Expression, Precision) throws -> CertifiedReal
  ) {
    self.integrand = integrand
    self.constant = constant
  }

  func value(at t: ComplexBall, analytic: Bool, precision: Precision) throws -> ComplexBall {
    try value(integrand.tree, t, analytic, precision)
  }

  /// A constant of the integrand.
  func constant(_ index: Int, precision: Precision) throws -> RealBall {
    let key = Key(index: index, bits: precision.bits)
    if let ball = known[key] { return ball }
    let ball = try constant(integrand.constants[index], precision).ball(precision: precision)
    known[key] = ball
    return ball
  }

  /// A constant of the integrand when it is a fraction.
  func exactConstant(_ index: Int) throws -> Rational? {
    try constant(integrand.constants[index], LocalForm.precision).exactValue
  }

  func value(
    _ tree: Integrand, _ t: ComplexBall, _ analytic: Bool, _ precision: Precision
  ) throws -> ComplexBall {
    switch tree {
    case .constant(let index): return ComplexBall(try constant(index, precision: precision))
    case .polynomial(let polynomial): return Self.value(polynomial, t, precision)
    case .sum(let terms):
      var sum = ComplexBall.zero
      for term in terms {
        sum = sum.adding(try value(term, t, analytic, precision), precision: precision)
      }
      return sum
    case .product(let factors):
      var product = ComplexBall.one
      for factor in factors {
        product = product.multiplied(
          by: try value(factor, t, analytic, precision), precision: precision)
      }
      return product
    case .quotient(let top, let bottom):
      return try value(top, t, analytic, precision)
        .multiplied(by: reciprocal(bottom, t, analytic, precision), precision: precision)
    case .power(let base, let exponent):
      return Self.power(
        try value(base, t, analytic, precision), exponent, analytic, precision)
    case .generalPower(let base, let exponent):
      let root = try value(base, t, analytic, precision)
      if Self.meetsCut(root) { return .unbounded }
      return root.power(try value(exponent, t, analytic, precision), precision: precision)
    case .call(let name, let arguments):
      return try call(
        name, arguments.map { try value($0, t, analytic, precision) }, precision)
    case .exact(let index, let argument):
      return integrand.functions[index].value(
        at: try value(argument, t, analytic, precision), analytic: analytic, precision: precision)
    }
  }

  /// 1/f, of a power or a product from the reciprocals of its parts: over a wide ball these are
  /// finite where the ball of f may hold 0 though f does not vanish.
  private func reciprocal(
    _ tree: Integrand, _ t: ComplexBall, _ analytic: Bool, _ precision: Precision
  ) throws -> ComplexBall {
    switch tree {
    case .power(let base, let exponent) where exponent.isInteger && !exponent.isNegative:
      return Self.power(
        try reciprocal(base, t, analytic, precision), exponent, analytic, precision)
    case .product(let factors):
      var product = ComplexBall.one
      for factor in factors {
        product = product.multiplied(
          by: try reciprocal(factor, t, analytic, precision), precision: precision)
      }
      return product
    default:
      return try value(tree, t, analytic, precision).reciprocal(precision: precision)
    }
  }

  private static func value(
    _ polynomial: Polynomial, _ t: ComplexBall, _ precision: Precision
  ) -> ComplexBall {
    let isWide =
      t.real.radius + t.imaginary.radius
      > t.magnitudeUpperBound.scaled(byPowerOfTwo: -precision.bits / 2)
    if isWide {
      if (2...16).contains(polynomial.degree) { return wideValue(polynomial, t, precision) }
      // Few terms of a high degree, as 1 + x^40.
      let powers = (0...polynomial.degree).filter { !polynomial[$0].isZero }
      if powers.count <= 3 {
        return powers.reduce(ComplexBall.zero) { sum, power in
          sum.adding(
            t.power(Integer(power), precision: precision).multiplied(
              by: RealBall(polynomial[power], precision: precision), precision: precision),
            precision: precision)
        }
      }
    }
    var sum = ComplexBall.zero
    for power in stride(from: polynomial.degree, through: 0, by: -1) {
      sum = sum.multiplied(by: t, precision: precision)
      let coefficient = polynomial[power]
      if !coefficient.isZero {
        sum = sum.adding(
          ComplexBall(RealBall(coefficient, precision: precision)), precision: precision)
      }
    }
    return sum
  }

  /// Over a wide ball, from the Taylor coefficients at its midpoint: Horner's rule would take the
  /// ball's width anew for each power.
  private static func wideValue(
    _ polynomial: Polynomial, _ t: ComplexBall, _ precision: Precision
  ) -> ComplexBall {
    let middle = ComplexBall(
      real: RealBall(exact: t.real.midpoint), imaginary: RealBall(exact: t.imaginary.midpoint))
    let offset = ComplexBall(
      real: RealBall(midpoint: .zero, radius: t.real.radius),
      imaginary: RealBall(midpoint: .zero, radius: t.imaginary.radius))
    let degree = polynomial.degree
    var coefficients = (0...degree).map {
      ComplexBall(RealBall(polynomial[$0], precision: precision))
    }
    for first in 0..<degree {
      for power in (first..<degree).reversed() {
        coefficients[power] = coefficients[power].adding(
          coefficients[power + 1].multiplied(by: middle, precision: precision),
          precision: precision)
      }
    }
    return coefficients.reversed().reduce(.zero) {
      $0.multiplied(by: offset, precision: precision).adding($1, precision: precision)
    }
  }

  /// Whether the ball meets the negative real axis or zero.
  static func meetsCut(_ z: ComplexBall) -> Bool {
    z.imaginary.containsZero && !z.real.isCertainlyPositive
  }

  private static func power(
    _ base: ComplexBall, _ exponent: Rational, _ analytic: Bool, _ precision: Precision
  ) -> ComplexBall {
    if let count = exponent.asInteger {
      // The power of a wide ball of 1/z is finite wherever the ball of z is not 0.
      return count.isNegative
        ? base.reciprocal(precision: precision).power(-count, precision: precision)
        : base.power(count, precision: precision)
    }
    if meetsCut(base) { return .unbounded }
    if exponent == Rational(numerator: 1, nonzeroDenominator: 2) {
      return base.squareRoot(precision: precision)
    }
    return base.power(
      ComplexBall(RealBall(exponent, precision: precision)), precision: precision)
  }

  private func call(
    _ name: String, _ arguments: [ComplexBall], _ precision: Precision
  ) throws -> ComplexBall {
    guard let z = arguments.last, z.isFinite else { return .unbounded }
    let outside = Self.meetsCut(z)
    switch (name, arguments.count) {
    case ("exp", 1): return z.exponential(precision: precision)
    case ("expm1", 1):
      return z.isReal
        ? ComplexBall(z.real.exponentialMinusOne(precision: precision))
        : z.exponential(precision: precision).subtracting(.one, precision: precision)
    case ("log", 1): return outside ? .unbounded : z.logarithm(precision: precision)
    case ("abs", 1):
      // Analytic away from Re z = 0, where it is z or -z, real on the real line.
      if z.real.isCertainlyPositive { return z }
      return z.real.isCertainlyNegative ? -z : .unbounded
    case ("sin", 1): return z.sine(precision: precision)
    case ("cos", 1): return z.cosine(precision: precision)
    case ("tan", 1): return z.tangent(precision: precision)
    case ("sinh", 1): return z.hyperbolicSine(precision: precision)
    case ("cosh", 1): return z.hyperbolicCosine(precision: precision)
    case ("tanh", 1): return z.hyperbolicTangent(precision: precision)
    case ("asin", 1), ("acos", 1), ("atanh", 1), ("acosh", 1), ("atan", 1), ("asinh", 1):
      return Self.inverse(name, z, precision)
    case ("gamma", 1): return z.gamma(precision: precision)
    case ("factorial", 1):
      return z.adding(.one, precision: precision).gamma(precision: precision)
    case ("loggamma", 1): return outside ? .unbounded : z.logGamma(precision: precision)
    case ("digamma", 1): return z.digamma(precision: precision)
    case ("erf", 1): return z.errorFunction(precision: precision)
    case ("erfc", 1): return z.complementaryErrorFunction(precision: precision)
    case ("erfi", 1): return z.imaginaryErrorFunction(precision: precision)
    case ("besselk", 2):
      guard arguments[0].isReal, !outside else { return .unbounded }
      return .besselK(arguments[0].real, z, precision: precision)
    case ("besseli", 2):
      guard arguments[0].isReal else { return .unbounded }
      if outside, arguments[0].real.uniqueInteger == nil || !arguments[0].real.isExact {
        return .unbounded
      }
      return .besselI(arguments[0].real, z, precision: precision)
    case ("gammainc", 2):
      return outside
        ? .unbounded : .upperIncompleteGamma(arguments[0], z, precision: precision)
    case ("expint", 2):
      guard arguments[0].isReal, !outside else { return .unbounded }
      return .exponentialIntegral(arguments[0].real, z, precision: precision)
    default:
      throw CalculationError(
        .noAnswer, "'\(name)' with these arguments is not integrated by this version",
        remedy: "elementary functions, gamma, loggamma, digamma, polygamma, erf, erfc, erfi,"
          + " besseli, besselk, gammainc, expint, meijerg and the hypergeometric functions are")
    }
  }

  /// The inverse functions, unbounded where the ball meets a cut.
  private static func inverse(
    _ name: String, _ z: ComplexBall, _ precision: Precision
  ) -> ComplexBall {
    let onReal = z.imaginary.containsZero
    let onImaginary = z.real.containsZero
    let reach = RealBall(1)
    let insideUnit =
      (-reach).isCertainlyLess(than: z.real) && z.real.isCertainlyLess(than: reach)
    let insideImaginaryUnit =
      (-reach).isCertainlyLess(than: z.imaginary) && z.imaginary.isCertainlyLess(than: reach)
    switch name {
    case "asin", "acos", "atanh":
      if onReal, !insideUnit { return .unbounded }
      return name == "asin"
        ? z.arcSine(precision: precision)
        : name == "acos"
          ? z.arcCosine(precision: precision) : z.inverseHyperbolicTangent(precision: precision)
    case "acosh":
      if onReal, !reach.isCertainlyLess(than: z.real) { return .unbounded }
      return z.inverseHyperbolicCosine(precision: precision)
    default:
      if onImaginary, !insideImaginaryUnit { return .unbounded }
      return name == "atan"
        ? z.arcTangent(precision: precision) : z.inverseHyperbolicSine(precision: precision)
    }
  }
}
