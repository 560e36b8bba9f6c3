internal import BallArithmetic
internal import Multiprecision

extension ResidueClassSum {
  /// From the pole n - 1 to the pole n.
  mutating func advance(to n: Int, bits: Int) {
    // Γ(a - n + e) = Γ(a - (n-1) + e)/(a - n + e); a pole's e divides out.
    var powers = self.powers
    self.powers.errors = []
    multiplyByArgument(&powers, bits: bits)
    let largestGroup = max(1, n / 16)
    beginDivisor()
    var group = 0
    for gamma in residues.gammas {
      let doubled = gamma.doubledArgument - 2 * n
      if doubled == 0 {
        poleOrder += gamma.count
        continue
      }
      // doubled/2 + t/4.
      powers.exponent += 2 * gamma.count
      for _ in 0..<gamma.count {
        if group == largestGroup || !extendDivisor(2 * doubled, slope: 1) {
          flushDivisor(&powers, bits: bits)
          group = 0
          _ = extendDivisor(2 * doubled, slope: 1)
        }
        group += 1
      }
    }
    flushDivisor(&powers, bits: bits)
    self.powers = powers

    // R_n/R_(n-1) = (n - e)/(n - 1/2 - e), or over n + 1/2 - e; e = t/4.
    for index in ratios.indices {
      var ratio = ratios[index]
      ratios[index].errors = []
      multiply(&ratio, by: 4 * n, slope: -1)
      beginDivisor()
      _ = extendDivisor(residues.isHalfInteger ? 4 * n + 2 : 4 * n - 2, slope: -1)
      divide(&ratio)
      normalize(&ratio, bits: bits, growing: false)
      ratios[index] = ratio
    }
  }

  /// Divides the powers by the divisor, with enough bits before.
  private mutating func flushDivisor(_ powers: inout Series, bits: Int) {
    if divisorSize > 1 || divisor[0] != 1 {
      let size = Int.bitWidth - divisor[0].magnitude.leadingZeroBitCount
      normalize(&powers, bits: bits + size, growing: true)
      divide(&powers)
    }
    beginDivisor()
  }

  private mutating func multiplyByArgument(_ powers: inout Series, bits: Int) {
    normalize(&powers, bits: bits, growing: true)
    // Some bits more than the rows have.
    let length = min(argument.bits, bits + 16)
    let cut = argument.bits - length
    let factor = cut > 0 ? argument.mantissa.shifted(leftBy: -cut) : argument.mantissa
    // The factor is off by 1 for the cut and by the argument's error, in units 2^-length.
    let inexact =
      (cut > 0 ? 1 : 0)
      + argument.error * Double(sign: .plus, exponent: -min(cut, 1000), significand: 1)
    let own =
      inexact * Double(sign: .plus, exponent: max(min(bits - length, 1000), -1000), significand: 1)
    for i in 0..<order {
      numbers.multiply(powers.base + i, by: factor)
      numbers.shiftRight(powers.base + i, by: length)
      powers.errors[i] = (powers.errors[i] * argument.fraction + own) * Self.inflation + 1
    }
    powers.exponent += argument.exponent + argument.bits
  }
}
