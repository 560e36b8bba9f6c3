internal import BallArithmetic
internal import Multiprecision
internal import RandomNetworks

extension NumericEvaluator {
  /// The highest order of a moment: beyond it the exact recursion takes minutes.
  static let maximumOrder = 2_000

  func quantity(
    _ name: String, _ arguments: [Expression], range: SourceRange?
  ) throws -> CertifiedReal {
    if name == "law" {
      throw CalculationError(
        .noAnswer, "law is a probability law, not a number", remedy: "derive it instead",
        range: range)
    }
    if let value = try lawQuantity(name, arguments, range: range) { return value }
    var order = 0
    if let argument = arguments.first {
      order = try self.order(
        argument, of: name, least: name == "cumulant" ? 1 : 0, most: Self.maximumOrder,
        range: range)
    }
    do {
      return try quantity(name, order: order, range: range)
    } catch let error as NetworkError {
      throw CalculationError(error, range: range)
    } catch let error as ArithmeticError {
      throw CalculationError(.noAnswer, error.description, range: range)
    }
  }

  func order(
    _ argument: Expression, of name: String, least: Int, most: Int, range: SourceRange?
  ) throws -> Int {
    let value = try value(of: argument)
    guard let integer = value.exactValue?.asInteger, integer >= Integer(least) else {
      throw CalculationError(
        .usage, "\(name)(m) needs an integer m >= \(least), not \(value.brief)",
        range: argument.range ?? range)
    }
    guard let order = integer.asInt, order <= most else {
      throw CalculationError(
        .noAnswer, "\(name)(m) is computed for m <= \(most), not \(value.brief)",
        range: argument.range ?? range)
    }
    return order
  }

  private func quantity(
    _ name: String, order: Int, range: SourceRange?
  ) throws -> CertifiedReal {
    let network = try network(for: name, order: order, range: range)
    let value: CertifiedReal
    switch name {
    case "moment": value = try moments(network, through: order)[order]
    case "cumulant": value = try cumulants(network, through: order)[order]
    case "mean": value = try moments(network, through: 1)[1]
    case "variance": value = try cumulants(network, through: 2)[2]
    case "skewness":
      let cumulants = try cumulants(network, through: 3)
      try requireSpread(cumulants[2], name, range: range)
      let scale = try power(
        cumulants[2], .exact(Rational(numerator: 3, nonzeroDenominator: 2)), range: range)
      value = try quotient(cumulants[3], scale, range: range)
    case "kurtosis":
      // The fourth central moment is kappa_4 + 3 kappa_2^2.
      let cumulants = try cumulants(network, through: 4)
      try requireSpread(cumulants[2], name, range: range)
      value =
        CertifiedReal(3)
        + (try quotient(cumulants[4], cumulants[2] * cumulants[2], range: range))
    case "atom": value = try network.atom(precision: precision)
    case "output_moment":
      value = try network.outputMoment(order, normMoments: moments(network, through: order / 2))
    case "output_kurtosis":
      let moments = try moments(network, through: 2)
      let second = try network.outputMoment(2, normMoments: moments)
      try requireSpread(second, name, range: range)
      value = try quotient(
        network.outputMoment(4, normMoments: moments), second * second, range: range)
    default:
      throw CalculationError(.noAnswer, "'\(name)' is not available in this version", range: range)
    }
    return try checked(settled(value), range: range)
  }

  private func requireSpread(
    _ variance: CertifiedReal, _ name: String, range: SourceRange?
  ) throws {
    switch variance.certainSign {
    case 1: return
    case 0:
      throw CalculationError(
        .noAnswer, "\(name) has no value: the variance is 0", range: range)
    default: throw Undecided(range: range)
    }
  }

  private func moments(
    _ network: Network<CertifiedReal>, through order: Int
  ) throws -> [CertifiedReal] {
    if state.moments.count <= order {
      state.moments = try network.moments(through: order, precision: precision)
    }
    return state.moments
  }

  /// kappa_m = mu_m - sum_(k<m) C(m-1,k-1) kappa_k mu_(m-k).
  private func cumulants(
    _ network: Network<CertifiedReal>, through order: Int
  ) throws -> [CertifiedReal] {
    let moments = try moments(network, through: order)
    var cumulants = [CertifiedReal(0)]
    for m in 1..<(order + 1) {
      var cumulant = moments[m]
      for k in 1..<m {
        let coefficient = CertifiedReal(Integer.binomial(Integer(m - 1), k - 1))
        cumulant = settled(cumulant - coefficient * cumulants[k] * moments[m - k])
      }
      cumulants.append(cumulant)
    }
    return cumulants
  }
}
