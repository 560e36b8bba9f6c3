internal import Multiprecision

extension Network {
  /// E[z_L^m] for m = 0 ... order, by the recursion of one layer after the other, or in closed
  /// form where the depth is a symbol.
  ///
  /// Source: theory, section 2. For numbers, ``moments(through:precision:)`` is the fast way.
  ///
  /// - Throws: ``NetworkError/noValue(_:)`` for a moment that diverges (infinite depth).
  ///   ``NetworkError/invalidParameter(_:)`` for a negative order.
  public func moments(through order: Int) throws(NetworkError) -> [Scalar] {
    try Self.validate(order: order)
    switch try chain() {
    case .layers(let layers):
      return try propagate(inputMoments(through: order), layers)
    case .repeated(let first, let then, let depth):
      if depth.isZero { return inputMoments(through: order) }
      let initial = inputMoments(through: order)
      if first == then { return try closedMoments(then, from: initial, depth: depth) }
      // The first layer sees another width: one step, then the closed form from its moments on.
      if let count = depth.exactValue {
        let start = try LayerMomentMap(first, order: order)(initial)
        if count == .one { return start }
        return try closedMoments(then, from: start, depth: Scalar(count - .one))
      }
      throw .unsupported(
        "a symbolic depth needs equal widths from the input on: the input's differs")
    case .stationary(let layer):
      return try stationaryMoments(layer, through: order)
    }
  }

  /// E[z_L^m].
  ///
  /// - Throws: as ``moments(through:)``.
  public func moment(_ order: Int) throws(NetworkError) -> Scalar {
    try Self.validate(order: order)
    return try moments(through: order)[order]
  }

  static func validate(order: Int) throws(NetworkError) {
    if order < 0 {
      throw .invalidParameter("the order of a moment must be an integer >= 0, not \(order)")
    }
  }

  /// The powers z_0^m of the input's squared norm.
  func inputMoments(through order: Int) -> [Scalar] {
    var powers = [Scalar.one]
    for _ in 0..<order { powers.append(powers[powers.count - 1] * inputNorm) }
    return powers
  }

  func propagate(
    _ moments: [Scalar], _ layers: [ResolvedLayer<Scalar>]
  ) throws(NetworkError) -> [Scalar] {
    var moments = moments
    var known: (layer: ResolvedLayer<Scalar>, map: LayerMomentMap<Scalar>)?
    for layer in layers {
      let map: LayerMomentMap<Scalar>
      if let known, known.layer == layer {
        map = known.map
      } else {
        map = try LayerMomentMap(layer, order: moments.count - 1)
        known = (layer, map)
      }
      moments = try map(moments)
    }
    return moments
  }

  /// Equal layers: powers of the eigenvalues, with the closed form of the recursion when there is
  /// a bias.
  private func closedMoments(
    _ layer: ResolvedLayer<Scalar>, from start: [Scalar], depth: Scalar
  ) throws(NetworkError) -> [Scalar] {
    let map = try LayerMomentMap(layer, order: start.count - 1)
    if layer.weightVariance.isZero {
      // Nothing passes from one layer to the next: any depth is depth one.
      return try map(start)
    }
    if map.shift.isZero {
      var moments: [Scalar] = []
      for m in start.indices {
        moments.append(
          try NetworkError.translating { () throws(ArithmeticError) in
            start[m] * (try map.eigenvalue(m).raised(to: depth))
          })
      }
      return moments
    }
    if let count = depth.exactValue?.asInt, count <= 64 {
      return try propagate(start, Array(repeating: layer, count: count))
    }
    let forms = try DepthClosedForm.moments(of: map, from: start)
    var moments: [Scalar] = []
    for form in forms { moments.append(try form.value(atDepth: depth)) }
    return moments
  }

  /// The fixed point of the recursion: m_k = sum_(j<k) T_(k,j) m_j / (1 - lambda_k), which exists
  /// while lambda_k < 1.
  private func stationaryMoments(
    _ layer: ResolvedLayer<Scalar>, through order: Int
  ) throws(NetworkError) -> [Scalar] {
    let map = try LayerMomentMap(layer, order: order)
    var moments = [Scalar.one]
    for m in 1..<max(order + 1, 1) {
      let gap = .one - map.eigenvalue(m)
      if let sign = gap.certainSign, sign <= 0 {
        throw .noValue(
          "the stationary law's moment of order \(m) diverges: its factor per layer,"
            + " \(describe(map.eigenvalue(m))), is not below 1")
      }
      var sum = Scalar.zero
      for j in 0..<m { sum = sum + (try map.coefficient(m, j)) * moments[j] }
      moments.append(
        try NetworkError.translating { [sum] () throws(ArithmeticError) in
          try sum.divided(by: gap)
        })
    }
    return moments
  }
}
