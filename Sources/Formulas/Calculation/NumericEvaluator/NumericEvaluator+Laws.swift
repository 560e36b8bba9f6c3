internal import BallArithmetic
internal import Multiprecision
internal import RandomNetworks

extension NumericEvaluator {
  /// The quantities of the law of z_L that take a real argument, or none; nil for others.
  func lawQuantity(
    _ name: String, _ arguments: [Expression], range: SourceRange?
  ) throws -> CertifiedReal? {
    let ball: (Network<CertifiedReal>) throws -> RealBall
    switch name {
    case "mellin":
      let s = try value(of: arguments[0])
      ball = { try $0.mellin(at: s, precision: precision) }
    case "eigenvalue":
      let m = try value(of: arguments[0])
      ball = { try $0.eigenvalue(at: m, precision: precision) }
    case "log_mean":
      ball = { try $0.logarithmCumulants(through: 1, precision: precision)[0] }
    case "log_variance":
      ball = { try $0.logarithmCumulants(through: 2, precision: precision)[1] }
    case "log_cumulant":
      let order = try order(arguments[0], of: name, least: 1, most: 200, range: range)
      ball = { try $0.logarithmCumulants(through: order, precision: precision)[order - 1] }
    case "tail_exponent":
      ball = { try $0.tailExponent(precision: precision) }
    case "density": ball = try law(.squaredNorm, .density, arguments[0])
    case "cdf": ball = try law(.squaredNorm, .cumulativeDistribution, arguments[0])
    case "survival": ball = try law(.squaredNorm, .survival, arguments[0])
    case "output_density": ball = try law(.output, .density, arguments[0])
    case "output_cdf": ball = try law(.output, .cumulativeDistribution, arguments[0])
    case "preactivation_density": ball = try law(.preactivation, .density, arguments[0])
    case "preactivation_cdf":
      ball = try law(.preactivation, .cumulativeDistribution, arguments[0])
    case "activation_density": ball = try law(.activation, .density, arguments[0])
    case "activation_cdf": ball = try law(.activation, .cumulativeDistribution, arguments[0])
    case "joint_cdf":
      guard case .list(let items) = arguments[0].kind else {
        throw CalculationError(
          .usage, "joint_cdf needs a list, as in joint_cdf([1,2])", range: range)
      }
      let thresholds = try items.map(value)
      ball = { try $0.jointDistribution(at: thresholds, precision: precision) }
    case "quantile":
      let p = try value(of: arguments[0])
      ball = { try laws.law(of: .squaredNorm, $0).quantile(p, precision: precision) }
    case "log_normal_density": ball = try law(.logNormal, .density, arguments[0])
    case "log_normal_cdf": ball = try law(.logNormal, .cumulativeDistribution, arguments[0])
    case "mean_field_density": ball = try law(.meanField, .density, arguments[0])
    case "mean_field_cdf": ball = try law(.meanField, .cumulativeDistribution, arguments[0])
    case "log_normal_distance": ball = distance(.squaredNorm, .logNormal)
    case "mean_field_distance": ball = distance(.output, .meanField)
    default:
      return nil
    }
    do {
      let network = try network(for: name, order: 1, range: range)
      let value = try ball(network)
      if value.isUnbounded { throw Undecided(range: range) }
      return certified(value)
    } catch let error as NetworkError {
      throw CalculationError(error, range: range)
    }
  }

  /// A function of a law at the argument's value; the method is named in the result.
  private func law(
    _ subject: LawStore.Subject, _ function: LawFunction, _ argument: Expression
  ) throws -> (Network<CertifiedReal>) throws -> RealBall {
    let x = try value(of: argument)
    return { network in
      let result = try laws.law(of: subject, network)
        .value(of: function, at: x, precision: precision)
      state.methods.insert(result.method.rawValue)
      return result.value
    }
  }

  private func distance(
    _ subject: LawStore.Subject, _ approximation: LawStore.Subject
  ) -> (Network<CertifiedReal>) throws -> RealBall {
    { network in
      try laws.law(of: subject, network).kolmogorovDistance(
        to: laws.law(of: approximation, network), precision: precision)
    }
  }
}
