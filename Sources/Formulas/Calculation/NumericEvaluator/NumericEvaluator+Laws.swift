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
}
