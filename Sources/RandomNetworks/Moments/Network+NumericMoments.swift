public import BallArithmetic
public import Multiprecision

extension Network where Scalar == CertifiedReal {
  /// E[z_L^m] for m = 0 ... order: exact where every parameter is and the fractions stay below
  /// ``largestExactMoment`` bits, else enclosed, working at the precision.
  ///
  /// The way is chosen by cost: the integer recursion, layer by layer; the closed form in the depth
  /// for deep networks and low orders. Source: theory, section 2, and Docs/Theory/Moments.md.
  ///
  /// - Throws: ``NetworkError/noValue(_:)`` for a moment that diverges (infinite depth);
  ///   ``NetworkError/invalidParameter(_:)`` for a negative order.
  public func moments(
    through order: Int, precision: Precision
  ) throws(NetworkError) -> [CertifiedReal] {
    try Self.validate(order: order)
    return try numericMoments(0...order, precision: precision)
  }

  /// E[z_L^m], as ``moments(through:precision:)`` gives it, without reducing the lower moments.
  public func moment(_ order: Int, precision: Precision) throws(NetworkError) -> CertifiedReal {
    try Self.validate(order: order)
    return try numericMoments(order...order, precision: precision)[0]
  }

  /// The bits of numerator and denominator together above which a moment is enclosed and not
  /// written out: about two and a half million digits.
  public static var largestExactMoment: Int { 1 << 23 }

  /// The word operations that the integer recursion is given: some seconds.
  private static var largestExactWork: Double { 0x1p33 }

  /// The moments of some orders, ascending.
  private func numericMoments(
    _ orders: ClosedRange<Int>, precision: Precision
  ) throws(NetworkError) -> [CertifiedReal] {
    let order = orders.upperBound
    let initial = inputMoments(through: order)
    switch try chain() {
    case .layers(let layers):
      if let exact = try exactMoments(layers.map { ($0, 1) }, orders) { return exact }
      let start = initial.map { $0.enclosed(precision: precision) }
      return Array(try propagate(start, layers)[orders])
    case .repeated(let first, let then, let depth):
      guard let count = depth.exactValue?.asInteger else {
        throw .invalidParameter("the depth must be known exactly, not \(depth)")
      }
      if count.isZero { return Array(initial[orders]) }
      // A recursion over fewer layers than this is cheaper than the closed form's fractions, which
      // without bias are powers.
      let threshold = 16 * (order + 1) * (order + 1)
      if !then.biasVariance.isZero, let machine = count.asInt, machine <= threshold,
        let exact = try exactMoments([(first, 1), (then, machine - 1)], orders)
      {
        return exact
      }
      if first == then {
        return try deepMoments(then, from: initial, depth: count, orders, precision: precision)
      }
      let start = try LayerMomentMap(first, order: order)(initial)
      return try deepMoments(
        then, from: start, depth: count - 1, orders, precision: precision)
    case .stationary:
      return Array(try moments(through: order)[orders])
    }
  }

  /// The integer recursion over runs of equal layers; nil when a parameter is not exact, or the
  /// fractions or the work would grow beyond the limits.
  private func exactMoments(
    _ runs: [(layer: ResolvedLayer<CertifiedReal>, count: Int)], _ orders: ClosedRange<Int>
  ) throws(NetworkError) -> [CertifiedReal]? {
    let order = orders.upperBound
    guard let norm = inputNorm.exactValue, var bits = norm.bitWidthOfPower(max(order, 1)) else {
      return nil
    }
    var steps: [(step: ExactMomentRecursion.Step, count: Int)] = []
    var known: (layer: ResolvedLayer<CertifiedReal>, step: ExactMomentRecursion.Step, growth: Int)?
    var work = 0.0
    for run in runs where run.count > 0 {
      if known?.layer != run.layer {
        guard
          let step = ExactMomentRecursion.Step(try LayerMomentMap(run.layer, order: order))
        else { return nil }
        known = (run.layer, step, step.growth)
      }
      guard let known else { return nil }
      steps.append((known.step, run.count))
      let (growth, overflow) = known.growth.multipliedReportingOverflow(by: run.count)
      if overflow || growth > Self.largestExactMoment { return nil }
      work +=
        Double(run.count)
        * known.step.work(
          bits: Double(bits) + Double(growth) / 2, growth: Double(known.growth))
      bits += growth
      if bits > Self.largestExactMoment || work > Self.largestExactWork { return nil }
    }
    var recursion = ExactMomentRecursion(inputNorm: norm, order: order)
    for (step, count) in steps { recursion.apply(step, count: count) }
    var moments: [CertifiedReal] = []
    for m in orders { moments.append(.exact(recursion.moment(m))) }
    return moments
  }

  /// Equal layers in closed form in the depth: its coefficients are exact where the parameters
  /// are; the powers are exact where they fit.
  private func deepMoments(
    _ layer: ResolvedLayer<CertifiedReal>, from start: [CertifiedReal], depth: Integer,
    _ orders: ClosedRange<Int>, precision: Precision
  ) throws(NetworkError) -> [CertifiedReal] {
    if depth.isZero { return Array(start[orders]) }
    let map = try LayerMomentMap(layer, order: orders.upperBound)
    // Nothing passes from one layer to the next: any depth is depth one.
    if layer.weightVariance.isZero { return Array(try map(start)[orders]) }
    let forms = try DepthClosedForm.moments(of: map, from: start)
    // A power multiplies the relative error of its base by the exponent.
    let working = precision + (depth.bitWidth + 16)
    var moments: [CertifiedReal] = []
    for form in forms[orders] {
      let usable =
        form.isWritable(atDepth: depth)
        ? form : form.map { $0.enclosed(precision: working) }
      moments.append(try usable.value(atDepth: CertifiedReal(depth)))
    }
    // Factors that cannot be told apart leave the closed form without a bound: step then.
    let isBounded = moments.allSatisfy { $0.ball(precision: precision).isFinite }
    if !isBounded, let count = depth.asInt, count <= Self.largestSteppedDepth {
      var stepped = start.map { $0.enclosed(precision: working) }
      for _ in 0..<count { stepped = try map(stepped) }
      return Array(stepped[orders])
    }
    return moments
  }

  /// The depth to which enclosures are carried from layer to layer.
  private static var largestSteppedDepth: Int { 1 << 20 }
}

extension DepthClosedForm where Scalar == CertifiedReal {
  /// Whether the powers of all exact bases can be written out.
  fileprivate func isWritable(atDepth depth: Integer) -> Bool {
    guard let depth = depth.asInt else { return false }
    var bits = 0
    for term in terms {
      guard let base = term.base.exactValue else { continue }
      guard let size = base.bitWidthOfPower(depth),
        size <= Network<CertifiedReal>.largestExactMoment
      else { return false }
      bits += size
    }
    return bits <= Network<CertifiedReal>.largestExactMoment
  }
}

extension Network where Scalar == CertifiedReal {
  /// The same network with its parameters as enclosures at a working precision; widths and depth
  /// stay exact.
  public func enclosed(precision: Precision) throws(NetworkError) -> Network {
    func enclose(_ layer: Layer<CertifiedReal>) -> Layer<CertifiedReal> {
      var layer = layer
      switch layer.weights {
      case .variance(let variance) where !variance.isZero:
        layer.weights = .variance(variance.enclosed(precision: precision))
      default: break
      }
      if !layer.biasVariance.isZero {
        layer.biasVariance = layer.biasVariance.enclosed(precision: precision)
      }
      return layer
    }
    let architecture: Architecture =
      switch self.architecture {
      case .layers(let layers): .layers(layers.map(enclose))
      case .repeated(let layer, let depth): .repeated(enclose(layer), depth: depth)
      case .stationary(let layer): .stationary(enclose(layer))
      }
    return try Network(
      inputWidth: inputWidth, inputNorm: inputNorm.enclosed(precision: precision),
      architecture: architecture, isShared: isShared)
  }
}
