public import BallArithmetic
internal import Multiprecision

/// Random networks drawn one after the other, a signal sent through each.
///
/// Every sample is a new network: weights and biases are drawn, one input of the network's squared
/// norm is propagated in doubles, and |x_L|^2 and one linear output unit are kept. The input's
/// components are all equal; the laws of the weights are invariant under rotations, so that
/// nothing depends on it. The numbers depend on the seed only, not on the number of threads.
///
/// ```swift
/// let simulation = try Simulation(network, samples: 100_000, seed: 1)
/// let signals = try await simulation.run()
/// let test = try await signals.norms.tested(against: network.law())
/// ```
public struct Simulation: Sendable {
  /// How much of a network is drawn. Both give signals of the same law.
  public enum Drawing: String, Sendable, CaseIterable {
    /// Every entry of every matrix. A Haar-distributed matrix is drawn as a product of Householder
    /// reflections; with shared parameters the signal is that of the ReLU network with the
    /// weights [[W,-W],[-W,W]].
    case matrices
    /// Given the signal x before a layer, W x alone: independent normal components of variance
    /// sigma^2 |x|^2, or for orthogonal weights a uniform direction. For a network whose matrices
    /// would take too long.
    case vectors
  }

  /// The number of networks that are drawn, within ``sampleRange``.
  public let samples: Int
  /// What the random numbers start from: equal seeds give equal signals.
  public let seed: UInt64
  /// How much of each network is drawn.
  public let drawing: Drawing

  private let inputWidth: Int
  private let inputNorm: ScaledDouble
  private let isShared: Bool
  /// The first layer, the one that follows it again and again, or a list.
  private let layers: Layers
  private let outputLayer: SimulatedLayer?

  private enum Layers: Sendable {
    case list([SimulatedLayer])
    case repeated(first: SimulatedLayer, then: SimulatedLayer, count: Int)

    var count: Int {
      switch self {
      case .list(let layers): layers.count
      case .repeated(_, _, let count): count
      }
    }

    subscript(index: Int) -> SimulatedLayer {
      switch self {
      case .list(let layers): layers[index]
      case .repeated(let first, let then, _): index == 0 ? first : then
      }
    }

    /// The sum of a figure over all layers.
    func sum(_ figure: (SimulatedLayer) -> Double) -> Double {
      switch self {
      case .list(let layers): layers.reduce(0) { $0 + figure($1) }
      case .repeated(let first, let then, let count):
        count == 0 ? 0 : figure(first) + Double(count - 1) * figure(then)
      }
    }
  }

  /// The samples that fit in a moderate amount of memory.
  public static let sampleRange = 1...10_000_000

  /// The normal numbers up to which matrices are drawn where the caller leaves the choice: some
  /// ten seconds of one processor.
  public static let matrixBudget = 2e9

  /// The normal numbers that a simulation takes at most: hours.
  static let largestBudget = 1e13

  /// - Parameter drawing: nil for matrices within ``matrixBudget``, else vectors.
  /// - Throws: ``NetworkError/invalidParameter(_:)`` for a number of samples outside
  ///   ``sampleRange``; ``NetworkError/unsupported(_:)`` for infinite depth, for parameters that
  ///   no double holds, and for a simulation that would never end.
  public init(
    _ network: Network<CertifiedReal>, samples: Int, seed: UInt64, drawing: Drawing? = nil
  ) throws(NetworkError) {
    guard Self.sampleRange.contains(samples) else {
      throw .invalidParameter(
        "the number of samples must be from \(Self.sampleRange.lowerBound) to"
          + " \(Self.sampleRange.upperBound), not \(samples)")
    }
    let layers: Layers
    switch try network.chain() {
    case .layers(let list):
      var simulated: [SimulatedLayer] = []
      for layer in list { simulated.append(try SimulatedLayer(layer)) }
      layers = .list(simulated)
    case .repeated(let first, let then, let depth):
      guard let count = depth.exactValue?.asInt else {
        throw .unsupported("a network is simulated to a depth that is a number, not \(depth)")
      }
      layers = .repeated(
        first: try SimulatedLayer(first), then: try SimulatedLayer(then), count: count)
    case .stationary:
      throw .unsupported(
        "a network of infinite depth cannot be drawn; give a finite depth, whose law tends to the"
          + " stationary one")
    }
    let output = layers.count == 0 ? nil : try SimulatedLayer(try network.outputLayer())
    func cost(_ drawing: Drawing) -> Double {
      // A signal has to be carried even where nothing is drawn.
      Double(samples) * layers.sum { $0.normalCount(of: drawing) + 1 }
    }
    let chosen = drawing ?? (cost(.matrices) <= Self.matrixBudget ? .matrices : .vectors)
    guard cost(chosen) <= Self.largestBudget else {
      throw .unsupported(
        "\(samples) samples of this network take more than \(Int(Self.largestBudget)) random"
          + " numbers; take fewer samples or a smaller network")
    }
    self.samples = samples
    self.seed = seed
    self.drawing = chosen
    self.layers = layers
    outputLayer = output
    isShared = network.isShared
    inputNorm = try SimulatedLayer.scaled(
      network.inputNorm, "the input's squared norm", rooted: false)
    guard let width = network.inputWidth.exactValue?.asInt,
      width <= Network<CertifiedReal>.largestLawWidth
    else {
      throw .unsupported(
        "a network is simulated with widths up to \(Network<CertifiedReal>.largestLawWidth),"
          + " not \(describe(network.inputWidth))")
    }
    inputWidth = network.isShared ? width / 2 : width
  }

  /// The samples of one block, drawn from one stream of the generator.
  static let blockSize = 128

  /// Draws the networks.
  ///
  /// - Parameters:
  ///   - concurrency: the number of blocks under way at a time.
  ///   - progress: called with the number of samples done and their total.
  /// - Throws: `CancellationError` when the task is cancelled.
  public func run(
    concurrency: Int = 8, progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> SimulatedSignals {
    let blockCount = (samples + Self.blockSize - 1) / Self.blockSize
    var norms = Array(repeating: ScaledDouble.zero, count: samples)
    var outputs = outputLayer == nil ? nil : norms
    try await withThrowingTaskGroup(of: (Int, [(ScaledDouble, ScaledDouble)]).self) { group in
      var next = 0
      func startNext() {
        guard next < blockCount else { return }
        let block = next
        next += 1
        group.addTask { (block, try draw(block: block)) }
      }
      for _ in 0..<max(1, concurrency) { startNext() }
      var done = 0
      for try await (block, values) in group {
        for (index, value) in values.enumerated() {
          norms[block * Self.blockSize + index] = value.0
          outputs?[block * Self.blockSize + index] = value.1
        }
        done += values.count
        progress(done, samples)
        startNext()
      }
    }
    let tolerance = relativeRoundingError
    return SimulatedSignals(
      norms: SimulatedSample(values: norms, relativeRoundingError: tolerance),
      outputs: outputs.map { SimulatedSample(values: $0, relativeRoundingError: tolerance) },
      drawing: drawing)
  }

  private func draw(block: Int) throws -> [(ScaledDouble, ScaledDouble)] {
    var signal = SignalDraw(
      words: PhiloxGenerator(seed: seed, stream: UInt64(block)), drawing: drawing,
      isShared: isShared)
    let first = block * Self.blockSize
    var values: [(ScaledDouble, ScaledDouble)] = []
    values.reserveCapacity(Self.blockSize)
    for _ in first..<min(first + Self.blockSize, samples) {
      signal.start(width: inputWidth, norm: inputNorm)
      for index in 0..<layers.count {
        if index & 63 == 0 { try Task.checkCancellation() }
        signal.pass(layers[index])
      }
      let norm = layers.count == 0 ? inputNorm : signal.squaredNorm
      let output: ScaledDouble = if let outputLayer { signal.output(outputLayer) } else { .zero }
      values.append((norm, output))
    }
    return values
  }

  /// About the relative error that the rounding of doubles leaves in a norm: sums of N products in
  /// each layer, where no cancellation meets the norm.
  private var relativeRoundingError: Double {
    let operations = layers.sum { 4 * Double($0.turnedWidth) + 16 }
    return min(0x1p-20, max(0x1p-40, 0x1p-51 * operations))
  }
}

/// What a simulation has found.
public struct SimulatedSignals: Sendable {
  /// |x_L|^2 of each network.
  public let norms: SimulatedSample
  /// A linear output unit of each network; nil at depth 0.
  public let outputs: SimulatedSample?
  /// How the networks were drawn.
  public let drawing: Simulation.Drawing
}

/// Numbers drawn independently from one law.
public struct SimulatedSample: Sendable {
  /// The numbers, in the order in which they were drawn.
  public let values: [ScaledDouble]
  /// About the relative error of a value: one as near as this to a point mass counts as there.
  public let relativeRoundingError: Double

  /// A sample of these numbers, with about the relative error that rounding left in each.
  public init(values: [ScaledDouble], relativeRoundingError: Double = 0) {
    self.values = values
    self.relativeRoundingError = relativeRoundingError
  }
}
