internal import BallArithmetic
internal import Multiprecision

/// A running product of factors x + it in fixed point, with the relative error of its modulus.
///
/// Products of many rectangles grow by the wrapping of each; here the error is a disc's, which
/// multiplication leaves a disc. Docs/Theory/MellinBarnes.md, "Products of linear factors".
struct LinearFactorProduct {
  private let bits: Int
  private var real: Integer
  private var imaginary: Integer
  /// The product is (real + i imaginary) 2^exponent.
  private var exponent: Int
  /// A bound of Σ log(1 + δ) over the relative errors δ of the steps.
  private var error = Magnitude.zero

  /// The product 1, with relative errors of about 2^-bits a factor.
  init(bits: Int) {
    self.bits = bits + 8
    real = Integer.one << self.bits
    imaginary = .zero
    exponent = -self.bits
  }

  /// Multiplies by x + it, which is not zero.
  mutating func multiply(by x: RealBall, _ t: RealBall) {
    let size = max(x.midpoint.exponent.clampedSize, t.midpoint.exponent.clampedSize)
    let unit = bits - size
    let (c, d) = (x.fixedPoint(bits: unit), t.fixedPoint(bits: unit))
    let width = max(c.value.bitWidth, d.value.bitWidth)
    // The modulus of the factor is at least 2^(width - 1), less the error.
    error += width > 4 ? (c.error + d.error).scaled(byPowerOfTwo: 2 - width) : .infinity
    var a = real * c.value
    a.subtractProduct(imaginary, d.value)
    var b = real * d.value
    b.addProduct(imaginary, c.value)
    exponent -= unit
    let excess = max(a.bitWidth, b.bitWidth) - bits
    if excess > 0 {
      a = a >> excess
      b = b >> excess
      exponent += excess
      error += .powerOfTwo(3 - max(a.bitWidth, b.bitWidth))
    }
    (real, imaginary) = (a, b)
  }

  /// The product of all factors.
  var value: ComplexBall {
    let x = BigFloat(mantissa: real, exponent: exponent)
    let y = BigFloat(mantissa: imaginary, exponent: exponent)
    let size = Magnitude(upperBound: x) + Magnitude(upperBound: y)
    return ComplexBall(real: RealBall(exact: x), imaginary: RealBall(exact: y))
      .addingError(size * error.exponentialMinusOne)
  }
}

extension Int {
  /// An exponent with those of zero and infinity out of the way.
  fileprivate var clampedSize: Int { Swift.min(Swift.max(self, -(1 << 24)), 1 << 24) }
}
