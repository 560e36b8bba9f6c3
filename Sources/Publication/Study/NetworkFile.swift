public import Formulas
internal import Yams

/// Networks written in YAML, with the names of the command line's options.
///
/// Equal layers, or Gaussian ReLU layers of given widths:
/// ```yaml
/// width: N
/// depth: 10            # or a symbol, or inf for the stationary law
/// bias-variance: 0.1   # exactly 1/10
/// ```
/// Layers that differ in kind:
/// ```yaml
/// input: {width: 3, norm: 1}
/// layers:
///   - {width: 8, activation: leaky:1/10}
///   - {width: 4, activation: linear, weight-variance: 1/4, bias-variance: sb2}
/// ```
public enum NetworkFile {
  /// The network that a text describes.
  ///
  /// - Parameter fileName: the name that errors give to the text.
  /// - Throws: ``StudyError`` that names the line, the key and the remedy.
  public static func read(
    text: String, fileName: String
  ) throws(StudyError) -> NetworkDescription {
    let reader = YAMLReader(fileName: fileName)
    return try network(reader.root(of: text), reader)
  }

  /// The network that a file describes.
  public static func read(path: String) throws(StudyError) -> NetworkDescription {
    try read(text: TextFile.read(path), fileName: path)
  }

  private static let layerKeys = [
    "width", "activation", "weights", "weight-variance", "bias-variance", "ensemble",
  ]
  private static let uniformKeys = [
    "width", "widths", "depth", "activation", "weights", "weight-variance", "bias-variance",
    "input-norm", "ensemble", "shared",
  ]

  static func network(_ node: Node, _ reader: YAMLReader) throws(StudyError) -> NetworkDescription {
    let fields = try reader.fields(
      of: node, owner: "the network", keys: uniformKeys + ["input", "layers"])
    if fields.has("layers") || fields.has("input") { return try differing(fields, reader) }
    return try uniform(fields, reader)
  }

  /// The form with `width` or `widths`.
  private static func uniform(
    _ fields: YAMLReader.Fields, _ reader: YAMLReader
  ) throws(StudyError) -> NetworkDescription {
    let norm = try expression(fields, "input-norm", default: 1)
    let isShared = try boolean(fields, "shared")
    if let node = fields["widths"] {
      try refuse(["width", "depth"], beside: "widths", fields, reader)
      var widths: [Expression] = []
      for item in try reader.list(node, "widths") {
        widths.append(try reader.expression(item, "a width"))
      }
      guard let input = widths.first, widths.count > 1 else {
        throw StudyError(
          "widths needs at least two widths", place: reader.place(of: node),
          remedy: "write [input width, width of layer 1, ...]")
      }
      var layers: [NetworkDescription.Layer] = []
      for width in widths.dropFirst() {
        layers.append(try layer(width, fields, reader))
      }
      return NetworkDescription(
        inputWidth: input, inputNorm: norm, architecture: .layers(layers), isShared: isShared)
    }
    let width = try reader.expression(
      fields.required("width", remedy: "write width: N, widths: [..] or layers: [..]"), "width")
    let depth = try fields.required("depth", remedy: "write depth: 10, depth: L or depth: inf")
    let repeated = try layer(width, fields, reader)
    let architecture: NetworkDescription.Architecture =
      try reader.text(depth, "depth") == "inf"
      ? .stationary(repeated)
      : .repeated(repeated, depth: try reader.expression(depth, "depth"))
    return NetworkDescription(
      inputWidth: width, inputNorm: norm, architecture: architecture, isShared: isShared)
  }

  /// The form with `input` and `layers`.
  private static func differing(
    _ fields: YAMLReader.Fields, _ reader: YAMLReader
  ) throws(StudyError) -> NetworkDescription {
    try refuse(
      uniformKeys.filter { $0 != "shared" }, beside: fields.has("layers") ? "layers" : "input",
      fields, reader)
    let node = try fields.required("layers", remedy: "write layers: [{width: 8}, {width: 4}]")
    let input = try reader.fields(
      of: fields.required("input", remedy: "write input: {width: 8}"), owner: "the input",
      keys: ["width", "norm"])
    var layers: [NetworkDescription.Layer] = []
    for item in try reader.list(node, "layers") {
      let fields = try reader.fields(of: item, owner: "a layer", keys: layerKeys)
      let width = try reader.expression(
        fields.required("width", remedy: "write width: 8"), "width")
      layers.append(try layer(width, fields, reader))
    }
    let width = try input.required("width", remedy: "write input: {width: 8}")
    return NetworkDescription(
      inputWidth: try reader.expression(width, "width"),
      inputNorm: try expression(input, "norm", default: 1),
      architecture: .layers(layers), isShared: try boolean(fields, "shared"))
  }

  private static func layer(
    _ width: Expression, _ fields: YAMLReader.Fields, _ reader: YAMLReader
  ) throws(StudyError) -> NetworkDescription.Layer {
    var layer = NetworkDescription.Layer(width: width)
    if let node = fields["activation"] {
      let text = try reader.text(node, "activation")
      do {
        layer.activation = try .init(parsing: text)
      } catch {
        // The range, if any, belongs to the argument after the colon.
        throw reader.error(from: FormulaError(error.message, remedy: error.remedy), in: node)
      }
    }
    if let node = fields["weights"] {
      try refuse(["weight-variance"], beside: "weights", fields, reader)
      let text = try reader.text(node, "weights")
      do {
        layer.weights = try .init(parsing: text)
      } catch {
        throw reader.error(from: error, in: node)
      }
    }
    if let node = fields["weight-variance"] {
      layer.weights = .variance(try reader.expression(node, "weight-variance"))
    }
    layer.biasVariance = try expression(fields, "bias-variance", default: 0)
    if let node = fields["ensemble"] {
      let text = try reader.text(node, "ensemble")
      switch text {
      case "gaussian": layer.ensemble = .gaussian
      case "orthogonal": layer.ensemble = .orthogonal
      default:
        throw StudyError(
          "unknown ensemble '\(text)'", place: reader.place(of: node),
          remedy: "use gaussian or orthogonal")
      }
    }
    return layer
  }

  private static func expression(
    _ fields: YAMLReader.Fields, _ key: String, default value: Expression
  ) throws(StudyError) -> Expression {
    guard let node = fields[key] else { return value }
    return try fields.reader.expression(node, key)
  }

  private static func boolean(_ fields: YAMLReader.Fields, _ key: String) throws(StudyError) -> Bool
  {
    guard let node = fields[key] else { return false }
    return try fields.reader.boolean(node, key)
  }

  private static func refuse(
    _ keys: [String], beside other: String, _ fields: YAMLReader.Fields, _ reader: YAMLReader
  ) throws(StudyError) {
    guard let key = fields.first(of: keys), let node = fields[key] else { return }
    throw StudyError(
      "\(key) cannot stand beside \(other)", place: reader.place(of: node),
      remedy: "keep one of the two")
  }
}
