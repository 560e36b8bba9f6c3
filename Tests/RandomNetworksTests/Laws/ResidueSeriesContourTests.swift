import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@testable import RandomNetworks

/// The law without bias by residues against the same law along Mellin-Barnes lines.
@Suite struct ResidueSeriesContourTests {
  @Test func methodsAgree() throws {
    var random = TestRandom(seed: 45)
    for _ in 0..<TestEffort.samples(5) {
      let depth = random.int(in: 1...4)
      let layers = (0..<depth).map { _ in
        Layer<CertifiedReal>(
          width: CertifiedReal(random.choice([1, 2, 4, 9, 30])),
          activation: random.choice([
            .relu, .linear,
            .dropout(keep: .exact(Rational(Integer(random.int(in: 1...9)), 10)!)),
          ]))
      }
      let network = try ExactNetwork(
        inputWidth: CertifiedReal(7), inputNorm: .exact(Rational(2, 3)!),
        architecture: .layers(layers))
      let contour = try ProductLaw(network)
      let law = try ResidueLaw(network)
      let x = random.choice([Rational("1e-12")!, Rational(1, 5)!, 1, 4])
      let precision = Precision(clamping: 80)
      for function in LawFunction.allCases {
        let other = try contour.value(of: function, at: .exact(x), precision: precision).value
        expectAgreement(
          try law(function, x, precision), other, bits: precision.bits - 8,
          "\(network) \(function) at \(x); \(random.comment)")
      }
    }
  }
}
