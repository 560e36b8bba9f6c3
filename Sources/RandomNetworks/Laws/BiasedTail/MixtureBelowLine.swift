internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// m(s - i)/m(c), i = 0, 1, ..., for a chi-square mixture at the points s of a line Re s = c, where
/// m(s) = Σ_k P(K = k) Γ(k/2 + s)/Γ(k/2) = 2^-s E[xi^s; xi > 0].
///
/// Docs/Theory/BiasedTail.md, "The nodes".
struct MixtureBelowLine {
  /// Probabilities of k = first, first + 2, ... over Π_(r<j) (first/2 + c + r).
  private struct Chain {
    let first: Int
    let weights: [RealBall]
  }

  let line: MixtureOnLine
  private let count: Int
  private let chains: [Chain]
  /// Bounds of what is left out at s - i.
  private let outside: [Magnitude]

  /// Nil where c - count is not right of the poles.
  init?(_ mixture: ChiSquareMixture, line c: BigFloat, count: Int, bits: Int) {
    let least = Double(mixture.degreesOfFreedom.lowerBound) / 2
    let place = c.nearestDouble
    guard place - Double(count) + least > 0 else { return nil }
    // Small k, which may be left out on the line, count for more further left.
    let ratio = (Double(mixture.width) / 2 + place) / (least + place - Double(count))
    let extra = Double(count) * max(0, ratio.estimatedLogarithm) / 0.693_147
    let precision = Precision(
      clamping: bits + (mixture.isSingle ? 0 : Int(min(extra, 1e6))) + 16)
    guard let line = MixtureOnLine(mixture, sigma: c, precision: precision) else { return nil }
    self.line = line
    self.count = count
    chains = line.chains.map { chain in
      let x = line.abscissa(chain.first, precision: precision + 64)
      var product = RealBall.one
      return Chain(
        first: chain.first,
        weights: chain.probabilities.enumerated().map { index, probability in
          if index > 0 {
            product = product.multiplied(
              by: x.adding(index - 1, precision: precision + 64), precision: precision)
          }
          return probability.divided(by: product, precision: precision)
        })
    }
    // |k/2 + s - r| >= k/2 + c - r for all k that are left out.
    let x = line.abscissa(mixture.degreesOfFreedom.lowerBound, precision: 96)
    var outside: [Magnitude] = []
    var bound = line.outside
    for i in 0..<max(count, 1) {
      if i > 0 {
        bound = bound.divided(
          byLowerBound: x.subtracting(RealBall(i), precision: 96).distanceFromZeroLowerBound)
      }
      outside.append(bound)
    }
    self.outside = outside
  }

  /// The values at c + it, with errors of about 2^-bits of those on the real axis.
  func values(at t: BigFloat, bits: Int, gammas: inout GammaQuotients) -> [ComplexBall] {
    let precision = Precision(clamping: bits)
    let ordinate = RealBall(exact: t)
    var result = outside.map { ComplexBall.zero.addingError($0) }
    for chain in chains {
      let x = line.abscissa(chain.first, precision: precision + 64)
      func point(_ d: Int) -> ComplexBall {
        ComplexBall(real: x.adding(d, precision: precision + 64), imaginary: ordinate)
      }
      // Γ(x + d + it)/Γ(x) for d = 1 - count, ..., length - 1.
      let middle = gammas.quotient(chain.first, at: t, bits: bits)
      var below: [ComplexBall] = []
      var value = middle
      for d in stride(from: -1, to: -count, by: -1) {
        value = value.divided(by: point(d), precision: precision)
        below.append(value)
      }
      var quotients = Array(below.reversed())
      quotients.append(middle)
      value = middle
      for d in 1..<max(chain.weights.count, 1) {
        value = value.multiplied(by: point(d - 1), precision: precision)
        quotients.append(value)
      }
      for i in result.indices {
        var sum = ComplexBall.zero
        for (j, weight) in chain.weights.enumerated() {
          sum = sum.adding(
            quotients[count - 1 + j - i].multiplied(by: weight, precision: precision),
            precision: precision)
        }
        result[i] = result[i].adding(sum, precision: precision)
      }
    }
    return result
  }
}
