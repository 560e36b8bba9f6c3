internal import BallArithmetic
internal import Multiprecision

/// The power series of a hypergeometric function with rational parameters, term ratio
///
///     t_(k+1)/t_k = z Π (a_i + k) / (Π (b_j + k) (k + 1)),
///
/// in machine words where they suffice.
struct RationalSeries {
  let upper: [Rational]
  /// The lower parameters and 1.
  let lower: [Rational]
  /// Numerators and denominators of the parameters; nil when they exceed machine words.
  private let words: (upper: [(Int, Int)], lower: [(Int, Int)])?

  /// The factors of a term ratio, without the argument: word-size integers, the divisors positive.
  struct Factors {
    var multipliers: [Int] = []
    var divisors: [Int] = []
  }

  /// The longest series that is summed.
  static let termLimit = 1 << 26

  init(upper: [Rational], lower: [Rational]) {
    self.upper = upper
    self.lower = lower + [1]
    func split(_ values: [Rational]) -> [(Int, Int)]? {
      var parts: [(Int, Int)] = []
      for value in values {
        guard let top = value.numerator.asInt, let bottom = value.denominator.asInt,
          abs(top >> 1) < 1 << 59, bottom < 1 << 32
        else { return nil }
        parts.append((top, bottom))
      }
      return parts
    }
    if let above = split(upper), let below = split(self.lower) {
      words = (above, below)
    } else {
      words = nil
    }
  }

  var fitsInWords: Bool { words != nil }

  /// The number of terms of a terminating series.
  var terminationIndex: Integer? {
    upper.compactMap { $0.isInteger && !$0.isPositive ? -$0.numerator : nil }.min()
  }

  /// The factors of t_(k+1)/(t_k z); the first multiplier is 0 when the series ends.
  func factors(at k: Int, into result: inout Factors) {
    result.multipliers.removeAll(keepingCapacity: true)
    result.divisors.removeAll(keepingCapacity: true)
    guard let words else { return }
    var negative = false
    for (top, bottom) in words.upper {
      // |top| < 2^60 and k bottom < 2^26 2^32.
      result.multipliers.append(top + k * bottom)
      if bottom != 1 { result.divisors.append(bottom) }
    }
    for (top, bottom) in words.lower {
      let factor = top + k * bottom
      if factor < 0 { negative.toggle() }
      result.divisors.append(abs(factor))
      if bottom != 1 { result.multipliers.append(bottom) }
    }
    if negative { result.multipliers.append(-1) }
  }

  /// The same as one fraction; nil when it does not fit in words.
  func packedFactors(at k: Int) -> (multiplier: Int, divisor: Int)? {
    guard let words else { return nil }
    var multiplier = 1
    var divisor = 1
    var overflow = false
    func multiply(_ value: inout Int, _ factor: Int) {
      let (product, carry) = value.multipliedReportingOverflow(by: factor)
      value = product
      if carry { overflow = true }
    }
    for (top, bottom) in words.upper {
      multiply(&multiplier, top + k * bottom)
      multiply(&divisor, bottom)
    }
    for (top, bottom) in words.lower {
      multiply(&divisor, top + k * bottom)
      multiply(&multiplier, bottom)
    }
    if overflow || divisor == .min || multiplier == .min { return nil }
    return divisor < 0 ? (-multiplier, -divisor) : (multiplier, divisor)
  }

  func ratioBound(size: Magnitude, from start: Int) -> Magnitude? {
    HypergeometricTail.ratioBound(upper: upper, lower: lower, size: size, from: start)
  }
}
