internal import RealModule

// Elementary functions of doubles, as the system's library gives them: without a proven bound,
// for estimates of cost and for choices that a proof does not depend on.

extension Double {
  /// About log x.
  package var estimatedLogarithm: Double { Double.log(self) }
  /// About log(1 + x).
  package var estimatedLogarithmOnePlus: Double { Double.log(onePlus: self) }
  /// About e^x.
  package var estimatedExponential: Double { Double.exp(self) }
  /// About atan x.
  package var estimatedArcTangent: Double { Double.atan(self) }

  /// About log Gamma(x), x > 0: Stirling's series after at most eight steps of the recurrence.
  package var estimatedLogGamma: Double {
    var (x, product) = (self, 1.0)
    while x < 8 {
      product *= x
      x += 1
    }
    let inverse = 1 / x
    let square = inverse * inverse
    let tail = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)))
    return (x - 0.5) * Double.log(x) - x + 0.918_938_533_204_672_7 + tail - Double.log(product)
  }
}
