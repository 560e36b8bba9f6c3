internal import BallArithmetic
internal import Multiprecision

/// A long z = (real + imaginary i)/2^bits, and the same cut to the bits that the terms need.
struct LongArgument {
  let real: Integer
  let imaginary: Integer
  let bits: Int
  let isExact: Bool
  /// (cutReal + cutImaginary i)/2^cutBits is z with errors below 1 unit for each part, from the
  /// cut, and below 2^(cutBits - bits + 1) from the number itself unless it is exact.
  private(set) var cutReal: Integer
  private(set) var cutImaginary: Integer
  private(set) var cutBits: Int
  /// An upper bound of |z|.
  let sizeBound: Double

  init(real: Integer, imaginary: Integer, bits: Int, isReal: Bool, isExact: Bool) {
    self.real = real
    self.imaginary = imaginary
    self.bits = bits
    self.isExact = isExact
    (cutReal, cutImaginary, cutBits) = (real, imaginary, bits)
    let slack = isExact ? Magnitude.zero : Magnitude(2)
    let x = Magnitude(upperBound: real) + slack
    let y = Magnitude(upperBound: imaginary) + (isReal ? .zero : slack)
    let size = isReal ? x : (x * x + y * y).squareRoot
    sizeBound = (size * Magnitude.powerOfTwo(-bits)).doubleUpperBound
  }

  /// Cuts to at least `wanted` bits, when that is worth it.
  mutating func cut(to wanted: Int) {
    let target = min(wanted, bits)
    if target <= cutBits, target >= cutBits - cutBits / 16 - 32 { return }
    cutBits = target
    cutReal = real.shifted(leftBy: target - bits)
    cutImaginary = imaginary.shifted(leftBy: target - bits)
  }
}
