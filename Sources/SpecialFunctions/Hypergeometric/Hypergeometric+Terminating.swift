public import Multiprecision

extension Hypergeometric {
  /// The exact value of a terminating series (or at the argument 0); nil when the series does not
  /// terminate, and when the value would take more than about 2^26 bits or 2^20 terms.
  ///
  /// By Horner's rule from the last term inwards, in integers with one common denominator, by
  /// splitting in the middle.
  ///
  /// ```swift
  /// try Hypergeometric(upper: [-10, 11, -10], lower: [1, -10]).terminatingValue(at: 1)  // 1
  /// ```
  public func terminatingValue(at z: Rational) -> Rational? {
    if z.isZero { return .one }
    guard let end = Hypergeometric.terminationIndex(reducedUpper)?.asInt, end < 1 << 20 else {
      return nil
    }
    var bits = 2 * (z.numerator.bitWidth + z.denominator.bitWidth)
    for value in reducedUpper + reducedLower {
      bits += value.numerator.bitWidth + value.denominator.bitWidth + 21
    }
    guard bits + 21 < 1 << 20, (end + 1) * (bits + 21) < 1 << 26 else { return nil }
    let whole = split(0, end + 1, z)
    return Rational(numerator: whole.sum, nonzeroDenominator: whole.divisor)
  }

  /// Over terms from ..< to: the products of the ratios' numerators and denominators, and the
  /// numerator of the sum relative to the first term.
  private func split(
    _ from: Int, _ to: Int, _ z: Rational
  ) -> (multiplier: Integer, divisor: Integer, sum: Integer) {
    if to - from == 1 {
      var multiplier = z.numerator
      var divisor = z.denominator
      for a in reducedUpper {
        multiplier *= a.numerator + Integer(from) * a.denominator
        divisor *= a.denominator
      }
      for b in reducedLower + [1] {
        divisor *= b.numerator + Integer(from) * b.denominator
        multiplier *= b.denominator
      }
      // After the last term the ratio is 0/0 at worst, and only its numerator is 0.
      if multiplier.isZero { divisor = .one }
      return (multiplier, divisor, divisor)
    }
    let middle = (from + to) / 2
    let left = split(from, middle, z)
    let right = split(middle, to, z)
    return (
      left.multiplier * right.multiplier, left.divisor * right.divisor,
      left.sum * right.divisor + left.multiplier * right.sum
    )
  }
}
