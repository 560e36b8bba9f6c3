public import BallArithmetic
public import Multiprecision
internal import Synchronization

/// The law of z_L of a network with biases: the Mellin transform is carried from layer to layer on a
/// vertical line, and inverted at the end.
///
/// E[z_l^s; z_l > 0] = E[xi_l^s; xi_l > 0] E[(sigma_b^2 + sigma_w^2 z_(l-1))^s], and the second factor is a
/// Mellin-Barnes integral over the transform of the layer before. The trapezoid rule turns it into a
/// discrete convolution. Every step has a proven bound: Docs/Theory/BiasedLaw.md.
///
/// The stationary law of infinitely many equal layers is the fixed point of the same step, a contraction
/// where E[(sigma_w^2 xi)^(1/2)] < 1; it is covered where its moment of order 9/16 is finite.
///
/// A line of points serves all arguments; digits that a tiny value needs more are bits more on the
/// line, whose cost grows with their square. Far to the right binomial expansions need no such line
/// (Docs/Theory/BiasedTail.md), and near 0 a power series needs no more bits ("Near zero"). Some layers
/// may have no bias, widths and parameters may differ from layer to layer. Leaky units are not
/// covered.
///
/// ```swift
/// let law = try BiasedLaw(network)
/// try law.value(of: .density, at: CertifiedReal(1), precision: 170).value
/// ```
public struct BiasedLaw: CertifiedLaw {
  let chain: BiasedChain
  fileprivate let store: Store
  /// For the far right; nil for a constant and behind a stationary law.
  let tail: BinomialEvaluator?

  /// The law of z_L.
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` for leaky units, for orthogonal weights with bias or
  ///   that do not keep the norm, for a depth or width beyond what is computed.
  public init(_ network: Network<CertifiedReal>) throws(NetworkError) {
    try self.init(network, followedBy: [])
  }

  /// The law of the squared norm after further layers.
  init(
    _ network: Network<CertifiedReal>, followedBy further: [ResolvedLayer<CertifiedReal>]
  ) throws(NetworkError) {
    let last = further.map { (layer: $0, count: Integer(1)) }
    switch try network.chain() {
    case .layers(let layers):
      try self.init(inputNorm: network.inputNorm, layers: layers.map { ($0, 1) } + last)
    case .repeated(let first, let then, let depth):
      guard let count = depth.exactValue?.asInteger else {
        throw .unsupported("the law of z needs a number as depth")
      }
      let runs = count.isZero ? [] : [(layer: first, count: Integer(1)), (then, count - 1)]
      try self.init(inputNorm: network.inputNorm, layers: runs + last)
    case .stationary(let layer):
      try self.init(inputNorm: network.inputNorm, layers: last, stationary: layer)
    }
  }

  /// The law after runs of equal layers, which follow the stationary law of a layer if that is given
  /// in place of the input.
  init(
    inputNorm: CertifiedReal, layers: [(layer: ResolvedLayer<CertifiedReal>, count: Integer)],
    stationary: ResolvedLayer<CertifiedReal>? = nil
  ) throws(NetworkError) {
    chain = try BiasedChain(inputNorm: inputNorm, layers: layers, stationary: stationary)
    store = Store()
    tail =
      chain.isStationary || chain.constant != nil || chain.stages.isEmpty
      ? nil : BinomialEvaluator(chain)
    guard chain.isStationary else { return }
    let first = chain.kinds[chain.stages[0]]
    let sigma = Rational(numerator: 9, nonzeroDenominator: 16)
    guard RealBall.one.subtracting(first.contraction(at: sigma), precision: 64).isCertainlyPositive
    else {
      throw .unsupported(
        "the stationary law is computed where its moment of order 9/16 is finite: the factor"
          + " E[(sw2 xi)^(9/16)] of a layer is not known to be below 1")
    }
  }

  /// The lines that were computed.
  fileprivate final class Store: Sendable {
    struct Entry {
      let order: Int
      let bits: Int
      let line: BiasedLine?
    }

    struct Contents {
      var lines: [Entry] = []
      var negativeMoments: [(bits: Int, values: [RealBall])] = []
      var sizes: ChainSizes?
    }

    let contents = Mutex(Contents())
  }

  /// The last stage of a law that is no constant.
  var lastStage: BiasedChain.Stage? {
    chain.constant == nil ? chain.stages.last.map { chain.kinds[$0] } : nil
  }

  /// True: z_L is a squared norm.
  public var isNonnegative: Bool { true }

  /// z_L itself where it is one number; else 0, if units of the last stage may be inactive, or
  /// none.
  public var pointMasses: [CertifiedReal] {
    if let constant = chain.constant { return [constant] }
    guard let kind = chain.stages.last else { return [] }
    return chain.kinds[kind].factors.contains { !$0.mixture.isSingle } ? [.zero] : []
  }

  /// 1 where z_L is one number; else the probability that a layer of the last stage is dead,
  /// enclosed.
  ///
  /// - Throws: ``NetworkError/noValue(_:)`` for an index without a point mass.
  public func mass(
    ofPointMass index: Int, precision: Precision
  ) throws(NetworkError) -> CertifiedReal {
    if chain.constant != nil { return .one }
    guard let kind = chain.stages.last, pointMasses.indices.contains(index) else {
      throw .noValue("the law has no point mass with the index \(index)")
    }
    return .enclosed(chain.kinds[kind].dead(precision: precision), precision: precision)
  }

  /// A value in closed form for x <= 0 and where z_L is one number; else by binomial expansions far
  /// to the right, by a power series near 0, and by a line of the Mellin transform between them.
  /// Unbounded where the sign of x, or for one number that of x - z_L, is not certain.
  ///
  /// - Throws: ``NetworkError/noValue(_:)`` for the density at a point mass or where it is
  ///   infinite, ``NetworkError/unsupported(_:)`` for a limit at 0 that is not computed, and where
  ///   the line would take too long or has no bound.
  public func value(
    of function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue {
    if let constant = chain.constant {
      return try atConstant(constant, function, x, precision: precision)
    }
    guard let sign = x.certainSign else { return LawValue(.unbounded, by: .mellinChain) }
    if sign <= 0 { return try outside(function, isZero: sign == 0, precision: precision) }
    if let value = try farRight(function, at: x, precision: precision) {
      return LawValue(value, by: .binomialChain)
    }
    if let value = try nearZero(function, at: x, precision: precision) {
      return LawValue(value, by: .mellinChain)
    }
    return LawValue(try inverse(function, at: x, precision: precision), by: .mellinChain)
  }

  private func atConstant(
    _ constant: CertifiedReal, _ function: LawFunction, _ x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue {
    guard let side = (x - constant).certainSign else {
      return LawValue(.unbounded, by: .closedForm)
    }
    switch function {
    case .density:
      if side == 0 {
        throw .noValue("z_L is \(constant) for certain: there is a point mass and no density")
      }
      return LawValue(.zero, by: .closedForm)
    case .cumulativeDistribution: return LawValue(side >= 0 ? .one : .zero, by: .closedForm)
    case .survival: return LawValue(side < 0 ? .one : .zero, by: .closedForm)
    }
  }

  /// At x <= 0.
  private func outside(
    _ function: LawFunction, isZero: Bool, precision: Precision
  ) throws(NetworkError) -> LawValue {
    let kind = chain.stages.last ?? 0
    let dead = chain.kinds[kind].dead(precision: precision)
    switch function {
    case .density:
      if !isZero { return LawValue(.zero, by: .closedForm) }
      guard pointMasses.isEmpty else {
        throw .noValue("z_L = 0 has a probability of its own: there is a point mass and no density")
      }
      return LawValue(try densityAtZero(precision: precision), by: .mellinChain)
    case .cumulativeDistribution:
      return LawValue(isZero ? dead : .zero, by: .closedForm)
    case .survival:
      guard isZero else { return LawValue(.one, by: .closedForm) }
      return LawValue(chain.alive(kind: kind, precision: precision), by: .closedForm)
    }
  }

  /// The limit of the density at 0 for linear layers: infinite below two degrees of freedom, 0 above.
  private func densityAtZero(precision: Precision) throws(NetworkError) -> RealBall {
    let stage = chain.kinds[chain.stages[chain.stages.count - 1]]
    let widths = stage.factors.flatMap {
      Array(repeating: $0.mixture.width, count: min($0.count, 2))
    }
    let least = widths.min() ?? 1
    if least > 2 { return .zero }
    if least == 1 || widths.filter({ $0 == 2 }).count > 1 {
      throw .noValue("the density is infinite at 0")
    }
    throw .unsupported(
      "the density's limit at 0 is E[1/(2 V)] of the variances V, which is not computed")
  }

  /// Values by a line, with more bits until there are enough.
  func inverse(
    _ function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> RealBall {
    let goal = precision.bits
    let place = x.ball(precision: precision + 64).approximateLogarithm
    let (order, loss) = store.contents.withLock { contents in
      ChainLine.choice(chain, at: place, bits: goal, sizes: &contents.sizes)
    }
    var bits = goal + 24 + loss
    var best = RealBall.unbounded
    for _ in 0..<8 {
      let line = try line(order: order, bits: bits)
      let wide = Precision(clamping: bits + 128)
      let logarithm = x.ball(precision: wide).logarithm(precision: wide)
      var value = line.value(
        of: function == .density ? .density : .survival, logarithm: logarithm)
      if function == .cumulativeDistribution {
        value = RealBall.one.subtracting(value, precision: Precision(clamping: bits + 32))
      }
      let accuracy = value.relativeAccuracyBits
      if accuracy >= goal - 4 { return value.rounded(to: precision + 16) }
      if line.isTooFine(for: logarithm) {
        return (best.isUnbounded || value.radius < best.radius ? value : best)
          .rounded(to: precision + 16)
      }
      let gain = accuracy == .min ? 0 : accuracy - max(best.relativeAccuracyBits, -(1 << 40))
      if !best.isUnbounded, gain < 8, accuracy != .min, best.relativeAccuracyBits > 0 {
        // More bits do not help: a parameter or x is not known better.
        return value.radius < best.radius ? value : best
      }
      best = value
      // Int.min where nothing is known.
      bits += accuracy > 0 ? goal - accuracy + 16 : bits / 2 - max(accuracy, -bits) + 16
    }
    return best
  }

  /// The line with at least so many bits, computed if it is not there.
  func line(order: Int, bits: Int) throws(NetworkError) -> BiasedLine {
    let found: Result<BiasedLine, NetworkError> = store.contents.withLock { contents in
      let usable = contents.lines.filter { $0.order == order && $0.bits >= bits }
      if let entry = usable.min(by: { $0.bits < $1.bits }) {
        return entry.line.map { .success($0) } ?? .failure(Self.noBound)
      }
      let rounded = (bits + 31) / 32 * 32
      let sizes = contents.sizes(of: chain, through: order + 14)
      let plan = ChainPlan(chain, order: order, bits: rounded, sizes: sizes)
      guard plan.cost < Self.largestCost else { return .failure(Self.tooLong(plan)) }
      let line = MellinChain(chain, plan: plan).line()
      contents.lines.append(Store.Entry(order: order, bits: rounded, line: line))
      return line.map { .success($0) } ?? .failure(Self.noBound)
    }
    return try found.get()
  }

  /// E[(V/least)^(-m/2)], m = 1, ..., count, of the last stage's variance to about so many bits after
  /// the point; nil where no bound was found.
  func negativeMoments(count: Int, bits: Int) throws(NetworkError) -> [RealBall]? {
    let found: Result<[RealBall]?, NetworkError> = store.contents.withLock { contents in
      let known = contents.negativeMoments.first { $0.bits >= bits && $0.values.count >= count }
      if let known { return .success(known.values) }
      let rounded = (bits + 31) / 32 * 32
      let sizes = contents.sizes(of: chain, through: 14)
      let plan = ChainPlan(chain, order: 0, bits: rounded, sizes: sizes)
      guard plan.cost < Self.largestCost else { return .failure(Self.tooLong(plan)) }
      let values = MellinChain(chain, plan: plan).negativeMoments(count: (count + 15) / 16 * 16)
      if let values { contents.negativeMoments.append((rounded, values)) }
      return .success(values)
    }
    return try found.get()
  }

  /// About the nanoseconds of the chain's line for the argument with this logarithm; 0 where it is
  /// there.
  func chainCost(at place: Double, bits goal: Int) -> Double {
    store.contents.withLock { contents in
      let (order, loss) = ChainLine.choice(
        chain, at: place, bits: goal, sizes: &contents.sizes)
      let bits = goal + 24 + loss
      if contents.lines.contains(where: { $0.order == order && $0.bits >= bits }) { return 0 }
      let sizes = contents.sizes(of: chain, through: order + 14)
      return ChainPlan(chain, order: order, bits: bits, sizes: sizes).cost
    }
  }

  /// About the nanoseconds that one line may take.
  private static var largestCost: Double { 3e11 }

  private static func tooLong(_ plan: ChainPlan) -> NetworkError {
    .unsupported(
      "the law with bias would take about \(Int(plan.cost / 6e10)) minutes here"
        + " (\(plan.finalCount) points of \(plan.bits) bits): ask for fewer digits or, for a value"
        + " at a point, for one where the law is larger")
  }

  private static var noBound: NetworkError {
    .unsupported("no bound was found for the law: a parameter is not known well enough")
  }
}

extension BiasedLaw.Store.Contents {
  fileprivate mutating func sizes(of chain: BiasedChain, through order: Int) -> ChainSizes {
    if let known = sizes, known.moments.first.map({ $0.count > order }) ?? true { return known }
    let fresh = ChainSizes(chain, through: order)
    sizes = fresh
    return fresh
  }
}

extension BiasedChain.Stage {
  /// The probability that one of the stage's layers is dead.
  func dead(precision: Precision) -> RealBall {
    let inner = precision + 32
    let parts = factors.filter { !$0.mixture.isSingle }
    if parts.count == 1, parts[0].count == 1 {
      return parts[0].mixture.dead(precision: precision)
    }
    // 1 - Π (1 - p)^n = -expm1(Σ n log1p(-p)).
    var sum = RealBall.zero
    for part in parts {
      let wide = inner + part.count.bitWidthOfCount
      sum = sum.adding(
        (-part.mixture.dead(precision: wide)).logarithmOnePlus(precision: wide)
          .multiplied(by: part.count, precision: wide), precision: inner)
    }
    return -sum.exponentialMinusOne(precision: precision)
  }
}
