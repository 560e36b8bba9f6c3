public import BallArithmetic
public import Multiprecision

extension Network where Scalar == CertifiedReal {
  /// E[z_L^m] for m = 0 ... order: exact where every parameter is and the fractions stay below
  /// ``largestExactMoment`` bits, else enclosed, working at the precision.
  ///
  /// The way is chosen by cost: powers without bias; the integer recursion with it, layer by layer;
  /// the closed form in the depth for deep networks and low orders.
  public func moments(
    through order: Int, precision: Precision
  ) throws(NetworkError) -> [CertifiedReal] {
    switch try chain() {
    case .layers(let layers):
      if let exact = try exactMoments(layers.map { ($0, 1) }, through: order) { return exact }
      return try enclosed(precision: precision).moments(through: order)
    case .repeated(let first, let then, let depth):
      guard let count = depth.exactValue?.asInt else { return try moments(through: order) }
      if count == 0 { return try moments(through: order) }
      let preferClosedForm = first == then && count > 16 * (order + 1) * (order + 1)
      if !preferClosedForm,
        let exact = try exactMoments([(first, 1), (then, count - 1)], through: order)
      {
        return exact
      }
      return try closedMoments(
        first: first, then: then, depth: count, through: order, precision: precision)
    case .stationary:
      return try moments(through: order)
    }
  }

  /// The bits of numerator and denominator together above which a moment is enclosed and not
  /// written out: about two and a half million digits.
  public static var largestExactMoment: Int { 1 << 23 }

  /// The integer recursion over runs of equal layers; nil when a parameter is not exact or the
  /// fractions would grow beyond the limit.
  private func exactMoments(
    _ runs: [(layer: ResolvedLayer<CertifiedReal>, count: Int)], through order: Int
  ) throws(NetworkError) -> [CertifiedReal]? {
    guard let norm = inputNorm.exactValue else { return nil }
    var steps: [(step: ExactMomentRecursion.Step, count: Int)] = []
    var known: (layer: ResolvedLayer<CertifiedReal>, step: ExactMomentRecursion.Step, growth: Int)?
    var bits = 0
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
      bits += growth
    }
    if bits > Self.largestExactMoment { return nil }
    var recursion = ExactMomentRecursion(inputNorm: norm, order: order)
    for (step, count) in steps { recursion.apply(step, count: count) }
    return recursion.moments.map { .exact($0) }
  }

  /// The closed form in the depth: its coefficients are exact where the parameters are; the
  /// powers are exact where they fit.
  private func closedMoments(
    first: ResolvedLayer<CertifiedReal>, then: ResolvedLayer<CertifiedReal>, depth: Int,
    through order: Int, precision: Precision
  ) throws(NetworkError) -> [CertifiedReal] {
    let map = try LayerMomentMap(then, order: order)
    let isExact = inputNorm.exactValue != nil && ExactMomentRecursion.Step(map) != nil
    guard isExact, first == then, !then.weightVariance.isZero else {
      return try enclosed(precision: precision).moments(through: order)
    }
    let forms = try DepthClosedForm.moments(of: map, inputNorm: inputNorm, through: order)
    let size = map.eigenvalue(order).exactValue?.bitWidthOfPower(depth) ?? .max
    var moments: [CertifiedReal] = []
    for form in forms {
      let usable = size <= Self.largestExactMoment
        ? form : form.map { $0.enclosed(precision: precision) }
      moments.append(try usable.value(atDepth: CertifiedReal(depth)))
    }
    return moments
  }

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
