internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension LawResidueSeries {
  /// Bounds of what the residues left of a line between two poles add up to.
  ///
  /// Docs/Theory/LawResidueSeries.md, "The remainder".
  struct Tail {
    /// Bounds of P(K = k), k = 0, 1, ..., for each of the mixtures.
    private let weights: [[Magnitude]]
    private let series: LawResidueSeries
    private let logArgument: RealBall

    init(_ series: LawResidueSeries, logArgument: RealBall) {
      self.series = series
      self.logArgument = logArgument
      weights = series.mixtures.map {
        $0.law.weights(precision: 40).map(\.magnitudeUpperBound)
      }
    }

    /// A bound of |(1/2 pi i) ∫ u^(-s) prod m_l(s) ds| on Re s = -m/2 - 1/4, with a factor 1/|s|
    /// for the distribution.
    func bound(after m: Int, dividing: Bool) -> Magnitude {
      var result = RealBall(
        Rational(numerator: Integer(2 * m + 1), nonzeroDenominator: 4), precision: 64
      )
      .multiplied(by: logArgument, precision: 96).exponential(precision: 64).magnitudeUpperBound
      let fours = Magnitude(4)
      for (index, mixture) in series.mixtures.enumerated() {
        result *= majorant(mixture, weights[index], m).power(UInt(mixture.count))
      }
      for single in series.singles {
        result *=
          (gammaQuotient(single.degreesOfFreedom, m)
          * Magnitude(upperBound: single.weight)).power(UInt(single.count))
      }
      // max(3/4, N/2 + s + 1)/2, N the least width.
      let reach = max(3, 2 * series.leastWidth - 2 * m + 3)
      result = (result * Magnitude(UInt(reach))).scaled(byPowerOfTwo: -3)
      if dividing {
        result = (result * fours).divided(byLowerBound: Magnitude(UInt(2 * m + 1)))
      }
      return result
    }

    /// |Γ(k/2 + s)|/Γ(k/2).
    private func gammaQuotient(_ k: Int, _ m: Int) -> Magnitude {
      let place = Rational(numerator: Integer(2 * (k - m) - 1), nonzeroDenominator: 4)
      return RealBall(place, precision: 64).gamma(precision: 40)
        .multiplied(
          by: RealBall(k).scaled(byPowerOfTwo: -1).reciprocalGamma(precision: 40), precision: 40
        )
        .magnitudeUpperBound
    }

    private func majorant(_ mixture: Mixture, _ weights: [Magnitude], _ m: Int) -> Magnitude {
      var (here, next) = (gammaQuotient(1, m), gammaQuotient(2, m))
      var sum = Magnitude.zero
      for k in 1...mixture.width {
        sum += weights[k] * here
        let grown = (here * Magnitude((2 * (k - m) - 1).magnitude))
          .divided(byLowerBound: Magnitude(UInt(2 * k)))
        (here, next) = (next, grown)
      }
      return sum
    }
  }
}
