internal import BallArithmetic
internal import Multiprecision

/// Times in microseconds, fitted to measurements, that choose between methods; no result depends
/// on them but by its cost.
enum HypergeometricCost {
  /// Beyond it a value is out of reach: some seconds.
  static let limit = 3e6
  /// Beyond it the general method is asked, which has more ways to choose from.
  static let wordLimit = 2e5

  /// A power series at an argument of a modulus below 1.
  static func series(length: Double, bits: Int, isLong: Bool) -> Double {
    let rate = length < 1e-9 ? 30 : -Double.log2(length)
    let terms = Double(bits) / rate + 4
    return terms * ((isLong ? 0.12 : 0.03) + Double(bits) * (isLong ? 8e-5 : 2.5e-5))
  }

  /// exp and log.
  static func power(bits: Int) -> Double {
    4 + Double(bits) * 0.02 + Double.pow(Double(bits), 1.6) * 1e-3
  }

  /// Eight gamma functions by MPFR and two powers.
  static func connection(bits: Int) -> Double {
    8 * (6 + Double.pow(Double(bits), 2) * 4e-4) + 2 * power(bits: bits)
  }

  /// The steps from the power series to an argument.
  static func taylorSteps(to z: ComplexBall, bits: Int, order: Int = 2) -> Double {
    func octaves(_ value: Magnitude) -> Double {
      // At the point 1 itself, which is singular for p = q + 1 alone.
      if value.isZero { return 0 }
      if abs(value.exponent) > 1000 { return Double(abs(value.exponent)) }
      return abs(Double.log2(value.doubleUpperBound))
    }
    let distance =
      octaves(z.magnitudeUpperBound) + octaves(TaylorContinuation.fromOne(z).magnitudeUpperBound)
      + 1
    let stepSize = order == 2 ? 0.38 : 0.2
    let terms = Double(bits) / (order == 2 ? 1.5 : 2) + 40
    return (1 + distance / stepSize)
      * self.terms(terms * (z.isReal ? 1 : 2.7), bits: bits, order: order)
  }

  /// The terms of a Taylor step at a real argument.
  static func terms(_ count: Double, bits: Int, order: Int) -> Double {
    count * 2.2 * Double(order * order) / 4 * (1 + Double(bits) * 4e-4)
  }
}
