import Algebra
import BallArithmetic
import Multiprecision
import RandomNetworks
import TestSupport
import Testing

/// A rational function as a network's number: powers have integer exponents.
struct SymbolicScalar: NetworkScalar {
  var function: RationalFunction

  init(_ function: RationalFunction) { self.function = function }
  init(_ value: Rational) { function = RationalFunction(value) }
  init(symbol name: String) { function = .variable(Variable(name)) }

  static func + (left: Self, right: Self) -> Self { .init(left.function + right.function) }
  static func - (left: Self, right: Self) -> Self { .init(left.function - right.function) }
  static func * (left: Self, right: Self) -> Self { .init(left.function * right.function) }

  func divided(by divisor: Self) throws(ArithmeticError) -> Self {
    .init(try function.divided(by: divisor.function))
  }
  func power(_ exponent: Int) throws(ArithmeticError) -> Self {
    .init(try function.power(exponent))
  }
  func raised(to exponent: Self) throws(ArithmeticError) -> Self {
    guard let count = exponent.exactValue?.asInt else {
      throw .outsideDomain("a power needs an integer exponent")
    }
    return try power(count)
  }
  var isZero: Bool { function.isZero }
  var exactValue: Rational? { function.constantValue }
  var certainSign: Int? { exactValue?.signum() }
}

/// The recursions in symbols, against the numbers they stand for.
@Suite struct SymbolicNetworkTests {
  static let n = SymbolicScalar(symbol: "N")
  static let sw2 = SymbolicScalar(symbol: "sw2")
  static let sb2 = SymbolicScalar(symbol: "sb2")
  static let z0 = SymbolicScalar(symbol: "z0")

  static func network(
    _ activation: Activation<SymbolicScalar>, depth: Int,
    ensemble: WeightEnsemble = .gaussian
  ) throws -> Network<SymbolicScalar> {
    try Network(
      inputWidth: n, inputNorm: z0,
      layer: Layer(
        width: n, activation: activation, weights: .variance(sw2), biasVariance: sb2,
        ensemble: ensemble),
      depth: SymbolicScalar(depth))
  }

  @Test(arguments: [WeightEnsemble.gaussian, .orthogonal], [0, 1, 3])
  func valuesOfSymbolicMoments(ensemble: WeightEnsemble, depth: Int) throws {
    let symbolic = try Self.network(.relu, depth: depth, ensemble: ensemble).moments(through: 3)
    var random = TestRandom(seed: 0x5eed_6)
    for _ in 0..<10 {
      let width = random.int(in: 1...12)
      let weight = Rational(random.int(in: 0...9)) / 7
      let bias = Rational(random.int(in: 0...9)) / 5
      let norm = Rational(random.int(in: 0...9)) / 3
      let numeric = try ExactNetwork(
        inputWidth: CertifiedReal(width), inputNorm: CertifiedReal(norm),
        layer: Layer(
          width: CertifiedReal(width), weights: .variance(CertifiedReal(weight)),
          biasVariance: CertifiedReal(bias), ensemble: ensemble),
        depth: CertifiedReal(depth)
      ).moments(through: 3, precision: 64)
      for (form, value) in zip(symbolic, numeric) {
        let at = try form.function.evaluated(
          at: ["N": Rational(width), "sw2": weight, "sb2": bias, "z0": norm])
        #expect(value.exactValue == at, random.comment)
      }
    }
  }

  /// The mixture in symbols: its parts and its moments, summed by cumulants.
  @Test func symbolicMixture() throws {
    let keep = SymbolicScalar(symbol: "q")
    let slope = SymbolicScalar(symbol: "alpha")
    let half = SymbolicScalar(Rational(1) / 2)
    let scale = Self.sw2 * Self.z0 + Self.sb2
    for activation in [
      Activation.relu, .linear, .leakyReLU(slope: slope), .dropout(keep: keep),
    ] {
      let network = try Self.network(activation, depth: 1)
      let mixture = try network.mixture()
      #expect(mixture.width == Self.n)
      switch activation {
      case .relu: #expect(mixture.activity == half && mixture.activeScale == scale)
      case .linear: #expect(mixture.activity == .one && mixture.activeScale == scale)
      case .leakyReLU: #expect(mixture.inactiveScale == slope * slope * scale)
      case .dropout:
        #expect(mixture.activity == keep * half)
        #expect(mixture.activeScale * keep * keep == scale)
      }
      let moments = try network.moments(through: 4)
      for m in 0...4 { #expect(try mixture.moment(m) == moments[m]) }
      #expect(throws: NetworkError.self) { try mixture.components() }
    }
  }

  /// Under He the mean without bias is z_0, whatever the width.
  @Test func symbolicHe() throws {
    let network = try Network(
      inputWidth: Self.n, inputNorm: Self.z0, layer: Layer(width: Self.n),
      depth: SymbolicScalar(3))
    #expect(try network.moment(1) == Self.z0)
    let factor = try (Self.n + SymbolicScalar(5)).divided(by: Self.n).power(3)
    #expect(try network.moment(2) == Self.z0 * Self.z0 * factor)
  }

  /// Two symbols as widths leave open which of an orthogonal matrix's sides is longer.
  @Test func orthogonalNeedsAnOrder() throws {
    let network = try Network(
      inputWidth: SymbolicScalar(symbol: "M"), inputNorm: Self.z0,
      layer: Layer(width: Self.n, ensemble: .orthogonal), depth: SymbolicScalar(1))
    #expect {
      _ = try network.moment(1)
    } throws: {
      "\($0)".contains("which is larger decides")
    }
  }
}
