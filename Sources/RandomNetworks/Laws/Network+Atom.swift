public import BallArithmetic
public import Multiprecision

extension Network {
  /// P(z_L = 0): the probability that the signal has died out.
  ///
  /// A layer whose pre-activations vary is dead with the probability (1-a)^N, where a is the
  /// probability that a unit is active. Without bias a dead layer leaves the next one dead:
  /// p_l = p_(l-1) + (1 - p_(l-1)) (1-a)^N, for L equal layers 1 - (1 - (1-a)^N)^L. A bias gives
  /// every layer the atom (1-a)^N of its own. Linear and leaky units have no atom of their own.
  ///
  /// A symbolic depth stands for at least one layer.
  ///
  /// - Throws: ``NetworkError``.
  public func atom() throws(NetworkError) -> Scalar {
    try atom(
      raising: { base, exponent throws(NetworkError) in
        try NetworkError.translating { () throws(ArithmeticError) in
          try base.raised(to: exponent)
        }
      },
      repeating: { dead, depth throws(NetworkError) in
        try NetworkError.translating { () throws(ArithmeticError) in
          .one - (try (.one - dead).raised(to: depth))
        }
      })
  }

  /// The recursion; `raising` is the power, and `repeating` is 1 - (1 - p)^L.
  private func atom(
    raising: (Scalar, Scalar) throws(NetworkError) -> Scalar,
    repeating: (Scalar, Scalar) throws(NetworkError) -> Scalar
  ) throws(NetworkError) -> Scalar {
    let start: Scalar = inputNorm.isZero ? .one : .zero
    func dead(_ layer: ResolvedLayer<Scalar>) throws(NetworkError) -> Scalar {
      let inactive = layer.inactivity
      return inactive.isZero ? .zero : try raising(inactive, layer.width)
    }
    func step(
      _ layer: ResolvedLayer<Scalar>, after atom: Scalar
    ) throws(NetworkError) -> Scalar {
      if !layer.biasVariance.isZero { return try dead(layer) }
      if layer.weightVariance.isZero || atom == .one { return .one }
      return atom + (.one - atom) * (try dead(layer))
    }
    switch try chain() {
    case .layers(let layers):
      var atom = start
      for layer in layers { atom = try step(layer, after: atom) }
      return atom
    case .repeated(_, let layer, let depth):
      if depth.isZero { return start }
      if !layer.biasVariance.isZero { return try dead(layer) }
      if layer.weightVariance.isZero || start == .one { return .one }
      return try repeating(dead(layer), depth)
    case .stationary(let layer):
      return try dead(layer)
    }
  }
}

extension ResolvedLayer {
  /// The probability that a unit gives zero. A leaky unit of slope zero is a ReLU.
  fileprivate var inactivity: Scalar {
    if case .leakyReLU(let slope) = activation, slope.isZero {
      return .one - Activation<Scalar>.relu.activity
    }
    return .one - activation.activity
  }
}

extension Network where Scalar == CertifiedReal {
  /// P(z_L = 0): exact while the fractions stay below ``largestExactMoment`` bits, else enclosed
  /// with a relative accuracy of about the precision, however small it is.
  public func atom(precision: Precision) throws(NetworkError) -> CertifiedReal {
    func fits(_ base: CertifiedReal, _ exponent: CertifiedReal) -> Bool {
      guard let value = base.exactValue, let power = exponent.exactValue?.asInt,
        let bits = value.bitWidthOfPower(power)
      else { return false }
      return bits <= Self.largestExactMoment
    }
    func raise(
      _ base: CertifiedReal, _ exponent: CertifiedReal
    ) throws(NetworkError) -> CertifiedReal {
      try NetworkError.translating { () throws(ArithmeticError) in
        if fits(base, exponent) { return try base.raised(to: exponent) }
        // The rounding of the base counts as often as the exponent says.
        let inner = precision + (16 + (exponent.exactValue?.numerator.bitWidth ?? 0))
        return try base.enclosed(precision: inner).raised(to: exponent)
      }
    }
    return try atom(
      raising: raise,
      repeating: { dead, depth throws(NetworkError) in
        if fits(.one - dead, depth) { return .one - (try raise(.one - dead, depth)) }
        // 1 - (1-p)^L = -expm1(L log1p(-p)): no cancellation for a small p.
        let inner = precision + (16 + (depth.exactValue?.numerator.bitWidth ?? 0))
        let exponent = (-dead).ball(precision: inner).logarithmOnePlus(precision: inner)
          .multiplied(by: depth.ball(precision: inner), precision: inner)
        return .enclosed(
          -exponent.exponentialMinusOne(precision: precision), precision: precision)
      })
  }
}
