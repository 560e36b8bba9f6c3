internal import BallArithmetic
internal import Multiprecision

/// How long a power series is and how large its terms become, estimated before it is summed; no
/// result depends on it, but whether the sum is tried at all.
struct SeriesExtent {
  /// The number of terms down to 2^-bits.
  private(set) var terms = 0.0
  /// The binary logarithm of the largest term, at least 0.
  private(set) var peak = 0.0
  private let bits: Double

  /// By log |t_(k+1)/t_k|, summed over steps of k that grow with k.
  init(_ parameters: HypergeometricParameters, size: Magnitude, bits: Int) {
    self.bits = Double(bits)
    func numbers(_ values: [ComplexBall]) -> [(real: Double, imaginary: Double)] {
      func clamped(_ value: BigFloat) -> Double {
        Swift.max(-1e300, Swift.min(value.nearestDouble, 1e300))
      }
      return values.map { (clamped($0.real.midpoint), abs(clamped($0.imaginary.midpoint))) }
    }
    let upper = numbers(parameters.upperBalls(precision: 64))
    let lower = numbers(parameters.lowerBalls(precision: 64)) + [(1, 0)]
    let end = upper.filter { $0.imaginary == 0 && $0.real <= 0 && $0.real.rounded() == $0.real }
      .map { -$0.real }.min()
    // No tail is bounded before all k + a and k + b are positive.
    let start = (upper + lower).map { -$0.real }.max() ?? 0
    let argument =
      abs(size.exponent) > 900
      ? Double(size.exponent) : Double.log2(Swift.max(size.doubleUpperBound, 1e-300))
    var k = 0.0
    var level = 0.0
    while k < 1e12 {
      if let end, k > end { break }
      var step = Swift.max(1, (k / 8).rounded(.down))
      if let end { step = Swift.max(1, Swift.min(step, end - k)) }
      let middle = k + (step - 1) / 2
      var rate = argument
      func logarithm(_ value: (real: Double, imaginary: Double)) -> Double {
        Double.log2(Swift.max(abs(value.real + middle) + value.imaginary, 0.25))
      }
      for value in upper { rate += logarithm(value) }
      for value in lower { rate -= logarithm(value) }
      if rate < 0, end == nil, k > start {
        let rest = (level + self.bits) / -rate
        if rest <= step {
          k += Swift.max(rest, 0)
          break
        }
      }
      level += step * rate
      k += step
      peak = Swift.max(peak, level)
    }
    terms = k
  }

  /// The time in microseconds in fixed-point numbers, as long as the largest term.
  var fixedPointCost: Double {
    let width = bits + peak
    return terms * (0.15 + width * 1e-4)
  }

  /// The time in microseconds in balls of `bits` bits.
  func ballCost(parameterCount: Int) -> Double {
    terms * Double(parameterCount + 2) * (0.25 + bits * 2e-4)
  }

  /// Whether it takes longer than the ``HypergeometricCost/limit``.
  static let excess = SpecialFunctionError.outOfReach(
    "the hypergeometric series takes too many terms, or too long ones, at these parameters and"
      + " this argument, and no other method here avoids it: the parameters or the argument are too"
      + " large, or the argument is too close to 1")
}
