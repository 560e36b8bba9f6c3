internal import BallArithmetic
internal import Multiprecision

/// A bound of the ratios of successive terms of a hypergeometric series, from some term on.
///
/// Proof: Docs/Theory/Hypergeometric.md, "The tail of the series".
enum HypergeometricTail {
  /// A number rho >= |t_(k+1)/t_k| for every k >= start, for rational parameters; nil when a
  /// parameter is not yet positive there.
  ///
  /// Every (a + k)/(b + k) lies between its value at `start` and 1; a factor 1/(b + k) decreases.
  /// The largest parameters are paired with the largest.
  ///
  /// - Parameters:
  ///   - lower: the lower parameters and 1, for the factorial.
  ///   - size: an upper bound of the modulus of the argument.
  static func ratioBound(
    upper: [Rational], lower: [Rational], size: Magnitude, from start: Int
  ) -> Magnitude? {
    let shift = Rational(start)
    let above = upper.map { $0 + shift }.sorted(by: >)
    let below = lower.map { $0 + shift }.sorted(by: >)
    guard above.last?.isPositive ?? true, below.last?.isPositive ?? true,
      above.count <= below.count
    else { return nil }
    var bound = size
    // The unpaired factors 1/(b + k) are those of the largest b.
    let unpaired = below.count - above.count
    for factor in below.prefix(unpaired) {
      bound *= Magnitude(upperBound: Rational.one / factor)
    }
    for (a, b) in zip(above, below.dropFirst(unpaired)) where a > b {
      bound *= Magnitude(upperBound: a / b)
    }
    return bound
  }

  /// The same for complex parameters, known as balls.
  ///
  /// |a + k|/|b + k| <= 1 + |a - b|/(Re b + k), which decreases; for real a and b the bound above.
  static func ratioBound(
    upper: [ComplexBall], lower: [ComplexBall], size: Magnitude, from start: Int
  ) -> Magnitude? {
    let order: (ComplexBall, ComplexBall) -> Bool = { $0.real.midpoint > $1.real.midpoint }
    let (above, below) = (upper.sorted(by: order), lower.sorted(by: order))
    guard above.count <= below.count else { return nil }
    var bound = size
    let unpaired = below.count - above.count
    for (index, b) in below.enumerated() {
      let shifted = b.real.adding(start, precision: 64)
      guard shifted.isCertainlyPositive else { return nil }
      let least = shifted.distanceFromZeroLowerBound
      if index < unpaired {
        bound *= Magnitude.one.divided(byLowerBound: least)
        continue
      }
      let a = above[index - unpaired]
      let raised = a.real.adding(start, precision: 64)
      if a.isReal, b.isReal, raised.isCertainlyPositive {
        bound *= max(.one, raised.magnitudeUpperBound.divided(byLowerBound: least))
      } else {
        let distance = a.subtracting(b, precision: 64).magnitudeUpperBound
        bound *= .one + distance.divided(byLowerBound: least)
      }
    }
    return bound
  }

  /// A bound of t_k + t_(k+1) + ... from |t_k| and a bound rho of the ratios: |t_k|/(1 - rho); nil
  /// for rho >= 1 and, where waiting pays, for rho close to 1.
  static func sum(first: Magnitude, ratio: Magnitude?) -> Magnitude? {
    guard let ratio, ratio < .one else { return nil }
    return first.divided(byLowerBound: Magnitude.one.subtractingRoundedDown(ratio))
  }
}
