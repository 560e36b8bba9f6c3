internal import BallArithmetic
internal import Multiprecision
internal import RandomNetworks

/// The value of an expression at a point, as a fraction while it is one and as a ball after.
///
/// Every walk is at one working precision. A value that the precision does not place inside or
/// outside a domain, such as the logarithm of a ball that touches 0, is ``Undecided``: the caller
/// may try again with more bits. What is certainly outside is a ``CalculationError`` at once.
///
/// Conventions: `0^0` is 1, binomial(n,k) is 0 for an integer k < 0, an empty sum is 0 and an
/// empty product is 1.
struct NumericEvaluator {
  let network: NetworkDescription?
  /// The values of the symbols.
  let point: [String: Rational]
  /// The values of the variables that sums and products bind; they hide the symbols.
  var bound: [String: Rational] = [:]
  let precision: Precision
  /// The laws that evaluations have in common.
  let laws: LawStore
  let state = State()

  /// What one evaluation remembers and spends.
  final class State {
    var network: Network<CertifiedReal>?
    var moments: [CertifiedReal] = []
    var terms = 0
    /// The methods chosen that the result names.
    var methods: Set<String> = []
    /// Whether the value has an integral in it, which costs much more at a high precision.
    var hasIntegral = false
  }

  /// The precision does not decide on which side of a domain's edge a value is, or left nothing
  /// known of it.
  struct Undecided: Error {
    let range: SourceRange?
  }

  /// The bits of numerator and denominator up to which a power or factorial is written out.
  static let largestExact = 1 << 23

  init(
    network: NetworkDescription?, point: Grid.Point, precision: Precision,
    laws: LawStore
  ) {
    self.network = network
    self.laws = laws
    self.point = Dictionary(
      point.assignments.map { ($0.symbol, $0.value) }, uniquingKeysWith: { first, _ in first })
    self.precision = precision
  }

  /// The same evaluation at another precision.
  func with(precision: Precision) -> NumericEvaluator {
    NumericEvaluator(
      network: network, values: point, bound: bound, precision: precision, laws: laws)
  }

  private init(
    network: NetworkDescription?, values: [String: Rational], bound: [String: Rational],
    precision: Precision, laws: LawStore
  ) {
    self.network = network
    self.laws = laws
    self.point = values
    self.bound = bound
    self.precision = precision
  }

  /// - Throws: ``CalculationError`` or ``Undecided``.
  func value(of expression: Expression) throws -> CertifiedReal {
    switch expression.kind {
    case .number(let value): return .exact(value)
    case .constant(let constant): return try value(of: constant, range: expression.range)
    case .symbol(let name): return try value(ofSymbol: name, range: expression.range)
    case .list:
      throw CalculationError(
        .usage, "a list is not a number", remedy: "lists are arguments of functions",
        range: expression.range)
    case .sum(let terms): return try sum(terms)
    case .product(let factors): return try product(factors)
    case .negation(let operand): return -(try value(of: operand))
    case .quotient(let top, let bottom): return try quotient(top, bottom)
    case .power(let base, let exponent): return try power(base, exponent, of: expression)
    case .factorial(let operand):
      return try factorial(value(of: operand), range: expression.range)
    case .call(let name, let arguments): return try call(name, arguments, of: expression)
    case .iterated(.integral, let body, let variable, let lower, let upper):
      return try integral(body, variable, lower, upper, range: expression.range)
    case .iterated(let iteration, let body, let variable, let lower, let upper):
      let bounds = try bounds(iteration, lower, upper)
      return try iterate(iteration, body, variable, bounds, range: expression.range)
    }
  }

  private func value(
    of constant: Expression.Constant, range: SourceRange?
  ) throws -> CertifiedReal {
    switch constant {
    case .pi: return .enclosed(.pi(precision: precision), precision: precision)
    case .e: return .enclosed(.e(precision: precision), precision: precision)
    case .eulerGamma: return .enclosed(.eulerGamma(precision: precision), precision: precision)
    case .infinity:
      throw CalculationError(
        .usage, "infinity is not a number", remedy: "it may stand as a bound only", range: range)
    }
  }

  private func value(ofSymbol name: String, range: SourceRange?) throws -> CertifiedReal {
    if let value = bound[name] ?? point[name] { return .exact(value) }
    throw CalculationError(
      .usage, "the symbol '\(name)' has no value", remedy: "give it one with --for \(name)=...",
      range: range)
  }

  private func sum(_ terms: [Expression]) throws -> CertifiedReal {
    var sum = CertifiedReal(0)
    for term in terms {
      let next = try value(of: term)
      sum = try checked(settled(sum + next), from: sum, next, range: term.range)
    }
    return sum
  }

  private func product(_ factors: [Expression]) throws -> CertifiedReal {
    var product = CertifiedReal(1)
    // All factors are evaluated, after a zero too: each must have a value.
    for factor in factors {
      let next = try value(of: factor)
      product = try checked(settled(product * next), from: product, next, range: factor.range)
    }
    return product
  }

  private func quotient(_ top: Expression, _ bottom: Expression) throws -> CertifiedReal {
    let numerator = try value(of: top)
    return try quotient(numerator, value(of: bottom), range: bottom.range)
  }

  /// The quotient; the range is the divisor's.
  func quotient(
    _ top: CertifiedReal, _ bottom: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    switch bottom.certainSign {
    case 0: throw CalculationError(.noAnswer, "division by zero", range: range)
    case nil: throw Undecided(range: range)
    default:
      return try checked(settled(top.divided(by: bottom)), from: top, bottom, range: range)
    }
  }

  /// A fraction that has grown too long becomes a ball, so that no exact calculation outgrows the
  /// memory: operands below the limit have results below four times of it.
  func settled(_ value: CertifiedReal, limit: Int = 2 * largestExact) -> CertifiedReal {
    guard case .exact(let fraction) = value,
      fraction.numerator.bitWidth + fraction.denominator.bitWidth > limit
    else { return value }
    return value.enclosed(precision: precision)
  }

  /// A ball as a value: exact when its radius is zero and it is short.
  func certified(_ ball: RealBall) -> CertifiedReal {
    if ball.isExact, ball.midpoint.isZero { return .exact(.zero) }
    if ball.isExact, ball.midpoint.exponent.magnitude <= Self.largestExact,
      let value = ball.midpoint.exactRational
    {
      return .exact(value)
    }
    return .enclosed(ball, precision: precision)
  }

  /// The value unless nothing is known of it.
  func checked(_ value: CertifiedReal, range: SourceRange?) throws -> CertifiedReal {
    if case .enclosed(let ball, _) = value, ball.isUnbounded { throw Undecided(range: range) }
    return value
  }

  /// The result of two operands unless nothing is known of it: it is too large, or they were
  /// known too little.
  func checked(
    _ value: CertifiedReal, from left: CertifiedReal, _ right: CertifiedReal,
    range: SourceRange?
  ) throws -> CertifiedReal {
    guard case .enclosed(let ball, _) = value, ball.isUnbounded else { return value }
    if left.isNarrow, right.isNarrow { throw beyondRange("a result", range: range) }
    throw Undecided(range: range)
  }

  /// The number as a ball, with some bits more than the working precision.
  func ball(_ value: CertifiedReal) -> RealBall { value.ball(precision: precision + 32) }

  func beyondRange(_ name: String, range: SourceRange?) -> CalculationError {
    CalculationError(
      .noAnswer, "\(name) is beyond the range of numbers, which ends at 2^(2^30)", range: range)
  }
}

extension CertifiedReal {
  /// Whether a ball is so narrow that a result of unknown size is one beyond the range.
  var isNarrow: Bool {
    switch self {
    case .exact: true
    case .enclosed(let ball, _): ball.relativeAccuracyBits >= 48
    }
  }

  /// The number as a message shows it: in full while it is short.
  var brief: String {
    switch self {
    case .exact(let value):
      value.numerator.bitWidth + value.denominator.bitWidth <= 128
        ? value.description : DecimalEnclosure(rounding: value, digits: 6).text
    case .enclosed(let ball, _): ball.decimal(digits: 6)?.text ?? ball.description
    }
  }
}
