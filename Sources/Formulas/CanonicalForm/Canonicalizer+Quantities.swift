internal import Multiprecision
internal import RandomNetworks

extension Canonicalizer {
  /// A quantity of the network in closed form.
  func quantity(
    _ name: String, _ arguments: [Expression], range: SourceRange?
  ) throws -> CanonicalForm {
    let network = try symbolicNetwork(range: range, of: name)
    func order() throws -> Int {
      let value = try arguments.first.map(canonicalForm)?.exactValue
      guard let order = value?.asInt, order >= 0 else {
        throw CalculationError(
          .usage,
          "\(name)(m) needs an integer m >= 0, not \(arguments.first?.description ?? "nothing")",
          range: arguments.first?.range ?? range)
      }
      if order > Self.largestOrder {
        throw CalculationError(
          .noAnswer, "closed forms of moments go up to order \(Self.largestOrder), not \(order)",
          range: arguments.first?.range ?? range)
      }
      return order
    }
    switch name {
    case "moment": return try network.moment(try order())
    case "mean": return try network.moment(1)
    case "cumulant":
      let order = try order()
      return order == 0 ? .zero : try cumulants(network, through: order)[order]
    case "variance": return try cumulants(network, through: 2)[2]
    case "skewness":
      let kappa = try cumulants(network, through: 3)
      let spread = try nonzeroVariance(kappa[2], of: name, range: range)
      return try kappa[3].divided(
        by: spread.raised(to: CanonicalForm(Rational(numerator: 3, nonzeroDenominator: 2))))
    case "kurtosis":
      let kappa = try cumulants(network, through: 4)
      let spread = try nonzeroVariance(kappa[2], of: name, range: range)
      return try kappa[4].divided(by: spread * spread) + CanonicalForm(3)
    case "atom": return try network.atom()
    case "output_moment":
      let order = try order()
      return try network.outputMoment(
        order, normMoments: try network.moments(through: order / 2))
    case "output_kurtosis":
      let moments = try network.moments(through: 2)
      let second = try network.outputMoment(2, normMoments: moments)
      return try network.outputMoment(4, normMoments: moments).divided(by: second * second)
    default:
      throw Self.withoutClosedForm(name, range: range)
    }
  }

  private static var largestOrder: Int { 200 }

  private func nonzeroVariance(
    _ variance: CanonicalForm, of name: String, range: SourceRange?
  ) throws -> CanonicalForm {
    if variance.isZero {
      throw CalculationError(
        .noAnswer, "\(name) has no value: the variance of z_L is 0", range: range)
    }
    return variance
  }

  /// kappa_m = mu_m - sum_(k<m) C(m-1,k-1) kappa_k mu_(m-k).
  private func cumulants(
    _ network: Network<CanonicalForm>, through order: Int
  ) throws -> [CanonicalForm] {
    let moments = try network.moments(through: order)
    var cumulants = [CanonicalForm.zero]
    for m in 1...order {
      var rest = CanonicalForm.zero
      for k in 1..<m {
        rest =
          rest
          + CanonicalForm(Rational(Integer.binomial(Integer(m - 1), k - 1))) * cumulants[k]
          * moments[m - k]
      }
      cumulants.append(moments[m] - rest)
    }
    return cumulants
  }
}
