internal import Multiprecision

/// One signal on its way through layers that are drawn as it meets them.
///
/// The components are doubles over a common power of two, kept so that the largest is of the size
/// of 1: neither depth nor small variances leave the range of doubles.
struct SignalDraw {
  private var normals: NormalGenerator
  private let drawing: Simulation.Drawing
  private let isShared: Bool
  /// The signal, or with shared parameters before the first layer the core's input.
  private var signal: [Double] = []
  private var exponent = 0
  /// Whether all components are zero.
  private var isDead = false
  private var preactivations: [Double] = []
  /// Whether the signal holds both halves of a shared layer.
  private var isDoubled = false

  init(words: PhiloxGenerator, drawing: Simulation.Drawing, isShared: Bool) {
    normals = NormalGenerator(words)
    self.drawing = drawing
    self.isShared = isShared
  }

  /// Starts with the input of a squared norm whose components are all equal.
  ///
  /// Every law of weights here is invariant under rotations of the input, so that any other input
  /// of the same norm has the same law.
  mutating func start(width: Int, norm: ScaledDouble) {
    let even = norm.exponent & 1 == 0 ? norm.exponent : norm.exponent - 1
    let root = (norm.significand * ScaledDouble.powerOfTwo(norm.exponent - even)).squareRoot()
    signal = Array(repeating: root / Double(width).squareRoot(), count: width)
    exponent = even / 2
    isDoubled = false
    normalize()
  }

  /// |x|^2.
  var squaredNorm: ScaledDouble {
    ScaledDouble(signal.reduce(0) { $0 + $1 * $1 }, exponent: 2 * exponent)
  }

  /// x -> phi(W x + b).
  mutating func pass(_ layer: SimulatedLayer) {
    let isAlive = !isDead && !layer.scale.isZero
    // The linear part W x, in units of 2^reached.
    var reached = exponent + layer.scale.exponent
    if isAlive { multiply(layer) }
    if !layer.biasScale.isZero {
      let target = isAlive ? max(reached, layer.biasScale.exponent) : layer.biasScale.exponent
      let shrink = isAlive ? ScaledDouble.powerOfTwo(reached - target) : 0
      let scale =
        layer.biasScale.significand * ScaledDouble.powerOfTwo(layer.biasScale.exponent - target)
      if !isAlive { preactivations = Array(repeating: 0, count: layer.width) }
      for index in preactivations.indices {
        preactivations[index] = preactivations[index] * shrink + scale * normals.next()
      }
      reached = target
    } else if !isAlive {
      preactivations = Array(repeating: 0, count: layer.width)
    }
    exponent = reached
    activate(layer.unit)
    normalize()
  }

  /// One linear unit after the last layer, with the weights and bias of a row of the layer.
  mutating func output(_ layer: SimulatedLayer) -> ScaledDouble {
    var sum = 0.0
    let isAlive = !isDead && !layer.scale.isZero
    if isAlive {
      let core = self.core
      switch (drawing, layer.isOrthogonal) {
      case (.matrices, false):
        for component in core { sum += component * normals.next() }
      case (.vectors, false): sum = Self.length(core) * normals.next()
      case (_, true):
        // A row is a uniform direction.
        let row = normalNumbers(layer.inputWidth)
        for (component, weight) in zip(core, row) { sum += component * weight }
        sum /= Self.length(row)
      }
      sum *= layer.scale.significand
    }
    let reached = exponent + layer.scale.exponent
    guard !layer.biasScale.isZero else { return ScaledDouble(sum, exponent: reached) }
    let bias = layer.biasScale * normals.next()
    guard sum != 0 else { return bias }
    let target = max(reached, layer.biasScale.exponent)
    return ScaledDouble(
      sum * ScaledDouble.powerOfTwo(reached - target)
        + bias.significand * ScaledDouble.powerOfTwo(bias.exponent - target),
      exponent: target)
  }

  /// What the weights of the core see: the signal, or the difference of its halves when shared:
  /// [[W,-W],[-W,W]] = [W;-W] [I,-I].
  private var core: [Double] {
    guard isDoubled else { return signal }
    let half = signal.count / 2
    return (0..<half).map { signal[$0] - signal[half + $0] }
  }

  /// The product of a random matrix and the signal, but for the power of two of the scale.
  private mutating func multiply(_ layer: SimulatedLayer) {
    let core = self.core
    let scale = layer.scale.significand
    switch (drawing, layer.isOrthogonal) {
    case (.matrices, false):
      preactivations.removeAll(keepingCapacity: true)
      for _ in 0..<layer.width {
        var sum = 0.0
        for component in core { sum += component * normals.next() }
        preactivations.append(sum * scale)
      }
    case (.vectors, false):
      // Given x, the components of W x are independent with the variance of a weight times |x|^2.
      let length = Self.length(core) * scale
      preactivations.removeAll(keepingCapacity: true)
      for _ in 0..<layer.width { preactivations.append(length * normals.next()) }
    case (.matrices, true):
      preactivations = turned(core, in: layer.turnedWidth)
      preactivations.removeLast(layer.turnedWidth - layer.width)
      for index in preactivations.indices { preactivations[index] *= scale }
    case (.vectors, true):
      // Given x, Q x is uniform on the sphere through x.
      let direction = normalNumbers(layer.turnedWidth)
      let length = Self.length(core) * scale / Self.length(direction)
      preactivations = direction.prefix(layer.width).map { $0 * length }
    }
  }

  /// Q x for a Haar-distributed orthogonal Q, x filled up with zeros.
  ///
  /// Q = H_n ... H_2 S: reflections H_k of the last k coordinates that take a normal vector of R^k
  /// to the first of them, and independent signs S. The reflections are those that the QR
  /// decomposition of a normal matrix finds; with the signs Q is Haar-distributed (G. Stewart,
  /// 1980).
  private mutating func turned(_ vector: [Double], in width: Int) -> [Double] {
    var result = vector + Array(repeating: 0, count: width - vector.count)
    for index in result.indices where normals.words.next() & 1 == 1 {
      result[index] = -result[index]
    }
    guard width >= 2 else { return result }
    for dimension in 2...width {
      var mirror = normalNumbers(dimension)
      let length = Self.length(mirror)
      mirror[0] += mirror[0] < 0 ? -length : length
      let start = width - dimension
      var (product, square) = (0.0, 0.0)
      for (index, component) in mirror.enumerated() {
        product += component * result[start + index]
        square += component * component
      }
      let factor = 2 * product / square
      for (index, component) in mirror.enumerated() {
        result[start + index] -= factor * component
      }
    }
    return result
  }

  private mutating func normalNumbers(_ count: Int) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(count)
    for _ in 0..<count { numbers.append(normals.next()) }
    return numbers
  }

  private static func length(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  private mutating func activate(_ unit: SimulatedLayer.Unit) {
    if isShared {
      // The lower half of the weights and biases is minus the upper one.
      signal = preactivations.map { max($0, 0) } + preactivations.map { max(-$0, 0) }
      isDoubled = true
      return
    }
    switch unit {
    case .relu: signal = preactivations.map { max($0, 0) }
    case .linear: signal = preactivations
    case .leaky(let slope): signal = preactivations.map { $0 > 0 ? $0 : slope * $0 }
    case .dropout(let keep):
      signal.removeAll(keepingCapacity: true)
      for value in preactivations {
        let isKept = normals.words.nextUniform() < keep
        signal.append(isKept ? max(value, 0) / keep : 0)
      }
    }
  }

  /// Brings the largest component to the size of 1 when it is far from it.
  private mutating func normalize() {
    let largest = signal.reduce(0) { max($0, $1.magnitude) }
    isDead = largest == 0
    guard !isDead else {
      exponent = 0
      return
    }
    let shift = Int(largest.exponent)
    guard shift.magnitude > 32 else { return }
    // Two steps: the factor itself may be beyond the range of doubles.
    let (half, rest) = (shift / 2, shift - shift / 2)
    for index in signal.indices {
      signal[index] =
        signal[index] * ScaledDouble.powerOfTwo(-half) * ScaledDouble.powerOfTwo(-rest)
    }
    exponent += shift
  }
}
