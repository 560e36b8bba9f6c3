internal import BallArithmetic
internal import Multiprecision

/// Values v_k, k = -count, ..., count, with v_(-k) the conjugate of v_k: those for k >= 0, as
/// integers times 2^exponent.
struct ConjugateVector: Sendable {
  var real: [Integer]
  var imaginary: [Integer]
  var exponent: Int

  var count: Int { real.count - 1 }
}

/// The sums r_k = Σ_j a_j κ_(j-k) over all j for which j - k is odd, κ_m = (delta/pi) Γ(i m delta), by one
/// product of long integers each for two real sequences.
///
/// Docs/Theory/BiasedLaw.md, "One product of integers".
struct ToeplitzKernel: Sendable {
  private let limbs: Int
  private let reach: Int
  /// κ_m written as the real numbers Re + Im, and the same for -m.
  private let forward: Integer
  private let backward: Integer
  private let bits: Int
  /// A bound of the error of every κ_m, m any odd number.
  private let entryError: Magnitude
  private let inputCount: Int

  /// - Parameter vectorBits: the bits of the vectors' integers; the plan's, or fewer.
  init(_ nodes: ChainNodes, plan: ChainPlan, vectorBits: Int) {
    bits = vectorBits + 8
    reach = ChainNodes.kernelCount(plan, bits: vectorBits)
    inputCount = plan.innerCount
    let fine = min(nodes.precision, Precision(clamping: bits + 16))
    let weight = RealBall(exact: plan.spacing).divided(
      by: RealBall.pi(precision: fine), precision: fine)
    var (plus, minus) = (
      Array(repeating: Integer.zero, count: 2 * reach + 1),
      Array(repeating: Integer.zero, count: 2 * reach + 1)
    )
    var error = Magnitude.zero
    for m in stride(from: 1, through: reach, by: 2) {
      let value = nodes.kernel(m).multiplied(by: weight, precision: fine)
      let (u, v) = (value.real.fixedPoint(bits: bits), value.imaginary.fixedPoint(bits: bits))
      error = max(error, u.error + v.error)
      plus[reach + m] = u.value + v.value
      plus[reach - m] = u.value - v.value
      minus[reach - m] = u.value + v.value
      minus[reach + m] = u.value - v.value
    }
    // |Γ(iy)|^2 = pi/(y sinh(pi y)) decreases.
    let y = RealBall(exact: plan.spacing).multiplied(by: reach + 1, precision: 96)
    let pi = RealBall.pi(precision: 96)
    let sine = y.multiplied(by: pi, precision: 96).hyperbolicSine(precision: 96)
    let beyond = pi.divided(by: y.multiplied(by: sine, precision: 96), precision: 96)
      .squareRoot(precision: 96).multiplied(by: weight, precision: 96).magnitudeUpperBound
    entryError = max(error.scaled(byPowerOfTwo: -bits), beyond)
    // Σ |x_j| |κ_m| with |x_j| < 2^(bits + 2), |κ_m| < 2^(bits + 1).
    let size = 2 * bits + 8 + (2 * inputCount + 1).bitWidthOfCount
    limbs = (size + 63) / 64
    forward = Integer.packed(plus, limbs: limbs)
    backward = Integer.packed(minus, limbs: limbs)
  }

  /// A bound of the ℓ² norm of the errors of r_k for |k| <= outputs, over the norm of a.
  func relativeError(outputs: Int) -> Magnitude {
    entryError * Magnitude(UInt(2 * (inputCount + outputs) + 1))
  }

  /// The sums for k = 0, ..., outputs.
  ///
  /// - Precondition: the integers of the vector are below 2^(bits + 1).
  func sums(_ a: ConjugateVector, outputs: Int) -> ConjugateVector {
    // Entries at the end that are zero take no part.
    var count = a.count
    while count > 0, a.real[count].isZero, a.imaginary[count].isZero { count -= 1 }
    var input: [Integer] = []
    input.reserveCapacity(2 * count + 1)
    for j in stride(from: count, to: 0, by: -1) { input.append(a.real[j] - a.imaginary[j]) }
    for j in 0...count { input.append(a.real[j] + a.imaginary[j]) }
    let packed = Integer.packed(input, limbs: limbs)
    let center = count + reach
    let length = 2 * center + 1
    let covered = min(outputs, center)
    func slots(_ kernel: Integer) -> [Integer] {
      (packed * kernel).unpacked(
        slots: center - covered..<center + covered + 1, of: length, limbs: limbs)
    }
    let (first, second) = (slots(forward), slots(backward))
    var real = (0...covered).map { first[covered + $0] + first[covered - $0] }
    var imaginary = (0...covered).map { second[covered + $0] - second[covered - $0] }
    if covered < outputs {
      let missing = Array(repeating: Integer.zero, count: outputs - covered)
      real += missing
      imaginary += missing
    }
    return ConjugateVector(real: real, imaginary: imaginary, exponent: a.exponent - bits - 1)
  }
}
