import ArgumentParser
import LayerLaw

/// The options that describe the network, the same on every verb.
struct NetworkOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The width of the input and of every layer.", valueName: "N"))
  var width: FormulaArgument?

  @Option(
    help: ArgumentHelp(
      "The widths of the input and of each layer; gives the depth too.", valueName: "N0,N1,.."))
  var widths: FormulaArgument?

  @Option(help: ArgumentHelp("The number of layers, or inf: the stationary law.", valueName: "L"))
  var depth: FormulaArgument?

  @Option(
    help: ArgumentHelp(
      "relu, linear, leaky:SLOPE or dropout:KEEP (default: relu).", valueName: "activation"))
  var activation: String?

  @Option(
    help: ArgumentHelp("he, he-fan-out, lecun or glorot (default: he).", valueName: "scheme"))
  var weights: String?

  @Option(help: ArgumentHelp("The variance of a weight, instead of --weights.", valueName: "expr"))
  var weightVariance: FormulaArgument?

  @Option(help: ArgumentHelp("The variance of a bias (default: 0).", valueName: "expr"))
  var biasVariance: FormulaArgument?

  @Option(help: ArgumentHelp("The input's squared norm z_0 (default: 1).", valueName: "expr"))
  var inputNorm: FormulaArgument?

  @Option(help: ArgumentHelp("gaussian or orthogonal (default: gaussian).", valueName: "ensemble"))
  var ensemble: String?

  @Flag(help: "Share parameters at the start: ReLU layers that act as linear cores.")
  var shared = false

  @Option(help: ArgumentHelp("Read the network from a YAML file.", valueName: "file"))
  var network: String?

  /// The network options that were given, as they are written.
  private var given: [String] {
    var names: [String] = []
    if width != nil { names.append("--width") }
    if widths != nil { names.append("--widths") }
    if depth != nil { names.append("--depth") }
    if activation != nil { names.append("--activation") }
    if weights != nil { names.append("--weights") }
    if weightVariance != nil { names.append("--weight-variance") }
    if biasVariance != nil { names.append("--bias-variance") }
    if inputNorm != nil { names.append("--input-norm") }
    if ensemble != nil { names.append("--ensemble") }
    if shared { names.append("--shared") }
    return names
  }

  /// The network that the options describe, or nil when there are none.
  func description() throws -> NetworkDescription? {
    if let network {
      if let other = given.first {
        throw CommandFailure(
          .usage, "\(other) and --network exclude each other; the file describes the whole network")
      }
      return try NetworkFile.read(path: network)
    }
    guard let first = given.first else { return nil }
    if width != nil, widths != nil {
      throw CommandFailure(.usage, "--width and --widths exclude each other; give one of them")
    }
    if widths != nil, depth != nil {
      throw CommandFailure(.usage, "--widths gives the depth already; leave out --depth")
    }
    if width != nil, depth == nil {
      throw CommandFailure(.usage, "--width needs the depth; give --depth L, a number or a symbol")
    }
    guard width != nil || widths != nil else {
      throw CommandFailure(
        .usage,
        "\(first) needs the width; give --width N, a number or a symbol"
          + (depth == nil ? ", and --depth L" : ""))
    }
    return try build()
  }

  private func build() throws -> NetworkDescription? {
    let layer = try self.layer()
    let norm = try inputNorm?.expression(of: "--input-norm") ?? 1
    try Self.validate(norm, of: "--input-norm", in: inputNorm?.text) {
      NetworkDescription(inputWidth: 1, inputNorm: $0, architecture: .layers([]))
    }
    if let widths {
      let list = try Self.widths(widths)
      let layers = list.dropFirst().map { width in
        var layer = layer
        layer.width = width
        return layer
      }
      return NetworkDescription(
        inputWidth: list[0], inputNorm: norm, architecture: .layers(layers), isShared: shared)
    }
    guard let width else { return nil }
    var repeated = layer
    repeated.width = try Self.width(width, of: "--width")
    let architecture: NetworkDescription.Architecture =
      if let depth, depth.text != "inf" {
        .repeated(repeated, depth: try Self.depth(depth))
      } else {
        .stationary(repeated)
      }
    return NetworkDescription(
      inputWidth: repeated.width, inputNorm: norm, architecture: architecture, isShared: shared)
  }

  /// A layer of width 1 with the kind that the options give.
  private func layer() throws -> NetworkDescription.Layer {
    if weights != nil, weightVariance != nil {
      throw CommandFailure(
        .usage, "--weights and --weight-variance exclude each other; give one of them")
    }
    guard let ensemble = WeightEnsemble(rawValue: ensemble ?? "gaussian") else {
      throw CommandFailure(
        .usage, "--ensemble: unknown ensemble '\(ensemble ?? "")'; use gaussian or orthogonal")
    }
    var layer = NetworkDescription.Layer(width: 1, ensemble: ensemble)
    func check(_ option: String, _ text: String?) throws {
      try Self.validate(layer, of: option, in: text) {
        NetworkDescription(inputWidth: 1, architecture: .layers([$0]))
      }
    }
    if let activation {
      layer.activation = try Self.reading(activation, of: "--activation") {
        text throws(FormulaError) in try NetworkDescription.Activation(parsing: text)
      }
      let argument = activation.firstIndex(of: ":").map { activation[$0...].dropFirst() }
      try check("--activation", argument.map(String.init))
    }
    if let weights {
      layer.weights = try Self.reading(weights, of: "--weights") { text throws(FormulaError) in
        try NetworkDescription.Weights(parsing: text)
      }
    }
    if let weightVariance {
      layer.weights = .variance(try weightVariance.expression(of: "--weight-variance"))
      try check("--weight-variance", weightVariance.text)
    }
    if let biasVariance {
      layer.biasVariance = try biasVariance.expression(of: "--bias-variance")
      try check("--bias-variance", biasVariance.text)
    }
    return layer
  }
}
