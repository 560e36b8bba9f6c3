public import BallArithmetic
public import Multiprecision

/// Seeded random numbers and balls, biased to the inputs that break arithmetic: zero, integers,
/// half-integers, powers of two and their neighbours, tiny and huge numbers, equal operands.
public struct BallSamples: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// SplitMix64.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  public mutating func precision() -> Precision {
    Precision(
      clamping: Bool.random(using: &self)
        ? .random(in: 2...64, using: &self)
        : .random(in: 65...400, using: &self))
  }

  /// A dyadic number with an exponent of at most `range` in magnitude.
  public mutating func number(exponents range: Int = 40) -> BigFloat {
    let small = Int.random(in: -6...6, using: &self)
    switch Int.random(in: 0..<10, using: &self) {
    case 0: return BigFloat(small)
    case 1: return BigFloat(mantissa: Integer(2 * small + 1), exponent: -1)
    case 2:
      let power = Int.random(in: -range...range, using: &self)
      return BigFloat(mantissa: Integer(small.signum()), exponent: power)
    case 3:
      // The neighbour of a small integer.
      let bits = Int.random(in: 1...200, using: &self)
      let step = Bool.random(using: &self) ? 1 : -1
      return BigFloat(
        mantissa: Integer(small).shifted(leftBy: bits) + Integer(step), exponent: -bits)
    case 4:
      return BigFloat(
        mantissa: Integer(Int.random(in: -1000...1000, using: &self)), exponent: -5)
    default:
      let mantissa = Integer(Int64.random(in: .min ... .max, using: &self))
      let exponent = Int.random(in: -range...range, using: &self)
      return BigFloat(mantissa: mantissa, exponent: exponent - 63)
    }
  }

  /// A ball that contains the number: exact, thin or wide, with the number anywhere in it, also
  /// at its ends.
  public mutating func ball(containing value: BigFloat) -> RealBall {
    let size = value.isZero ? 0 : value.exponent
    let radius: Magnitude
    switch Int.random(in: 0..<5, using: &self) {
    case 0: return RealBall(exact: value)
    case 1: radius = .powerOfTwo(size - Int.random(in: 30...200, using: &self))
    case 2: radius = .powerOfTwo(size - Int.random(in: 0...30, using: &self))
    case 3: radius = .powerOfTwo(Int.random(in: -60...6, using: &self))
    default:
      radius = Magnitude(UInt.random(in: 1...1000, using: &self))
        .scaled(byPowerOfTwo: size - Int.random(in: 8...100, using: &self))
    }
    // The midpoint is the value less an exact part of the radius, -8/8 to 8/8 of it.
    let part = Int.random(in: -8...8, using: &self)
    let reach = BigFloat(radius.scaled(byPowerOfTwo: -3))
    let offset = BigFloat.multiplyingExactness(reach, part, precision: 64).value
    let (middle, ternary) = BigFloat.addingExactness(value, offset, precision: 700)
    return ternary == 0 ? RealBall(midpoint: middle, radius: radius) : RealBall(exact: value)
  }
}
