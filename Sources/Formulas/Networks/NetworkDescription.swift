internal import Multiprecision
public import RandomNetworks

/// A network as it is written: its parameters are formulas, in which symbols may stand.
///
/// The description becomes a ``Network`` of numbers at a point of a grid, and a network of closed
/// forms for a derivation.
public struct NetworkDescription: Sendable, Hashable {
  /// What a unit does with its pre-activation h, as in ``RandomNetworks/Activation``.
  public enum Activation: Sendable, Hashable {
    /// max(h, 0).
    case relu
    /// h.
    case linear
    /// h for h > 0, slope times h below.
    case leakyReLU(slope: Expression)
    /// ReLU whose unit is kept with a probability in (0, 1], and then scaled by its inverse.
    case dropout(keep: Expression)
  }

  /// How the variance of a weight follows from the widths, as in ``WeightScheme``.
  public enum Weights: Sendable, Hashable {
    /// The schemes of the same names of ``WeightScheme``.
    case he, heFanOut, leCun, glorot
    /// The variance itself, >= 0.
    case variance(Expression)
  }

  /// One fully-connected layer, its parameters being formulas.
  public struct Layer: Sendable, Hashable {
    /// The number of units, a positive integer.
    public var width: Expression
    /// What each unit does with its pre-activation.
    public var activation: Activation
    /// How the variance of a weight follows from the widths.
    public var weights: Weights
    /// The variance of a bias, >= 0; zero for none.
    public var biasVariance: Expression
    /// The law of the weight matrix.
    public var ensemble: WeightEnsemble

    /// A layer of ReLU units with He's weights and without bias unless said otherwise; parameters
    /// are checked by ``NetworkDescription/network(evaluating:)``.
    public init(
      width: Expression, activation: Activation = .relu, weights: Weights = .he,
      biasVariance: Expression = 0, ensemble: WeightEnsemble = .gaussian
    ) {
      self.width = width
      self.activation = activation
      self.weights = weights
      self.biasVariance = biasVariance
      self.ensemble = ensemble
    }

    /// Those that are not negative.
    var positiveParameters: [Expression] {
      if case .leakyReLU(let slope) = activation { return parameters.filter { $0 != slope } }
      return parameters
    }

    var parameters: [Expression] {
      var parameters = [width, biasVariance]
      switch activation {
      case .relu, .linear: break
      case .leakyReLU(let value), .dropout(let value): parameters.append(value)
      }
      if case .variance(let value) = weights { parameters.append(value) }
      return parameters
    }
  }

  /// The layers behind the input.
  public enum Architecture: Sendable, Hashable {
    /// Any layers, in order.
    case layers([Layer])
    /// The same layer, `depth` times; the depth is an integer >= 0.
    case repeated(Layer, depth: Expression)
    /// Infinite depth: the stationary law.
    case stationary(Layer)
  }

  /// The width N_0 of the input, a positive integer.
  public var inputWidth: Expression
  /// The squared norm z_0 of the input, >= 0.
  public var inputNorm: Expression
  /// The layers behind the input.
  public var architecture: Architecture
  /// Whether parameters are shared at the start, as in ``Network/isShared``.
  public var isShared: Bool

  /// A network with these parameters, which are checked by ``network(evaluating:)``; the squared
  /// norm of the input is 1 unless said otherwise.
  public init(
    inputWidth: Expression, inputNorm: Expression = 1, architecture: Architecture,
    isShared: Bool = false
  ) {
    self.inputWidth = inputWidth
    self.inputNorm = inputNorm
    self.architecture = architecture
    self.isShared = isShared
  }

  /// The symbols in the parameters.
  public var freeSymbols: Set<String> {
    parameters.reduce(into: []) { $0.formUnion($1.freeSymbols) }
  }

  private var parameters: [Expression] {
    let shared = [inputWidth, inputNorm]
    switch architecture {
    case .layers(let layers): return shared + layers.flatMap(\.parameters)
    case .repeated(let layer, let depth): return shared + layer.parameters + [depth]
    case .stationary(let layer): return shared + layer.parameters
    }
  }

  /// The symbols that stand for positive numbers where laws are written down: those in widths and
  /// depths, and those that are a variance, the input's norm or dropout's probability.
  var positiveSymbols: Set<String> {
    let layers =
      switch architecture {
      case .layers(let layers): layers
      case .repeated(let layer, _), .stationary(let layer): [layer]
      }
    var symbols = integerSymbols
    for parameter in [inputNorm] + layers.flatMap(\.positiveParameters) {
      if case .symbol(let name) = parameter.kind { symbols.insert(name) }
    }
    return symbols
  }

  /// The symbols that stand for widths and depths, which are positive integers.
  public var integerSymbols: Set<String> {
    var counts = [inputWidth]
    switch architecture {
    case .layers(let layers): counts += layers.map(\.width)
    case .repeated(let layer, let depth): counts += [layer.width, depth]
    case .stationary(let layer): counts.append(layer.width)
    }
    return counts.reduce(into: []) { $0.formUnion($1.freeSymbols) }
  }
}

extension NetworkDescription {
  /// The network, its parameters turned into numbers (or closed forms) by a function.
  public func network<Scalar: NetworkScalar>(
    evaluating value: (Expression) throws -> Scalar
  ) throws -> Network<Scalar> {
    func build(_ layer: Layer) throws -> RandomNetworks.Layer<Scalar> {
      let activation: RandomNetworks.Activation<Scalar> =
        switch layer.activation {
        case .relu: .relu
        case .linear: .linear
        case .leakyReLU(let slope): .leakyReLU(slope: try value(slope))
        case .dropout(let keep): .dropout(keep: try value(keep))
        }
      let weights: WeightScheme<Scalar> =
        switch layer.weights {
        case .he: .he
        case .heFanOut: .heFanOut
        case .leCun: .leCun
        case .glorot: .glorot
        case .variance(let variance): .variance(try value(variance))
        }
      return RandomNetworks.Layer(
        width: try value(layer.width), activation: activation, weights: weights,
        biasVariance: try value(layer.biasVariance), ensemble: layer.ensemble)
    }
    let built: Network<Scalar>.Architecture =
      switch architecture {
      case .layers(let layers): .layers(try layers.map(build))
      case .repeated(let layer, let depth): .repeated(try build(layer), depth: try value(depth))
      case .stationary(let layer): .stationary(try build(layer))
      }
    return try Network(
      inputWidth: try value(inputWidth), inputNorm: try value(inputNorm), architecture: built,
      isShared: isShared)
  }
}
