internal import BallArithmetic
internal import Multiprecision

/// One of the two polynomials of m(s) = A(s) Γ(s) + B(s) Γ(s + 1/2)/sqrt(pi), made integer:
///
///     A(s) = sum_j P(K = 2j) (s/1) ((s+1)/1) ((s+2)/2) ... ((s+j-1)/(j-1)),
///     B(s) = sum_j P(K = 2j+1) ((s+1/2)/(1/2)) ... ((s+j-1/2)/(j-1/2)),
///
/// with the common denominator of all levels taken out.
///
/// Docs/Theory/LawResidueSeries.md, "The two polynomials".
struct ResidueLevels {
  /// The probabilities times the scale and times the denominators of the levels above.
  let coefficients: [Integer]
  /// The denominators of all levels together.
  let denominator: Integer
  /// Bounds of the coefficients' errors; empty when they are exact.
  let errors: [Magnitude]
  /// Level i = 1, 2, ... has the numerator stride s + first + (i - 1) stride, with s = start - n + e.
  let stride: Int
  let first: Int

  /// - Parameters:
  ///   - weights: P(K = k) times the scale, k = 0, ..., N.
  ///   - error: a bound of the error of each of them.
  ///   - isEven: A, else B.
  ///   - isHalfInteger: whether the poles are at half-integers.
  init(weights: [Integer], error: Int, isEven: Bool, isHalfInteger: Bool) {
    let width = weights.count - 1
    let top = isEven ? width / 2 : (width - 1) / 2
    // All numerators and denominators of A at integers are even.
    let isHalved = isEven && !isHalfInteger
    stride = isHalved ? 1 : 2
    // 2s = -2n - 2c: the numerator of level i is 2s + 2i - 2 for A and 2s + 2i - 1 for B.
    let offset = (isEven ? 0 : 1) - (isHalfInteger ? 1 : 0)
    first = isHalved ? 0 : offset
    var product = Integer.one
    var result = [Integer](repeating: .zero, count: top + 1)
    var errors = [Magnitude](repeating: .zero, count: error > 0 ? top + 1 : 0)
    for j in Swift.stride(from: top, through: 0, by: -1) {
      let weight = isEven ? (j == 0 ? Integer.zero : weights[2 * j]) : weights[2 * j + 1]
      result[j] = weight * product
      if error > 0 { errors[j] = Magnitude(upperBound: product) * Magnitude(UInt(error)) }
      if j > 0 {
        let level = isEven ? 2 * max(j - 1, 1) : 2 * j - 1
        product *= Integer(isHalved ? level / 2 : level)
      }
    }
    coefficients = result
    denominator = product
    self.errors = errors
  }

  /// The numerator of level i >= 1 at the n-th pole is value + stride e.
  func value(level i: Int, pole n: Int) -> Int { first + stride * (i - 1 - n) }

  /// A bound of the error of every coefficient in e of the polynomial, from the probabilities'.
  func errorBound(pole n: Int) -> Magnitude {
    var bound = Magnitude.zero
    for j in errors.indices.reversed() {
      bound = bound * Magnitude(UInt(value(level: j + 1, pole: n).magnitude) + UInt(stride))
      bound += errors[j]
    }
    return bound
  }
}
