internal import Multiprecision
internal import RandomNetworks

/// The functions of the law of z_L, or of the square of an output or pre-activation, as formulas: the
/// law of a number times independent factors. Only the first layer may have a bias.
///
/// With numbers as widths the law is a mixture of balanced products of chi-squares, one Meijer G
/// function each (Docs/Theory/SymbolicLaws.md). With symbols among the widths, and where all units
/// are linear, every layer has its own sum over the number of active units.
struct LawFormulas {
  let canonicalizer: Canonicalizer
  let network: Network<CanonicalForm>
  let factors: [LayerFactor<CanonicalForm>]
  /// The name of the quantity, for messages.
  let name: String
  let range: SourceRange?
  /// The unit of the variable: its law is that of the number of these units.
  var unit = CanonicalForm.one
  /// The symbols that a sum may not run over.
  let usedSymbols: Set<String>
  /// The symbols that stand for positive numbers: widths, depth, variances and the norm.
  let positiveSymbols: Set<String>

  /// What the law is of.
  enum Subject {
    case squaredNorm
    /// The square of a scalar linear output.
    case squaredOutput
    /// The square of a pre-activation in the last layer.
    case squaredPreactivation
  }

  init(
    _ name: String, of description: NetworkDescription?, _ subject: Subject = .squaredNorm,
    argument: Expression?, range: SourceRange?
  ) throws {
    canonicalizer = Canonicalizer(network: description)
    self.name = name
    self.range = range
    network = try canonicalizer.symbolicNetwork(range: range, of: name)
    factors =
      switch subject {
      case .squaredNorm: try network.layerFactors()
      case .squaredOutput: try network.squaredOutputFactors()
      case .squaredPreactivation: try network.squaredPreactivationFactors()
      }
    usedSymbols = (description?.freeSymbols ?? []).union(argument?.freeSymbols ?? [])
    positiveSymbols = description?.positiveSymbols ?? []
  }

  private init(_ other: LawFormulas, factors: [LayerFactor<CanonicalForm>]) {
    canonicalizer = other.canonicalizer
    network = other.network
    self.factors = factors
    name = other.name
    range = other.range
    usedSymbols = other.usedSymbols
    positiveSymbols = other.positiveSymbols
  }

  /// Of the square of an output or pre-activation: the law of the squared norm before the unit.
  func withoutUnit() throws -> LawFormulas {
    var rest = factors
    guard let last = rest.popLast() else { return self }
    if last.count != .one {
      rest.append(
        LayerFactor(
          variance: last.variance, biasVariance: last.biasVariance, units: last.units,
          count: last.count - .one))
    }
    return LawFormulas(self, factors: rest)
  }

  /// The most coefficients of a closed form.
  static var largestTermCount: Int { 1200 }
  /// The most terms of a mixture, and of a function of one layer: beyond, a sum over the active units
  /// is shorter.
  static var largestMixtureCount: Int { 200 }
  /// The most chi-squares in a product.
  static var largestFactorCount: Int { 50 }

  /// One chi-square of a product: the number of active units of one layer.
  struct Layer {
    let units: LayerFactor<CanonicalForm>.Units
    /// What the sum of the layer runs over; nil for linear units.
    let index: String?

    var degreesOfFreedom: CanonicalForm {
      index.map { CanonicalForm(variable: $0) } ?? units.width
    }
  }

  /// Whether the variable is 0 for certain.
  var isDead: Bool {
    if factors.contains(where: { $0.variance.isZero && $0.biasVariance.isZero }) { return true }
    return network.inputNorm.isZero && factors.allSatisfy { $0.biasVariance.isZero }
  }

  /// Whether widths and depth are numbers.
  var isNumeric: Bool {
    factors.allSatisfy { factor in
      factor.count.exactValue != nil
        && (factor.units.map { $0.width.exactValue != nil } ?? true)
    }
  }

  /// What multiplies the product of chi-squares.
  func scale() throws -> CanonicalForm {
    var scale = network.inputNorm
    for factor in factors {
      scale =
        factor.biasVariance.isZero
        ? try scale * factor.variance.raised(to: factor.count)
        : factor.variance * scale + factor.biasVariance
    }
    return try scale.divided(by: unit)
  }

  /// The law of the same variable in units of the given size.
  func inUnits(of size: CanonicalForm) -> LawFormulas {
    var other = self
    other.unit = unit * size
    return other
  }

  /// The layers whose norm is random, one by one.
  func layers() throws -> [Layer] {
    var units: [LayerFactor<CanonicalForm>.Units] = []
    for factor in factors {
      guard let own = factor.units else { continue }
      guard let count = factor.count.exactValue else {
        throw CalculationError(
          .noAnswer, "\(name) has a closed form for a number as depth, not for a symbol",
          remedy: "derive 'mellin(s)', 'moment(m)' or 'output_moment(m)', which take a symbol",
          range: range)
      }
      guard let machine = count.asInt, machine <= Self.largestFactorCount - units.count else {
        throw CalculationError(
          .noAnswer, "\(name) is written out for up to \(Self.largestFactorCount) layers",
          range: range)
      }
      units += Array(repeating: own, count: machine)
    }
    let sums = units.filter { !$0.areAllActive }.count
    var taken = usedSymbols
    var number = 0
    return units.map { own in
      if own.areAllActive { return Layer(units: own, index: nil) }
      number += 1
      var index = sums == 1 ? "k" : "k_\(number)"
      while taken.contains(index) { index += "_" }
      taken.insert(index)
      return Layer(units: own, index: index)
    }
  }

  /// The number of terms of the balanced mixture, or a bit more, for numbers as widths.
  ///
  /// P_i has the degree sum floor((N_l - 1)/2), less 1 for each odd width beyond the even ones that
  /// must give an even number.
  func termCount(_ layers: [Layer]) -> Int {
    var (base, evenWidths) = (0, 0)
    for layer in layers {
      guard let width = layer.units.width.exactValue?.asInt, width <= 1 << 30 else { return .max }
      base += (width - 1) / 2
      if width % 2 == 0 { evenWidths += 1 }
    }
    return (0...layers.count).reduce(0) { total, i in
      total + max(0, base + 1 - max(0, i - evenWidths))
    }
  }

  /// Whether the law is written as a mixture of balanced products; else with a sum for each layer,
  /// as a single layer of great width is.
  ///
  /// - Throws: ``CalculationError`` for numbers as widths that give too many terms.
  func isWrittenByBalancedProducts(_ layers: [Layer]) throws -> Bool {
    guard isNumeric, layers.contains(where: { $0.index != nil }) else { return false }
    let count = termCount(layers)
    if layers.count == 1, count > Self.largestMixtureCount { return false }
    if count > Self.largestTermCount {
      let terms = count == .max ? "too many" : "\(count)"
      throw CalculationError(
        .noAnswer,
        "\(name) has \(terms) terms in closed form here; up to \(Self.largestTermCount) are"
          + " written out",
        remedy: "evaluate it instead, or give symbols as widths for a sum over the active units of"
          + " each layer", range: range)
    }
    return true
  }

  /// P(K = index) for each layer with a sum.
  func weights(_ layers: [Layer]) throws -> CanonicalForm {
    var product = CanonicalForm.one
    for layer in layers {
      guard let index = layer.index else { continue }
      let k = CanonicalForm(variable: index)
      let (width, activity) = (layer.units.width, layer.units.activity)
      product =
        try product * canonicalizer.function("binomial", [width, k])
        * activity.raised(to: k) * (.one - activity).raised(to: width - k)
    }
    return product
  }

  /// The law as a value, for numbers as widths and depth.
  func signalLaw() throws -> SignalLaw<CanonicalForm> {
    let law = try SignalLaw(norm: network.inputNorm, factors: factors)
    return unit == .one ? law : law.scaled(by: try CanonicalForm.one.divided(by: unit))
  }

  /// The sums over the active units of the layers, the last layer's innermost.
  func summed(_ body: Expression, _ layers: [Layer]) -> Expression {
    layers.reversed().reduce(body) { sum, layer in
      guard let index = layer.index else { return sum }
      return .iterated(
        .sum, sum, over: index, from: 1, through: layer.units.width.expression)
    }
  }

  /// Works with the indices of the sums known to be integers.
  func withIndices<Result>(_ layers: [Layer], _ work: () throws -> Result) rethrows -> Result {
    let integers = Assumptions.integerSymbols.union(layers.compactMap(\.index))
    return try Assumptions.$integerSymbols.withValue(integers) { try work() }
  }
}
