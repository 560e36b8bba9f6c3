import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@testable import RandomNetworks

/// The law without bias by residues: values known otherwise.
@Suite struct ResidueSeriesTests {
  private let precision = Precision(clamping: 240)

  /// f(z) = K_0(sqrt z)/(4 pi sqrt z) + e^(-sqrt z)/(8 sqrt z) + K_0(sqrt z)/32 at N = L = 2.
  private func closedForm(_ z: Rational, precision: Precision) -> RealBall {
    let root = RealBall(z, precision: precision).squareRoot(precision: precision)
    let bessel = RealBall.besselK(.zero, root, precision: precision)
    let first = bessel.divided(by: RealBall.pi(precision: precision), precision: precision)
      .scaled(byPowerOfTwo: -2)
      .adding(
        (-root).exponential(precision: precision).scaled(byPowerOfTwo: -3), precision: precision
      )
      .divided(by: root, precision: precision)
    return first.adding(bessel.scaled(byPowerOfTwo: -5), precision: precision)
  }

  @Test func closedFormOfTwoLayersOfTwo() throws {
    let network = try ExactNetwork.equal(2, depth: 2, weights: .variance(.one))
    let law = try ResidueLaw(network)
    #expect(try network.atom() == CertifiedReal(Rational(7, 16)!))
    for text in ["1.7", "1", "1e-30", "1e-1000", "0.001", "25", "400", "3000"] {
      let z = try #require(Rational(text))
      let value = try law(.density, z, precision)
      expectAgreement(value, closedForm(z, precision: precision + 64), bits: 232, "\(text)")
    }
    let value = try law(.density, Rational("1.7")!, 120)
    #expect(value.decimal(digits: 31)?.text == "0.05157355541846881607333850820037")
  }

  @Test func referenceValues() throws {
    func expect(
      _ width: Int, _ depth: Int, _ variance: String, _ function: LawFunction, _ text: String
    ) throws {
      let law = try ResidueLaw(
        .equal(width, depth: depth, weights: .variance(.exact(Rational(variance)!))))
      let digits = text.split(separator: ".")[1].count + (text.hasPrefix("0.") ? 0 : 1) - 1
      let value = try law(function, .one, Precision(digits: digits + 3))
      let reference = RealBall(Rational(text)!, precision: 300)
        .addingError(Magnitude(upperBound: Rational("1e-\(digits)")!))
      expectAgreement(value, reference, bits: Int(Double(digits) * 3.3) - 4, "\(text)")
    }
    try expect(
      3, 2, "2/3", .density, "0.140993835846375183743116417427760051364714466112196540021")
    try expect(
      200, 1, "1/100", .density, "2.5176183238641165571079379457080307239756135571879")
    try expect(3, 2, "2/3", .cumulativeDistribution, "0.7698524386214280879263664837443")
    try expect(5, 1, "2/5", .cumulativeDistribution, "0.6191604897541919221372645677766")
  }

  /// One layer: sums over the chi-squares' densities and distributions.
  @Test func oneLayer() throws {
    var random = TestRandom(seed: 41)
    for _ in 0..<TestEffort.samples(40) {
      let width = random.choice([1, 2, 3, 4, 7, 16, 40])
      let activation = random.choice([
        Activation<CertifiedReal>.relu, .linear,
        .dropout(keep: .exact(Rational(Integer(random.int(in: 1...10)), 10)!)),
      ])
      let network = try ExactNetwork.equal(width, depth: 1, activation: activation)
      let product = try network.mellinProduct()
      let mixture = try #require(product.last?.mixture)
      let variance = try #require(product.last?.variance.exactValue)
      let x = random.choice([
        Rational("1e-40")!, Rational("1e-500")!, Rational(1, 7)!, .one, 3, 10, 60,
      ])
      let law = try ResidueLaw(network)
      let wide = precision + 64
      let weights = mixture.weights(precision: wide)
      let half = RealBall(try x.divided(by: 2 * variance), precision: wide)
      for function in LawFunction.allCases {
        var sum = RealBall.zero
        if function == .cumulativeDistribution { sum = weights[0] }
        for k in 1...width where !weights[k].isZero {
          let place = RealBall(k).scaled(byPowerOfTwo: -1)
          let own: RealBall
          switch function {
          case .density:
            own = half.power(
              Rational(numerator: Integer(k), nonzeroDenominator: 2), precision: wide
            )
            .multiplied(by: (-half).exponential(precision: wide), precision: wide)
            .multiplied(by: place.reciprocalGamma(precision: wide), precision: wide)
            .divided(by: RealBall(x, precision: wide), precision: wide)
          case .cumulativeDistribution:
            own = .regularizedLowerIncompleteGamma(place, half, precision: wide)
          case .survival:
            own = .regularizedUpperIncompleteGamma(place, half, precision: wide)
          }
          sum = sum.adding(weights[k].multiplied(by: own, precision: wide), precision: wide)
        }
        expectAgreement(
          try law(function, x, precision), sum, bits: 232,
          "width \(width) \(activation) \(function) at \(x); \(random.comment)")
      }
    }
  }

  /// Few narrow layers: a Meijer G function for each choice of the numbers of active units.
  @Test func meijerComponents() throws {
    var random = TestRandom(seed: 42)
    for _ in 0..<TestEffort.samples(12) {
      let depth = random.int(in: 2...3)
      var norm = Rational(Integer(random.int(in: 1...9)), Integer(random.int(in: 1...9)))!
      let layers = try (0..<depth).map { _ in
        let activation = random.choice([
          Activation<CertifiedReal>.relu, .linear,
          .dropout(keep: .exact(Rational(Integer(random.int(in: 1...10)), 10)!)),
        ])
        return Layer<CertifiedReal>(
          width: CertifiedReal(random.int(in: 1...4)), activation: activation,
          weights: .variance(
            .exact(try #require(Rational(Integer(random.int(in: 1...9)), 4)))))
      }
      let network = try ExactNetwork(
        inputWidth: CertifiedReal(3), inputNorm: .exact(norm), architecture: .layers(layers))
      let product = try network.mellinProduct()
      var components: [(weight: RealBall, degrees: [Int])] = [(.one, [])]
      let wide = precision + 64
      for factor in product.factors {
        for _ in 0..<(factor.count.asInt ?? 0) {
          norm *= 2 * (try #require(factor.variance.exactValue))
          let mixture = try #require(factor.mixture)
          let weights = mixture.weights(precision: wide)
          components = components.flatMap { component in
            mixture.degreesOfFreedom.map { k in
              (
                component.weight.multiplied(by: weights[k], precision: wide)
                  .multiplied(
                    by: RealBall(k).scaled(byPowerOfTwo: -1).reciprocalGamma(precision: wide),
                    precision: wide), component.degrees + [k]
              )
            }
          }
        }
      }
      let x = random.choice([Rational("1e-30")!, Rational(1, 3)!, 1, 8, 100])
      let u = try x.divided(by: norm)
      var sum = RealBall.zero
      for component in components {
        let meijer = try MeijerG(
          upper: [], [],
          lower: component.degrees.map { Rational(numerator: Integer($0), nonzeroDenominator: 2) },
          [])
        sum = sum.adding(
          try meijer.value(at: u, precision: wide).value
            .multiplied(by: component.weight, precision: wide), precision: wide)
      }
      sum = sum.divided(by: RealBall(x, precision: wide), precision: wide)
      let law = try ResidueLaw(network)
      expectAgreement(
        try law(.density, x, precision), sum, bits: 225,
        "\(product.factors) at \(x); \(random.comment)")
    }
  }
}

/// The series of a network, with its atom.
struct ResidueLaw {
  let series: LawResidueSeries
  let atom: CertifiedReal

  init(_ network: ExactNetwork) throws {
    series = try #require(LawResidueSeries(network.mellinProduct()))
    atom = try network.atom(precision: 4000)
  }

  func callAsFunction(
    _ function: LawFunction, _ x: Rational, _ precision: Precision
  ) throws -> RealBall {
    try series.value(of: function, at: .exact(x), atom: atom, precision: precision)
  }
}

/// Whether two enclosures can be of one number and both know it to so many bits.
func expectAgreement(
  _ value: RealBall, _ other: RealBall, bits: Int, _ comment: Comment,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(value.overlaps(other), comment, sourceLocation: sourceLocation)
  #expect(value.relativeAccuracyBits >= bits, comment, sourceLocation: sourceLocation)
  #expect(other.relativeAccuracyBits >= bits, comment, sourceLocation: sourceLocation)
}
