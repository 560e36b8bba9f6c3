import BallArithmetic
import Multiprecision
import RandomNetworks
import TestSupport
import Testing

typealias ExactLaw = SignalLaw<CertifiedReal>

/// Laws as exact values: layers, products, mixtures, moments and their one form.
@Suite struct SignalLawTests {
  private func fraction(_ random: inout TestRandom) -> CertifiedReal {
    CertifiedReal(
      Rational(
        numerator: Integer(random.int(in: 1...12)),
        nonzeroDenominator: Integer(random.int(in: 1...12))))
  }

  private func layer(_ random: inout TestRandom) -> Layer<CertifiedReal> {
    let keep = CertifiedReal(
      Rational(numerator: Integer(random.int(in: 1...5)), nonzeroDenominator: 5))
    return Layer(
      width: CertifiedReal(random.choice([1, 1, 2, 2, 3, 4, 5, 8, 13])),
      activation: random.choice([.relu, .relu, .linear, .dropout(keep: keep)]),
      weights: .variance(fraction(&random)))
  }

  private func network(
    _ layers: [Layer<CertifiedReal>], norm: CertifiedReal
  ) throws -> ExactNetwork {
    try Network(inputWidth: CertifiedReal(3), inputNorm: norm, architecture: .layers(layers))
  }

  private func rational(_ top: Int, _ bottom: Int) -> CertifiedReal {
    CertifiedReal(Rational(numerator: Integer(top), nonzeroDenominator: Integer(bottom)))
  }

  /// Theory, section 4.
  @Test func twoLayersOfWidthTwo() throws {
    let law = try ExactNetwork.equal(2, depth: 2, weights: .variance(.one)).signalLaw()
    #expect(law.atom == rational(7, 16))
    let products = law.chiSquareProducts()
    #expect(products.map { $0.degreesOfFreedom } == [[1, 1], [1, 2], [2, 2]])
    #expect(products.map { $0.weight } == [rational(1, 4), rational(1, 4), rational(1, 16)])
    #expect(products.allSatisfy { $0.scale == .one })
    #expect(
      law.description
        == "7/16*point_mass(0) + 1/4*chi_square_product([1, 1], 1)"
        + " + 1/4*chi_square_product([1, 2], 1) + 1/16*chi_square_product([2, 2], 1)")
  }

  @Test func momentsAgreeWithTheRecursion() throws {
    var random = TestRandom(seed: 41)
    for _ in 0..<TestEffort.samples(60) {
      let layers = (0..<random.int(in: 0...5)).map { _ in layer(&random) }
      let network = try network(layers, norm: fraction(&random))
      let law = try network.signalLaw()
      #expect(law.atom == (try network.atom()), random.comment)
      for order in 0...6 {
        #expect(try law.moment(order) == network.moment(order), random.comment)
      }
    }
  }

  @Test(arguments: [(1, 1), (1, 6), (2, 5), (3, 4), (10, 7), (31, 3), (200, 2)])
  func equalLayersHaveOneTermMoreThanLayers(width: Int, depth: Int) throws {
    let network = try ExactNetwork.equal(width, depth: depth)
    let law = try network.signalLaw()
    let patterns = Set(
      law.chiSquareProducts().map { $0.degreesOfFreedom.count { $0 % 2 == 0 } })
    #expect(patterns == Set(width == 1 ? [0] : Array(0...depth)))
    #expect(try law.moment(3) == network.moment(3))
  }

  /// Weights are probabilities, and no two numbers of degrees of freedom of a product differ by more
  /// than 2 (Docs/Theory/SymbolicLaws.md, "Balanced products").
  @Test func balancedProductsAreAMixture() throws {
    var random = TestRandom(seed: 42)
    for _ in 0..<TestEffort.samples(40) {
      let layers = (0..<random.int(in: 1...4)).map { _ in layer(&random) }
      let law = try network(layers, norm: fraction(&random)).signalLaw()
      let products = law.chiSquareProducts()
      #expect(products.allSatisfy { $0.weight.certainSign == 1 }, random.comment)
      #expect(products.reduce(law.atom) { $0 + $1.weight } == .one, random.comment)
      for product in products {
        let degrees = product.degreesOfFreedom
        #expect(degrees.count == layers.count && degrees == degrees.sorted())
        #expect((degrees.first ?? 0) >= 1, random.comment)
        #expect((degrees.last ?? 0) - (degrees.first ?? 0) <= 2, random.comment)
      }
      #expect(Set(products.map { $0.degreesOfFreedom }).count == products.count, random.comment)
    }
  }

  /// The law put together again from its components, and from every choice of active units, is the
  /// same law: the form is unique.
  @Test func oneFormForEveryLaw() throws {
    var random = TestRandom(seed: 43)
    for _ in 0..<TestEffort.samples(30) {
      let layers = (0..<random.int(in: 1...3)).map { _ in layer(&random) }
      let norm = fraction(&random)
      let law = try network(layers, norm: norm).signalLaw()
      var components: [(weight: CertifiedReal, law: ExactLaw)] = [(law.atom, .zero)]
      for product in law.chiSquareProducts() {
        var own = ExactLaw.pointMass(at: product.scale)
        for k in product.degreesOfFreedom { own = own * (try .chiSquare(degreesOfFreedom: k)) }
        components.append((product.weight, own))
      }
      #expect(try ExactLaw.mixture(components) == law, random.comment)

      var all: [(weight: CertifiedReal, law: ExactLaw)] = [(.one, .pointMass(at: norm))]
      for layer in layers {
        let single = try network([layer], norm: .one)
        let mixture = try single.mixture().components()
        all = try all.flatMap { start -> [(weight: CertifiedReal, law: ExactLaw)] in
          try mixture.map { component -> (weight: CertifiedReal, law: ExactLaw) in
            let factor = try component.parts.first.map {
              try ExactLaw.chiSquare(degreesOfFreedom: $0.degreesOfFreedom, scale: $0.scale)
            }
            return (
              weight: start.weight * component.weight, law: start.law * (factor ?? .zero)
            )
          }
        }
      }
      #expect(try ExactLaw.mixture(all) == law, random.comment)
      // Another law is another value.
      #expect(law.scaled(by: CertifiedReal(2)) != law)
      if law.atom.isZero { continue }
      #expect(law * law != law)
    }
  }

  /// Layers act one after the other; independent factors in any order.
  @Test func layersActOnLaws() throws {
    var random = TestRandom(seed: 44)
    for _ in 0..<TestEffort.samples(30) {
      let layers = (0..<4).map { _ in layer(&random) }
      let norm = fraction(&random)
      let whole = try network(layers, norm: norm).signalLaw()
      var law = ExactLaw.pointMass(at: norm)
      for layer in layers {
        law = try law.pushedForward(through: layer, inputWidth: CertifiedReal(3))
      }
      #expect(law == whole, random.comment)
      let head = try network(Array(layers.prefix(2)), norm: .one).signalLaw()
      let tail = try network(Array(layers.suffix(2)), norm: .one).signalLaw()
      #expect((tail * head).scaled(by: norm) == whole, random.comment)
    }
  }

  @Test func sharedParametersAreOneChiSquareALayer() throws {
    let law = try ExactNetwork.equal(6, depth: 2, isShared: true).signalLaw()
    let products = law.chiSquareProducts()
    #expect(products.map { $0.degreesOfFreedom } == [[3, 3]])
    #expect(products.map { $0.scale } == [rational(1, 9)])
    #expect(law.atom == .zero)
  }

  @Test func pointMasses() throws {
    let input = try ExactNetwork.equal(3, depth: 0, norm: 5).signalLaw()
    #expect(input == ExactLaw.pointMass(at: CertifiedReal(5)))
    #expect(input.description == "1*point_mass(5)")
    #expect(try input.moment(3) == CertifiedReal(125))
    let dead = try ExactNetwork.equal(3, depth: 2, norm: 0).signalLaw()
    #expect(dead == .zero)
    #expect(dead.atom == .one)
    #expect(try ExactNetwork.equal(3, depth: 2, weights: .variance(.zero)).signalLaw() == .zero)
    let coin = try ExactLaw.mixture([(rational(1, 3), .zero), (rational(2, 3), input)])
    #expect(coin.pointMasses.map { $0.place } == [.zero, CertifiedReal(5)])
    #expect(coin.pointMasses.map { $0.weight } == [rational(1, 3), rational(2, 3)])
    #expect(throws: NetworkError.self) { try coin.densityTerms() }
  }

  /// A bias after point masses: a mixture with a scale for each.
  @Test func biasAtDepthOne() throws {
    let network = try ExactNetwork.equal(
      4, depth: 1, norm: 3, weights: .variance(rational(1, 2)), bias: Rational(1) / 5)
    let law = try network.signalLaw()
    #expect(law.chiSquareProducts().allSatisfy { $0.scale == rational(17, 10) })
    for order in 0...5 { #expect(try law.moment(order) == network.moment(order)) }
    let coin = try ExactLaw.mixture([
      (rational(1, 4), .zero), (rational(3, 4), .pointMass(at: CertifiedReal(3))),
    ])
    let layer = Layer<CertifiedReal>(
      width: CertifiedReal(4), weights: .variance(rational(1, 2)), biasVariance: rational(1, 5))
    let pushed = try coin.pushedForward(through: layer, inputWidth: CertifiedReal(4))
    #expect(
      Set(pushed.chiSquareProducts().map { $0.scale.exactValue }) == [
        Rational(17) / 10, Rational(1) / 5,
      ])
    #expect(pushed.atom == rational(1, 16))
    #expect(throws: NetworkError.self) {
      try pushed.pushedForward(through: layer, inputWidth: CertifiedReal(4))
    }
  }

  @Test func whatHasNoClosedForm() throws {
    #expect(throws: NetworkError.self) {
      try ExactNetwork.equal(3, depth: 2, bias: 1).signalLaw()
    }
    #expect(throws: NetworkError.self) {
      try ExactNetwork.equal(3, depth: 2, activation: .leakyReLU(slope: .one)).signalLaw()
    }
    #expect(throws: NetworkError.self) { try ExactNetwork.equal(200, depth: 1000).signalLaw() }
    #expect(throws: NetworkError.self) { try ExactLaw.chiSquare(degreesOfFreedom: 0) }
    #expect(throws: NetworkError.self) { try ExactLaw.mixture([(rational(1, 2), .zero)]) }
    #expect(throws: NetworkError.self) {
      try ExactLaw.mixture([(rational(3, 2), .zero), (rational(-1, 2), .pointMass(at: .one))])
    }
  }
}
