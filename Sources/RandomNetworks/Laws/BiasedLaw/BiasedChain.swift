internal import BallArithmetic
internal import Multiprecision

/// The law of z_L as a chain of stages. A stage starts from a variance V of the pre-activations,
/// which is a number for certain, or shift + slope y with the y = z of the stage before it; z is V
/// times independent factors xi of the stage's layers, only the first of which has a bias.
///
/// Docs/Theory/BiasedLaw.md, "The chain".
struct BiasedChain: Sendable {
  /// Equal factors xi of a stage.
  struct Factor: Sendable, Equatable {
    let mixture: ChiSquareMixture
    var count: Int
  }

  /// Powers of a positive number.
  struct Scale: Sendable, Equatable {
    let base: CertifiedReal
    var count: Int
  }

  enum Start: Sendable, Equatable {
    /// V is this positive number.
    case constant(CertifiedReal)
    /// V = shift + slope y, both positive.
    case affine(shift: CertifiedReal, slope: CertifiedReal)
  }

  struct Stage: Sendable, Equatable {
    let start: Start
    /// The weight variances of the stage's layers without bias.
    var scales: [Scale] = []
    /// At least one.
    var factors: [Factor]

    mutating func append(_ mixture: ChiSquareMixture, count: Int) {
      if let place = factors.firstIndex(where: { $0.mixture == mixture }) {
        factors[place].count += count
      } else {
        factors.append(Factor(mixture: mixture, count: count))
      }
    }

    /// The constant V, or the shift: the least V.
    var leastVariance: CertifiedReal {
      switch start {
      case .constant(let value): value
      case .affine(let shift, _): shift
      }
    }

    /// Over all layers, the least degrees of freedom.
    var leastDegreesOfFreedom: Int {
      factors.map(\.mixture.degreesOfFreedom.lowerBound).min() ?? 1
    }
  }

  /// The different stages.
  private(set) var kinds: [Stage] = []
  /// The stages in order, by kind; empty where z_L is a constant.
  private(set) var stages: [Int] = []
  /// z_L where it is a number for certain.
  private(set) var constant: CertifiedReal?
  /// Whether the first stage stands for the stationary law of its kind.
  private(set) var isStationary = false

  /// The most stages that are chained.
  static var largestDepth: Int { 20_000 }
  /// The greatest width of a layer in a chain.
  static var largestWidth: Int { 20_000 }

  init(
    inputNorm: CertifiedReal, layers: [(layer: ResolvedLayer<CertifiedReal>, count: Integer)],
    stationary: ResolvedLayer<CertifiedReal>? = nil
  ) throws(NetworkError) {
    var known: CertifiedReal? = inputNorm
    var open: Stage?
    var startsStationary = false
    if let stationary {
      let step = try BiasedStep(stationary)
      guard let mixture = step.mixture, !step.shift.isZero else {
        throw .unsupported("the stationary law is computed for Gaussian layers with a bias")
      }
      let factors = [Factor(mixture: mixture, count: 1)]
      known = nil
      if step.slope.isZero {
        open = Stage(start: .constant(step.shift), factors: factors)
      } else {
        startsStationary = true
        let stage = Stage(start: .affine(shift: step.shift, slope: step.slope), factors: factors)
        kinds = [stage]
        stages = [0]
        open = stage
      }
    }
    for (layer, count) in layers where count.isPositive {
      let step = try BiasedStep(layer)
      if step.shift.isZero {
        try appendUnbiased(step, count: count, &known, &open)
        if stages.isEmpty { startsStationary = false }
        continue
      }
      guard let machine = count.asInt, machine <= Self.largestDepth else {
        throw .unsupported(
          "the law with bias is chained through at most \(Self.largestDepth) layers, not \(count)")
      }
      // What comes before is forgotten without weights.
      let repetitions = step.slope.isZero ? 1 : machine
      for _ in 0..<repetitions {
        guard let mixture = step.mixture else {
          throw .unsupported(
            "with orthogonal weights and a bias the law of z is not computed; moments are available"
          )
        }
        var start = Start.affine(shift: step.shift, slope: step.slope)
        if step.slope.isZero {
          open = nil
          stages = []
          startsStationary = false
          start = .constant(step.shift)
        } else if let value = known {
          start = .constant(step.shift + step.slope * value)
        }
        known = nil
        if let stage = open { close(stage) }
        open = Stage(start: start, factors: [Factor(mixture: mixture, count: 1)])
      }
    }
    if let stage = open { close(stage) }
    constant = known
    isStationary = startsStationary
    guard stages.count <= Self.largestDepth else {
      throw .unsupported(
        "the law with bias is chained through at most \(Self.largestDepth) layers")
    }
  }

  private mutating func appendUnbiased(
    _ step: BiasedStep, count: Integer, _ known: inout CertifiedReal?, _ open: inout Stage?
  ) throws(NetworkError) {
    guard let machine = count.asInt, machine <= 1 << 40 else {
      throw .unsupported("the law is computed up to depth 2^40, not \(count)")
    }
    if step.slope.isZero {
      (known, open, stages) = (.zero, nil, [])
      return
    }
    guard let mixture = step.mixture else {
      if let value = known {
        let power = try NetworkError.translating { () throws(ArithmeticError) in
          try step.slope.power(machine)
        }
        known = value * power
      } else {
        open?.scales.append(Scale(base: step.slope, count: machine))
      }
      return
    }
    var rest = machine
    if let value = known {
      if value.isZero { return }
      guard value.certainSign == 1 else {
        throw .unsupported("the law of z needs a squared norm that is known to be 0 or positive")
      }
      open = Stage(
        start: .constant(step.slope * value), factors: [Factor(mixture: mixture, count: 1)])
      known = nil
      rest -= 1
    }
    if rest > 0 {
      open?.scales.append(Scale(base: step.slope, count: rest))
      open?.append(mixture, count: rest)
    }
  }

  private mutating func close(_ stage: Stage) {
    if let last = stages.last, kinds[last] == stage {
      stages.append(last)
    } else if let place = kinds.firstIndex(of: stage) {
      stages.append(place)
    } else {
      kinds.append(stage)
      stages.append(kinds.count - 1)
    }
  }
}

/// A layer's z = (shift + slope y) xi.
struct BiasedStep {
  let shift: CertifiedReal
  let slope: CertifiedReal
  /// The law of xi; nil where xi is 1.
  let mixture: ChiSquareMixture?

  init(_ layer: ResolvedLayer<CertifiedReal>) throws(NetworkError) {
    for (name, value) in [("weight", layer.weightVariance), ("bias", layer.biasVariance)]
    where !value.isZero && value.certainSign != 1 {
      throw .unsupported(
        "the law of z needs a \(name) variance that is known to be 0 or positive, not \(value)")
    }
    if layer.ensemble == .orthogonal {
      guard layer.biasVariance.isZero, layer.activation == .linear, try !layer.isContraction()
      else {
        throw .unsupported(
          "with orthogonal weights the law of z is known where they keep the norm: for shared"
            + " parameters or linear layers that do not get narrower, without bias; moments are"
            + " available")
      }
      (shift, slope, mixture) = (.zero, try layer.squaredGain(), nil)
      return
    }
    guard let width = layer.width.exactValue?.asInt, width <= BiasedChain.largestWidth else {
      throw .unsupported(
        "the law of z with bias is computed up to width \(BiasedChain.largestWidth), not"
          + " \(layer.width)")
    }
    let half = CertifiedReal(Rational(numerator: 1, nonzeroDenominator: 2))
    switch layer.activation {
    case .leakyReLU(let slope) where !slope.isZero:
      throw .unsupported(
        "the law of z with leaky units and a bias is not computed; moments are available")
    case .linear:
      mixture = ChiSquareMixture(width: width, activity: CertifiedReal(1))
      (shift, slope) = (layer.biasVariance, layer.weightVariance)
    case .relu, .leakyReLU:
      mixture = ChiSquareMixture(width: width, activity: half)
      (shift, slope) = (layer.biasVariance, layer.weightVariance)
    case .dropout(let keep):
      mixture = ChiSquareMixture(width: width, activity: keep * half)
      (shift, slope) = try NetworkError.translating { () throws(ArithmeticError) in
        let square = keep * keep
        return (
          try layer.biasVariance.divided(by: square), try layer.weightVariance.divided(by: square)
        )
      }
    }
  }
}
