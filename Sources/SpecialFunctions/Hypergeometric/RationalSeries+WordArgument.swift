internal import BallArithmetic
internal import Multiprecision

extension RationalSeries {
  /// The sum at a rational argument of word size, in fixed-point integers with `bits` fractional
  /// bits. Nil when the words do not suffice.
  ///
  /// Several terms at a time: with t_(k+1)/t_k = n_k/d_k, over a block of terms t_k (1 + n_k/d_k +
  /// ...) = (t_k/D) C, where the product D of the d's and the integer C fit in words. A block costs
  /// one division by a word, one multiplication and one product added. Each division is wrong by
  /// less than a unit; the errors are carried on.
  /// Docs/Theory/Hypergeometric.md, "Fixed-point summation".
  func sum(atWord z: Rational, bits: Int) -> RealBall? {
    guard fitsInWords, let top = z.numerator.asInt, let bottom = z.denominator.asInt,
      abs(top >> 1) < 1 << 61
    else { return nil }
    let size = Magnitude(upperBound: z)
    var term = Integer.one << bits
    var sum = term
    var termError = Magnitude.zero
    var sumError = Magnitude.zero
    var k = 0
    // One division loses less than a unit, multiplied by C < 2^62: below 2^70 nothing is left.
    let floor = 70
    func ratio(_ k: Int) -> (Int, Int)? {
      guard let (multiplier, divisor) = packedFactors(at: k) else { return nil }
      let (n, overflow) = multiplier.multipliedReportingOverflow(by: top)
      let (d, carry) = divisor.multipliedReportingOverflow(by: bottom)
      return overflow || carry || n == .min ? nil : (n, d)
    }
    guard var next = ratio(0) else { return nil }
    var nextCheck = 0
    while true {
      if next.0 == 0 { break }
      if k >= nextCheck, term.bitWidth <= floor {
        let first = Magnitude(upperBound: term) + termError
        if let bound = ratioBound(size: size, from: k) {
          let tail = HypergeometricTail.sum(first: first * bound, ratio: bound)
          if let tail, tail.exponent <= floor + 24 {
            sumError += tail
            break
          }
        }
        nextCheck = k + 8 + k / 16
      }
      if k > RationalSeries.termLimit { return nil }
      var (numerator, denominator) = next
      var combination = numerator
      k += 1
      guard var following = ratio(k) else { return nil }
      while following.0 != 0 {
        let (n, o1) = numerator.multipliedReportingOverflow(by: following.0)
        let (d, o2) = denominator.multipliedReportingOverflow(by: following.1)
        let (c, o3) = combination.multipliedReportingOverflow(by: following.1)
        let (s, o4) = c.addingReportingOverflow(n)
        if o1 || o2 || o3 || o4 || n == .min || s == .min { break }
        (numerator, denominator, combination) = (n, d, s)
        k += 1
        guard let later = ratio(k) else { return nil }
        following = later
      }
      next = following
      // term becomes t_k/D for a moment.
      term.divideRoundingDown(byWord: denominator)
      termError = termError.divided(byLowerBound: Magnitude(lowerBoundOfWord: denominator)) + .one
      sum.addProduct(term, Integer(combination))
      sumError += termError * Magnitude(combination.magnitude)
      term *= Integer(numerator)
      termError *= Magnitude(numerator.magnitude)
    }
    return RealBall(exact: BigFloat(mantissa: sum, exponent: -bits))
      .addingError(sumError.scaled(byPowerOfTwo: -bits))
  }
}

extension Magnitude {
  /// A lower bound of a positive machine integer.
  init(lowerBoundOfWord value: Int) {
    let excess = max(0, 32 - value.leadingZeroBitCount)
    self = Magnitude(UInt(value >> excess)).scaled(byPowerOfTwo: excess)
  }
}
