public import BallArithmetic
public import Multiprecision

extension MellinProduct {
  /// E[z_L^s; z_L > 0] = z_0^s prod sigma_l^(2s) M_l(s).
  func transform(at s: RealBall, precision: Precision) -> RealBall {
    let depth = factors.reduce(Integer.zero) { $0 + $1.count }
    let size = max(0, s.magnitudeUpperBound.exponent)
    let inner = precision + (24 + depth.bitWidth + min(size, 1 << 16))
    var logarithm = norm.ball(precision: inner).logarithm(precision: inner)
    var result = RealBall.one
    for factor in factors {
      logarithm = logarithm.adding(
        factor.variance.ball(precision: inner).logarithm(precision: inner)
          .multiplied(by: RealBall(factor.count), precision: inner), precision: inner)
      guard let mixture = factor.mixture else { continue }
      var own = mixture.mellin(at: s, precision: inner)
      if let dimension = factor.dimension {
        own = own.divided(
          by: ChiSquareMixture(width: dimension, activity: CertifiedReal(1))
            .mellin(at: s, precision: inner), precision: inner)
      }
      if let leak = factor.leak {
        own = own.multiplied(by: leak.mellin(at: s, precision: inner), precision: inner)
      }
      result = result.multiplied(
        by: own.power(factor.count, precision: inner), precision: inner)
    }
    return logarithm.multiplied(by: s, precision: inner).exponential(precision: inner)
      .multiplied(by: result, precision: precision)
  }
}

extension Network where Scalar == CertifiedReal {
  /// E[z_L^s; z_L > 0], the Mellin transform of the law of z_L without its atom, for a real s right
  /// of -k/2, where k is the least number of active units that a layer can have (1; the width for
  /// linear layers). With bias it is an integral over the density.
  ///
  /// The result is ``BallArithmetic/RealBall/unbounded`` when s is not known well enough to be
  /// right of the pole.
  ///
  /// - Throws: ``NetworkError/noValue(_:)`` left of the pole, where the moment is infinite, and
  ///   what ``NetworkError`` says of laws.
  public func mellin(at s: CertifiedReal, precision: Precision) throws(NetworkError) -> RealBall {
    if let plain = try movingFirstBias() { return try plain.mellin(at: s, precision: precision) }
    if try hasBias(), let moment = try integerMoment(s, precision: precision) { return moment }
    if try hasBias() { return try BiasedLaw(self).mellin(at: s, precision: precision) }
    let product = try mellinProduct(allowingOrthogonal: true)
    let least = product.factors.compactMap { $0.mixture?.degreesOfFreedom.lowerBound }.min()
    if let least {
      let distance = s + CertifiedReal(Rational(numerator: Integer(least), nonzeroDenominator: 2))
      if let sign = distance.certainSign, sign <= 0 {
        throw .noValue(
          "E[z_L^s; z_L > 0] is infinite for s <= -\(least)/2: the density is too large near 0")
      }
    }
    return product.transform(at: s.ball(precision: precision + 64), precision: precision)
  }

  /// E[z_L^m; z_L > 0] for an integer m >= 0 from the recursion of moments; nil for other numbers, and
  /// for orders so large that the recursion costs more than the integral.
  private func integerMoment(
    _ s: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> RealBall? {
    guard let order = s.exactValue?.asInt, (0...Self.largestRecursionOrder).contains(order) else {
      return nil
    }
    if order > 0 { return try moment(order).ball(precision: precision) }
    return try (CertifiedReal(1) - atom(precision: precision + 32)).ball(precision: precision)
  }

  private static var largestRecursionOrder: Int { 200 }

  /// The cumulants of ln z_L given z_L > 0, of the orders 1, ..., order, for a network without
  /// bias: the sums of the layers', as the layers are independent given that the signal lives.
  ///
  /// - Throws: what ``NetworkError`` says of laws.
  public func logarithmCumulants(
    through order: Int, precision: Precision
  ) throws(NetworkError) -> [RealBall] {
    try Network.validate(order: order)
    let product = try mellinProduct(allowingOrthogonal: true)
    let inner = precision + 32
    var cumulants = Array(repeating: RealBall.zero, count: order)
    if order > 0 { cumulants[0] = product.norm.ball(precision: inner).logarithm(precision: inner) }
    for factor in product.factors {
      let count = RealBall(factor.count)
      let own = factor.mixture?.logarithmCumulants(through: order, precision: inner)
      let leak = factor.leak?.logarithmCumulants(through: order, precision: inner)
      let whole = factor.dimension.map {
        ChiSquareMixture(width: $0, activity: CertifiedReal(1))
          .logarithmCumulants(through: order, precision: inner)
      }
      for m in 0..<order {
        var cumulant = own?[m] ?? .zero
        if let whole { cumulant = cumulant.subtracting(whole[m], precision: inner) }
        if let leak { cumulant = cumulant.adding(leak[m], precision: inner) }
        if m == 0 {
          cumulant = cumulant.adding(
            factor.variance.ball(precision: inner).logarithm(precision: inner), precision: inner)
        }
        cumulants[m] = cumulants[m].adding(
          cumulant.multiplied(by: count, precision: inner), precision: inner)
      }
    }
    return cumulants.map { $0.rounded(to: precision) }
  }

  /// The eigenvalue of the last layer's transfer operator T, which acts on densities, at y^m:
  /// lambda_m = sigma^(-2m-2) M(-m-1), for a layer without bias and m < k/2 - 1 (Burkholz and
  /// Dubatovka, section 2.2).
  ///
  /// - Throws: ``NetworkError/noValue(_:)`` for an m where the integral diverges.
  public func eigenvalue(at m: CertifiedReal, precision: Precision) throws(NetworkError) -> RealBall
  {
    guard let last = try mellinProduct(allowingOrthogonal: true).last else {
      throw .noValue("an eigenvalue belongs to a layer: the depth is 0")
    }
    let s = CertifiedReal(-1) - m
    let layer = MellinProduct.Factor(
      variance: last.variance, mixture: last.mixture, leak: last.leak,
      dimension: last.dimension, count: 1)
    let single = MellinProduct(norm: CertifiedReal(1), factors: [layer], last: layer)
    if let least = last.mixture?.degreesOfFreedom.lowerBound {
      let distance = s + CertifiedReal(Rational(numerator: Integer(least), nonzeroDenominator: 2))
      if let sign = distance.certainSign, sign <= 0 {
        throw .noValue(
          "the transfer operator has an eigenvalue at y^m for m < \(Rational(numerator: Integer(least - 2), nonzeroDenominator: 2)) only:"
            + " the integral diverges")
      }
    }
    return single.transform(at: s.ball(precision: precision + 64), precision: precision)
  }
}
