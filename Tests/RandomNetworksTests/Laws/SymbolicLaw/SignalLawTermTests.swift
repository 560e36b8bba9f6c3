import BallArithmetic
import Multiprecision
import RandomNetworks
import SpecialFunctions
import TestSupport
import Testing

/// The gamma products of a law against its Mellin transform as the numeric road computes it.
@Suite struct SignalLawTermTests {
  private typealias Term = ExactLaw.GammaTerm

  /// sum coefficient pi^(-h/2) scale^s Π Γ(s+a) / Π Γ(s+b).
  private func transform(_ terms: [Term], at s: Rational, precision: Precision) -> RealBall {
    let pi = RealBall.pi(precision: precision).squareRoot(precision: precision)
    var sum = RealBall.zero
    for term in terms {
      var value = term.scale.ball(precision: precision).logarithm(precision: precision)
        .multiplied(by: RealBall(s, precision: precision), precision: precision)
        .exponential(precision: precision)
        .multiplied(by: term.coefficient.ball(precision: precision), precision: precision)
      for a in term.numerator {
        value = value.multiplied(
          by: RealBall(a + s, precision: precision).gamma(precision: precision),
          precision: precision)
      }
      for b in term.denominator {
        value = value.divided(
          by: RealBall(b + s, precision: precision).gamma(precision: precision),
          precision: precision)
      }
      for _ in 0..<term.halfIntegerCount { value = value.divided(by: pi, precision: precision) }
      sum = sum.adding(value, precision: precision)
    }
    return sum
  }

  @Test func termsHaveTheTransformOfTheLaw() throws {
    var random = TestRandom(seed: 51)
    let precision = Precision(clamping: 160)
    for _ in 0..<TestEffort.samples(60) {
      let width = random.choice([1, 2, 3, 4, 7, 12])
      let network = try ExactNetwork.equal(
        width, depth: random.int(in: 1...5), input: random.int(in: 1...4),
        norm: Rational(random.int(in: 1...9)) / 4,
        activation: random.choice([.relu, .relu, .linear]))
      let law = try network.signalLaw()
      // Between 0 and 6; the survival function's transform has a pole at 0.
      let s = Rational(random.int(in: 1...60)) / 10
      let expected = try network.mellin(at: CertifiedReal(s), precision: precision)
      let density = transform(try law.densityTerms(), at: s, precision: precision)
      let survival = transform(try law.survivalTerms(), at: s, precision: precision)
        .multiplied(by: RealBall(s, precision: precision), precision: precision)
      for value in [density, survival] {
        #expect(value.overlaps(expected), "\(network), \(s), \(random.comment)")
        #expect(value.decimal(digits: 30) != nil, "\(network), \(s), \(random.comment)")
      }
    }
  }

  /// Equal parameters within 1: what makes the Meijer G functions Bessel functions and
  /// exponentials at depth 2.
  @Test func parametersAreBalanced() throws {
    for (width, depth) in [(1, 3), (4, 2), (5, 3), (6, 4)] {
      let law = try ExactNetwork.equal(width, depth: depth).signalLaw()
      for term in try law.densityTerms() + law.survivalTerms() where term.denominator.isEmpty {
        let parameters = term.numerator
        #expect(parameters == parameters.sorted())
        #expect((parameters.last ?? 0) - (parameters.first ?? 0) <= 1)
      }
    }
  }
}
