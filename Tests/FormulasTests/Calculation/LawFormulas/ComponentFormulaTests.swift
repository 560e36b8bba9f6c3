import Formulas
import Multiprecision
import TestSupport
import Testing

/// `derive` of the laws of outputs, pre-activations and activations.
@Suite struct ComponentFormulaTests {
  private let x = Expression.symbol("x")

  private func network(
    _ width: String, _ depth: String, _ activation: String = "relu", variance: String? = nil,
    norm: String = "1", bias: String = "0", isShared: Bool = false
  ) throws -> NetworkDescription {
    let weights: NetworkDescription.Weights =
      try variance.map { .variance(try Expression(parsing: $0)) } ?? .he
    return NetworkDescription(
      inputWidth: try Expression(parsing: width), inputNorm: try Expression(parsing: norm),
      architecture: .repeated(
        .init(
          width: try Expression(parsing: width),
          activation: try NetworkDescription.Activation(parsing: activation), weights: weights,
          biasVariance: try Expression(parsing: bias)),
        depth: try Expression(parsing: depth)), isShared: isShared)
  }

  private func layers(_ texts: [(width: Int, activation: String)]) throws -> NetworkDescription {
    NetworkDescription(
      inputWidth: 3, inputNorm: try Expression(parsing: "5/4"),
      architecture: .layers(
        try texts.map {
          .init(
            width: .number($0.width),
            activation: try NetworkDescription.Activation(parsing: $0.activation))
        }))
  }

  private func derive(_ text: String, _ network: NetworkDescription) throws -> String {
    try Calculator(network: network).derive(Expression(parsing: text)).description
  }

  private func point(_ values: [String: Rational]) -> Grid.Point {
    Grid.Point(assignments: values.sorted { $0.key < $1.key }.map { .init(symbol: $0, value: $1) })
  }

  /// The formula for a symbol and for the number itself against the certified value, to 28 digits.
  private func expectAgreement(
    _ name: String, _ network: NetworkDescription, at values: [String: Rational],
    _ comment: Comment = ""
  ) throws {
    let quantity = Expression.call(name, [x])
    let place = try #require(values["x"])
    let expected = try #require(
      Rational(
        Calculator(network: network, digits: 30).evaluate(quantity, at: point(values))
          .decimal.text))
    let formulas = [quantity, quantity.substituting(["x": .number(place)])]
    for formula in try formulas.map(Calculator(network: network).derive) {
      let text = try Calculator(digits: 30).evaluate(formula, at: point(values)).decimal.text
      let found = try #require(Rational(text))
      let difference = ((found - expected) / expected).magnitude
      #expect(
        difference < Rational(1) / Rational(Integer(10).power(28)),
        "\(name), \(values): \(text) by \(formula) \(comment)")
    }
  }

  /// Theory, section 6 (Zavatone-Veth and Pehlevan, arXiv 2104.11734): one linear unit, and two ReLU
  /// units with the limit N(0,1).
  @Test func simpleCases() throws {
    let linear = try network("1", "1", "linear")
    #expect(try derive("output_density(x)", linear) == "besselk(0, abs(x))/pi")
    let relu = try network("2", "1")
    #expect(
      try derive("output_density(x)", relu) == "besselk(0, abs(x))/(2*pi) + e^-abs(x)/8")
    #expect(
      try derive("output_density(1-2*x)", relu)
        == "besselk(0, abs(2*x - 1))/(2*pi) + e^-abs(2*x - 1)/8")
    #expect(try derive("output_density(-3*x)", linear) == "besselk(0, 3*abs(x))/pi")
    #expect(
      try derive("activation_density(x)", network("2", "2"))
        == "besselk(0, x)/(2*pi) + e^-x/8")
    #expect(
      try derive("output_density(x)", network("6", "1", isShared: true))
        == "9*abs(x)*besselk(1, 3*abs(x))/pi")
  }

  /// The formula of a network without symbols holds for every x but 0, and proves identities.
  @Test func checkProves() throws {
    func verdict(_ left: String, _ right: String, _ network: NetworkDescription) throws -> Verdict {
      try Calculator(network: network).check(
        Expression(parsing: left), Expression(parsing: right)
      ).verdict
    }
    let relu = try network("2", "1")
    #expect(
      try verdict("output_density(x)", "besselk(0,abs(x))/(2*pi) + exp(-abs(x))/8", relu)
        == .proved)
    #expect(
      try verdict(
        "output_density(2*x)*pi", "besselk(0,abs(2*x))/2 + pi*exp(-2*abs(x))/8", relu) == .proved)
    #expect(
      try verdict("output_density(x)", "besselk(0,abs(x))/pi", network("1", "1", "linear"))
        == .proved)
    #expect(
      try verdict("preactivation_cdf(x)", "erfc(-x/sqrt(2))/2", network("2", "1")) == .proved)
    #expect(
      try verdict("output_density(x)", "besselk(0,abs(x))/(2*pi) + exp(-abs(x))/7", relu)
        == .refuted)
    // Its formula holds for x > 0 only, its value below is 0.
    #expect(
      try verdict("activation_density(x)", "besselk(0,x)/(2*pi) + exp(-x)/8", network("2", "2"))
        == .certified)
    #expect(
      try verdict(
        "activation_density(x)", "besselk(0,abs(x))/(2*pi) + exp(-abs(x))/8", network("2", "2"))
        == .refuted)
  }

  @Test(arguments: [
    ("1", "1", "relu"), ("3", "1", "relu"), ("4", "2", "relu"), ("2", "3", "relu"),
    ("5", "1", "linear"), ("3", "2", "linear"), ("3", "2", "dropout:2/3"),
  ])
  func agreesWithTheCertifiedLaw(width: String, depth: String, activation: String) throws {
    let network = try network(width, depth, activation, variance: "2/5", norm: "5/4")
    for name in ["output_density", "output_cdf", "preactivation_density", "preactivation_cdf"] {
      for place in [Rational(1) / 7, Rational(-2), Rational(13) / 3] {
        try expectAgreement(name, network, at: ["x": place])
      }
    }
    for name in ["activation_density", "activation_cdf"] {
      for place in [Rational(1) / 7, Rational(3)] {
        try expectAgreement(name, network, at: ["x": place])
      }
    }
  }

  @Test func unequalLayersAgree() throws {
    var random = TestRandom(seed: 61)
    for _ in 0..<TestEffort.samples(12) {
      let kinds = ["relu", "relu", "linear", "dropout:1/2"]
      let network = try layers(
        (0..<random.int(in: 1...3)).map { _ in
          (width: random.int(in: 1...4), activation: random.choice(kinds))
        })
      let place =
        Rational(numerator: Integer(random.int(in: 1...40)), nonzeroDenominator: 9)
        * random.choice([1, -1])
      let name = random.choice([
        "output_density", "output_cdf", "preactivation_density", "preactivation_cdf",
      ])
      try expectAgreement(name, network, at: ["x": place], random.comment)
    }
  }

  @Test func sharedParametersAgree() throws {
    let network = try network("4", "2", isShared: true)
    for name in ["output_density", "output_cdf", "activation_density", "activation_cdf"] {
      try expectAgreement(name, network, at: ["x": Rational(-3) / 2])
    }
  }

  /// Symbols as widths and variances: even powers of positive ones leave the root.
  @Test func symbolicParameters() throws {
    let wide = try network("N", "1")
    let variances = try network("3", "1", variance: "sw2", norm: "z0")
    #expect(
      try derive("preactivation_density(x)", variances)
        == "e^(-x^2/(2*sw2*z0))/(sqrt(pi)*sqrt(2)*sqrt(sw2*z0))")
    for place in [Rational(-5) / 3, Rational(1) / 2] {
      for name in ["output_density", "output_cdf"] {
        try expectAgreement(name, wide, at: ["x": place, "N": 4])
        try expectAgreement(
          name, variances, at: ["x": place, "sw2": Rational(2) / 3, "z0": Rational(3) / 5])
        try expectAgreement(
          name, network("N", "2", variance: "sw2"), at: ["x": place, "N": 2, "sw2": 3])
        try expectAgreement(
          name, network("3", "2", "dropout:q"), at: ["x": place, "q": Rational(2) / 3])
      }
    }
    for name in ["activation_density", "activation_cdf"] {
      try expectAgreement(
        name, network("2", "2", "dropout:q"), at: ["x": 2, "q": Rational(2) / 3])
    }
  }

  /// The variance itself may be a square of a symbol of unknown sign.
  @Test func signsOfSymbolsAreNotAssumed() throws {
    let network = try network("2", "1", variance: "t^2")
    let formula = try Calculator(network: network).derive(Expression(parsing: "output_density(x)"))
    for t in [Rational(3) / 2, Rational(-3) / 2] {
      let values = point(["x": Rational(-1) / 3, "t": t])
      let expected = try Calculator(network: network).evaluate(
        .call("output_density", [x]), at: values)
      #expect(try Calculator().evaluate(formula, at: values).decimal.text == expected.decimal.text)
    }
  }

  /// A scale whose leading coefficient is negative: 1 - q is positive, q - 1 is not.
  @Test func positiveScalesWithAMinus() throws {
    let network = try network("2", "1", variance: "1-q")
    for name in ["output_density", "output_cdf", "preactivation_density", "preactivation_cdf"] {
      try expectAgreement(name, network, at: ["x": Rational(-3) / 4, "q": Rational(1) / 3])
    }
  }

  /// The mean-field law has the output's variance.
  @Test func meanField() throws {
    #expect(
      try derive("mean_field_density(x)", network("N", "L"))
        == "sqrt(N)*e^(-N*x^2/4)/(2*sqrt(pi))")
    for place in [Rational(-5) / 3, Rational(1) / 2] {
      for name in ["mean_field_density", "mean_field_cdf"] {
        try expectAgreement(name, network("N", "2", bias: "1/3"), at: ["x": place, "N": 3])
      }
    }
  }

  /// Equal layers: one polynomial for each of the d (d + 1) Meijer G functions at most
  /// (Docs/Theory/SymbolicLaws.md, "As few functions as possible").
  @Test(arguments: [("6", "4"), ("50", "3"), ("200", "2")])
  func fewFunctionsForWideLayers(width: String, depth: String) throws {
    let wide = try network(width, depth)
    let formula = try Calculator(network: wide).derive(.call("density", [x]))
    guard case .sum(let terms) = formula.kind else {
      Issue.record("no sum: \(formula)")
      return
    }
    let layers = try #require(Int(depth))
    #expect(terms.count <= layers * (layers + 1))
    let at = point(["x": Rational(3) / 4])
    let expected = try Calculator(network: wide).evaluate(.call("density", [x]), at: at)
    #expect(try Calculator().evaluate(formula, at: at).decimal.text == expected.decimal.text)
  }

  @Test func biasInTheFirstLayer() throws {
    let single = try network("3", "1", bias: "sb2")
    let values: [String: Rational] = ["sb2": Rational(1) / 3, "x": Rational(-1) / 2]
    for name in ["preactivation_density", "preactivation_cdf"] {
      try expectAgreement(name, single, at: values)
    }
    try expectAgreement("activation_density", single, at: ["sb2": Rational(1) / 3, "x": 2])
    let file = NetworkDescription(
      inputWidth: 2,
      architecture: .layers([
        .init(width: 2, weights: .variance(1), biasVariance: 3), .init(width: 2),
      ]))
    for name in ["output_density", "output_cdf", "preactivation_density"] {
      let formula = try Calculator(network: file).derive(.call(name, [x]))
      let at = point(["x": Rational(-1) / 2])
      let expected = try Calculator(network: file, digits: 20).evaluate(.call(name, [x]), at: at)
      #expect(
        try Calculator(digits: 20).evaluate(formula, at: at).decimal.text == expected.decimal.text)
    }
  }

  @Test func atZero() throws {
    let relu = try network("2", "1")
    #expect(try derive("output_cdf(0)", relu) == "5/8")
    #expect(try derive("activation_cdf(0)", network("2", "2")) == "5/8")
    #expect(try derive("activation_cdf(-1)", relu) == "0")
    #expect(try derive("activation_density(-1)", relu) == "0")
    // E[(2 pi z/3)^(-1/2)].
    let linear = try network("3", "2", "linear")
    let formula = try Calculator(network: linear).derive(Expression(parsing: "output_density(0)"))
    let expected = try Calculator(network: linear).evaluate(
      Expression(parsing: "output_density(0)"))
    #expect(try Calculator().evaluate(formula).decimal.text == expected.decimal.text)
    #expect(try derive("preactivation_density(0)", relu) == "1/(sqrt(pi)*sqrt(2))")
  }

  @Test func whatHasNoClosedForm() throws {
    func message(_ text: String, _ network: NetworkDescription) -> String {
      do {
        return try derive(text, network)
      } catch {
        return "\(error)"
      }
    }
    let relu = try network("2", "1")
    let biased = try network("3", "1", bias: "1")
    #expect(message("output_density(x)", biased).contains("without bias"))
    #expect(message("output_density(x)", biased).contains("eval"))
    #expect(message("output_cdf(x)", try network("N", "L")).contains("number as depth"))
    #expect(message("output_density(x)", try network("3", "2", "leaky:1/5")).contains("leaky"))
    #expect(message("output_density(0)", relu).contains("point mass"))
    #expect(message("output_density(0)", try network("1", "1", "linear")).contains("infinite"))
    #expect(
      message("output_density(x)", try network("3", "1", norm: "0")).contains("0 for certain"))
    #expect(message("output_density(x)", try network("3", "0")).contains("depth is 0"))
    #expect(message("quantile(1/2)", relu).contains("solves cdf(x) = p"))
    let stationary = NetworkDescription(
      inputWidth: 3, architecture: .stationary(.init(width: 3, biasVariance: 1)))
    #expect(message("tail_exponent", stationary).contains("eval"))
    for name in ["joint_cdf([1,2])", "mean_field_distance", "log_normal_distance"] {
      #expect(message(name, relu).contains("no closed form"), "\(name)")
      #expect(message(name, relu).contains("eval"), "\(name)")
    }
  }

  @Test func notations() throws {
    let density = try Calculator(network: network("2", "1")).derive(
      Expression(parsing: "output_density(x)"))
    #expect(
      density.printed(as: .latex)
        == "\\frac{K_{0}\\left(\\left|x\\right|\\right)}{2 \\pi} + \\frac{e^{-\\left|x\\right|}}{8}"
    )
    #expect(
      density.printed(as: .sympy)
        == "besselk(0, Abs(Symbol('x')))/(2*pi) + E**-Abs(Symbol('x'))/8")
    #expect(
      density.printed(as: .mathematica) == "BesselK[0, Abs[x]]/(2*Pi) + E^-Abs[x]/8")
    #expect(
      density.printed(as: .pari) == "besselk(0, abs(x))/(2*Pi) + exp(1)^-abs(x)/8")
  }
}
