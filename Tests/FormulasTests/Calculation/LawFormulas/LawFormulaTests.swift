import Formulas
import Multiprecision
import RandomNetworks
import TestSupport
import Testing

/// `derive` of the law of z_L and of its functions.
@Suite struct LawFormulaTests {
  private let x = Expression.symbol("x")

  /// ReLU layers with a weight variance.
  private func relu(
    _ width: String, _ depth: String, variance: String? = nil, norm: String = "1",
    activation: NetworkDescription.Activation = .relu, bias: String = "0"
  ) throws -> NetworkDescription {
    let weights: NetworkDescription.Weights =
      try variance.map { .variance(try Expression(parsing: $0)) } ?? .he
    return NetworkDescription(
      inputWidth: try Expression(parsing: width), inputNorm: try Expression(parsing: norm),
      architecture: .repeated(
        .init(
          width: try Expression(parsing: width), activation: activation, weights: weights,
          biasVariance: try Expression(parsing: bias)),
        depth: try Expression(parsing: depth)))
  }

  private func derive(
    _ name: String, _ arguments: Expression..., of network: NetworkDescription
  ) throws -> Expression {
    try Calculator(network: network).derive(.call(name, arguments))
  }

  private func value(
    _ expression: Expression, _ values: [String: Rational] = [:], digits: Int = 40
  ) throws -> String {
    let point = Grid.Point(
      assignments: values.sorted { $0.key < $1.key }.map { .init(symbol: $0.key, value: $0.value) })
    return try Calculator(digits: digits).evaluate(expression, at: point).decimal.text
  }

  /// Theory, section 4: the closed form at N = L = 2.
  @Test func twoLayersOfWidthTwo() throws {
    let network = try relu("2", "2", variance: "1")
    let density = try derive("density", x, of: network)
    #expect(
      density.description
        == "besselk(0, sqrt(x))/(4*pi*sqrt(x)) + e^-sqrt(x)/(8*sqrt(x)) + besselk(0, sqrt(x))/32")
    #expect(
      density.printed(as: .latex)
        == "\\frac{K_{0}\\left(\\sqrt{x}\\right)}{4 \\pi \\sqrt{x}}"
        + " + \\frac{e^{-\\sqrt{x}}}{8 \\sqrt{x}}"
        + " + \\frac{K_{0}\\left(\\sqrt{x}\\right)}{32}")
    #expect(
      density.printed(as: .sympy)
        == "besselk(0, sqrt(Symbol('x')))/(4*pi*sqrt(Symbol('x')))"
        + " + E**-sqrt(Symbol('x'))/(8*sqrt(Symbol('x')))"
        + " + besselk(0, sqrt(Symbol('x')))/32")
    let known = "besselk(0,sqrt(x))/(4*pi*sqrt(x))+exp(-sqrt(x))/(8*sqrt(x))+besselk(0,sqrt(x))/32"
    let verdict = try Calculator().check(density, Expression(parsing: known)).verdict
    #expect(verdict == .proved)
    #expect(
      try derive("law", of: network).description
        == "7/16*point_mass(0) + 1/4*chi_square_product([1, 1], 1)"
        + " + 1/4*chi_square_product([1, 2], 1) + 1/16*chi_square_product([2, 2], 1)")
    #expect(
      try derive("survival", x, of: network).description
        == "meijerg([], [1], [0, 1/2, 1/2], [], x/4)/(4*pi) + e^-sqrt(x)/4"
        + " + besselk(1, sqrt(x))*sqrt(x)/16")
    #expect(
      try derive("mellin", .symbol("s"), of: network).description
        == "2^(2*s)*(gamma(s + 1)/4 + gamma((2*s + 1)/2)/(2*sqrt(pi)))^2")
    #expect(try derive("mellin", 0, of: network) == Expression(parsing: "9/16"))
  }

  @Test func typesetLaws() throws {
    let law = try derive("law", of: relu("2", "2", variance: "sw2", norm: "z0"))
    #expect(
      law.printed(as: .latex)
        == "\\frac{7}{16} \\delta_{0}"
        + " + \\frac{1}{4} \\mathcal{L}\\left(\\left(\\sigma_w^{2}\\right)^{2} z_0\\,"
        + "\\chi^{2}_{1} \\chi^{2}_{1}\\right)"
        + " + \\frac{1}{4} \\mathcal{L}\\left(\\left(\\sigma_w^{2}\\right)^{2} z_0\\,"
        + "\\chi^{2}_{1} \\chi^{2}_{2}\\right)"
        + " + \\frac{1}{16} \\mathcal{L}\\left(\\left(\\sigma_w^{2}\\right)^{2} z_0\\,"
        + "\\chi^{2}_{2} \\chi^{2}_{2}\\right)")
    // SymPy takes tuples as arguments of undefined functions, not lists.
    let shared = try derive("law", of: relu("3", "2", activation: .linear))
    #expect(
      shared.printed(as: .sympy)
        == "Function('chi_square_product')((3, 3), Rational(1, 9))")
    let single = try derive("density", x, of: relu("1", "3", variance: "1"))
    #expect(
      single.printed(as: .latex)
        == "\\frac{G^{3,0}_{0,3}\\!\\left(\\begin{matrix} - \\\\ 0, 0, 0 \\end{matrix}\\,"
        + "\\middle|\\,\\frac{x}{8}\\right)}{16 \\pi \\sqrt{2} \\sqrt{x} \\sqrt{\\pi}}")
  }

  /// At x = 1; the value at width 200 is mpmath's binomial sum of chi-square densities.
  @Test(arguments: [
    ("3", "2", "0.140993835846375183743116417427760051364714466112196540021"),
    ("200", "1", "2.5176183238641165571079379457080307239756135571879"),
  ])
  func referenceDensities(width: String, depth: String, expected: String) throws {
    let density = try derive("density", x, of: relu(width, depth))
    let digits = expected.count { $0.isNumber } - (expected.hasPrefix("0") ? 1 : 0)
    let found = try value(density, ["x": 1], digits: digits)
    #expect(found == expected, "\(digits) digits")
  }

  /// Widths, activations, weight variance, x, density and survival function, made by
  /// Tests/RandomNetworksTests/Data/generate-symbolic-laws.py from all choices of active units.
  private static let table = """
    4 relu 1/3 7/5 0.18595794935979345781794251241688 0.13991855970551445499471776452382
    7 relu 2/7 1/50 0.6710570254867191569071915285551 0.9736393939911181364728614306454
    3 dropout:1/3 5 2 0.015043673010297029981187481424486 0.36178264397102929974972484217743
    2,2 relu,relu 1 17/10 0.05157355541846881607333850820037 0.133711124443495528837090099384
    1,1 relu,relu 2 3 0.011757892356797345845987415678555 0.062155951972059282865801674007183
    3,5 relu,relu 1/4 2/3 0.18126491009053547632949756132508 0.097361272439682591135361081344207
    6,2 relu,linear 1/3 5 0.006234162756521178161443363079215 -
    5,4 linear,dropout:3/4 1/2 11 0.011353238029837370138077869888695 -
    3,4 linear,linear 1/3 1/7 0.82093939672195063902169300880345 -
    2,3,1 relu,relu,relu 1 1/2 0.08290381721054561972743155311804 -
    3,2,4 relu,linear,dropout:1/2 1/2 2 0.040307907206767869757731091213472 -
    """

  @Test(arguments: table.split(separator: "\n").map(String.init))
  func independentValues(line: String) throws {
    let fields = line.split(separator: " ").map(String.init)
    let variance = try Expression(parsing: fields[2])
    let layers = try zip(fields[0].split(separator: ","), fields[1].split(separator: ",")).map {
      NetworkDescription.Layer(
        width: try Expression(parsing: String($0)),
        activation: try NetworkDescription.Activation(parsing: String($1)),
        weights: .variance(variance))
    }
    let network = NetworkDescription(inputWidth: 2, architecture: .layers(layers))
    let point = try #require(Rational(fields[3]))
    for (name, text) in [("density", fields[4]), ("survival", fields[5])] where text != "-" {
      let formula = try derive(name, x, of: network)
      let found = try #require(Rational(value(formula, ["x": point], digits: 30)))
      let expected = try #require(Rational(text))
      let difference = ((found - expected) / expected).magnitude
      #expect(difference < Rational(1) / Rational(Integer(10).power(27)), "\(name), \(line)")
    }
  }

  /// The sum over the active units of each layer, for symbolic widths, and the balanced mixture are
  /// the same numbers.
  @Test(arguments: ["density", "cdf", "survival"], [("3", "1"), ("4", "2"), ("2", "3")])
  func symbolicWidthAgrees(name: String, size: (width: String, depth: String)) throws {
    let symbolic = try derive(name, x, of: relu("N", size.depth, variance: "sw2", norm: "z0"))
    let numeric = try derive(
      name, x, of: relu(size.width, size.depth, variance: "2/3", norm: "5/4"))
    let mixed = try derive(
      name, x, of: relu(size.width, size.depth, variance: "sw2", norm: "z0"))
    for point in [Rational(1) / 50, 1, 7] {
      let values: [String: Rational] = [
        "N": try #require(Rational(size.width)), "sw2": Rational(2) / 3, "z0": Rational(5) / 4,
        "x": point,
      ]
      let expected = try value(numeric, ["x": point])
      #expect(try value(symbolic, values) == expected)
      #expect(try value(mixed, values) == expected)
    }
  }

  @Test func mellinIsTheMoment() throws {
    for (width, depth) in [("3", "2"), ("N", "L"), ("5", "L")] {
      let network = try relu(width, depth, variance: "sw2", norm: "z0")
      let mellin = try derive("mellin", .symbol("s"), of: network)
      let moment = try derive("moment", 3, of: network)
      let values: [String: Rational] = ["N": 4, "L": 3, "sw2": Rational(2) / 7, "z0": 3]
      #expect(
        try value(mellin, values.merging(["s": 3]) { $1 }) == value(moment, values))
    }
    let linear = try derive(
      "mellin", .symbol("s"), of: relu("N", "L", variance: "1", activation: .linear))
    #expect(linear.description == "2^(L*s)*(gamma((N + 2*s)/2)/gamma(N/2))^L")
  }

  /// An integral of the density is a difference of the distribution function.
  @Test func densityIsTheDerivative() throws {
    let network = try relu("2", "2")
    let integral = try Calculator(network: network).derive(
      .iterated(.integral, .call("density", [.symbol("t")]), over: "t", from: 1, through: 3))
    let difference =
      try derive("cdf", 3, of: network) - derive("cdf", 1, of: network)
    #expect(try value(integral, digits: 20) == value(difference, digits: 20))
  }

  @Test func functionsInsideFormulas() throws {
    let calculator = Calculator(network: try relu("2", "2", variance: "1"))
    #expect(
      try calculator.derive(Expression(parsing: "2*mellin(1)/mellin(2)")).description == "8/49")
    // The index of a sum of the formula is not caught by the law's own sum.
    let nested = try Calculator(network: relu("N", "1", variance: "1")).derive(
      .iterated(.sum, .call("survival", [.symbol("k")]), over: "k", from: 1, through: 2))
    let first = try derive("survival", 1, of: relu("3", "1", variance: "1"))
    let second = try derive("survival", 2, of: relu("3", "1", variance: "1"))
    #expect(try value(nested, ["N": 3]) == value(first + second))
  }

  @Test func dropoutWithASymbol() throws {
    let symbolic = try relu("3", "2", activation: .dropout(keep: .symbol("q")))
    let numeric = try relu("3", "2", activation: .dropout(keep: try Expression(parsing: "3/5")))
    for name in ["density", "survival"] {
      #expect(
        try value(derive(name, x, of: symbolic), ["q": Rational(3) / 5, "x": 2])
          == value(derive(name, x, of: numeric), ["x": 2]))
    }
  }

  @Test func biasAtDepthOne() throws {
    let network = try relu("2", "1", variance: "sw2", norm: "z0", bias: "sb2")
    let density = try derive("density", x, of: network)
    let known = try Expression(
      parsing: "exp(-x/(2*v))*(1/(8*v) + 1/(2*sqrt(2*pi*x*v)))")
    let scale = try Expression(parsing: "sw2*z0+sb2")
    let values: [String: Rational] = [
      "sw2": 2, "sb2": Rational(1) / 3, "z0": Rational(3) / 2, "x": 5,
    ]
    #expect(try value(density, values) == value(known.substituting(["v": scale]), values))
  }

  @Test func atAndBelowZero() throws {
    let network = try relu("2", "2")
    #expect(try derive("density", .number(-1), of: network) == 0)
    #expect(try derive("cdf", .number(-1), of: network) == 0)
    #expect(try derive("survival", .number(-1), of: network) == 1)
    #expect(try derive("cdf", 0, of: network) == Expression(parsing: "7/16"))
    #expect(try derive("survival", 0, of: network) == Expression(parsing: "9/16"))
  }

  @Test func whatHasNoClosedForm() throws {
    func message(_ name: String, _ argument: Expression?, _ network: NetworkDescription) -> String {
      do {
        _ = try Calculator(network: network).derive(.call(name, argument.map { [$0] } ?? []))
        return "none"
      } catch {
        return "\(error)"
      }
    }
    #expect(message("density", x, try relu("3", "2", bias: "1")).contains("depth 1 only"))
    #expect(message("law", nil, try relu("3", "2", bias: "1")).contains("depth 1 only"))
    #expect(
      message("density", x, try relu("3", "2", activation: .leakyReLU(slope: 1)))
        .contains("leaky"))
    #expect(message("density", x, try relu("N", "L")).contains("number as depth"))
    #expect(message("density", x, try relu("200", "10")).contains("10901 terms"))
    #expect(message("density", 0, try relu("2", "2")).contains("x > 0"))
    #expect(message("density", x, try relu("2", "0", norm: "3")).contains("z_L is 3"))
    #expect(message("density", x, try relu("2", "2", norm: "0")).contains("0 for certain"))
    #expect(message("mellin", .number(-1), try relu("2", "2")).contains("infinite"))
    #expect(message("density", x, try relu("3", "1000")).contains("50 layers"))
    #expect(try derive("law", of: relu("3", "0", norm: "2")).description == "point_mass(2)")
    // A single wide layer is a sum; a deep law of wide layers one for each layer.
    #expect(
      try derive("density", x, of: relu("500", "1")).description.hasPrefix("sum(binomial(500"))
    #expect(try derive("law", of: relu("200", "3")).description.contains("[k_1, k_2, k_3]"))
  }

  /// Laws as values, multiplied and mixed, print and have densities.
  @Test func lawsAsValues() throws {
    let half = CanonicalForm(Rational(1) / 2)
    let one = try SignalLaw<CanonicalForm>.chiSquare(
      degreesOfFreedom: 3, scale: CanonicalForm(variable: "c"))
    let two = try SignalLaw<CanonicalForm>.chiSquare(degreesOfFreedom: 2)
    let law = try SignalLaw.mixture([(half, one * two), (half, .pointMass(at: .zero))])
    // chi-square(3) times chi-square(2) is balanced already.
    #expect(
      law.expression.description == "1/2*point_mass(0) + 1/2*chi_square_product([2, 3], c)")
    #expect(
      try value(law.density(at: x), ["x": 2, "c": 3])
        == value(
          try Expression(parsing: "exp(-sqrt(2/3))/12"), [:]))
    #expect(throws: CalculationError.self) {
      try SignalLaw.pointMass(at: CanonicalForm.one).density(at: x)
    }
  }
}
