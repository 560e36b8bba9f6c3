internal import BallArithmetic
internal import Multiprecision

/// The real parts of Σ_k W_k e^(-i k j delta h) for many j at once, by Bluestein's identity
/// kj = (k^2 + j^2 - (k - j)^2)/2: one convolution, three products of long integers.
///
/// Docs/Theory/BiasedLaw.md, "Many points".
struct ChirpSum {
  /// W_k, k = 0, ..., in units of 2^-bits.
  let real: [Integer]
  let imaginary: [Integer]
  let bits: Int
  /// The bits of the largest integer, about.
  let accuracy: Int
  /// The errors of all W_k together, and Σ |W_k|.
  let error: Magnitude
  let total: Magnitude

  func values(spacing: BigFloat, step: BigFloat, from low: Int, to high: Int) -> [RealBall] {
    let count = real.count - 1
    let reach = max(count - low, high)
    let fine = accuracy + 16
    let precision = Precision(clamping: fine + 16)
    // e^(i m^2 delta h/2), m = 0, ..., reach.
    let angle = RealBall(exact: spacing)
      .multiplied(by: RealBall(exact: step), precision: precision + 128)
      .scaled(byPowerOfTwo: -1)
    var chirps: [ComplexBall] = []
    var fixed: [(real: Integer, imaginary: Integer)] = []
    chirps.reserveCapacity(reach + 1)
    var deviation = Magnitude.zero
    for m in 0...reach {
      let turn = angle.multiplied(
        by: RealBall(Integer(m) * Integer(m)), precision: precision + 128)
      let (sine, cosine) = turn.sineAndCosine(precision: precision)
      let (c, s) = (cosine.fixedPoint(bits: fine), sine.fixedPoint(bits: fine))
      deviation = max(deviation, c.error + s.error)
      chirps.append(ComplexBall(real: cosine, imaginary: sine))
      fixed.append((c.value, s.value))
    }
    deviation = deviation.scaled(byPowerOfTwo: -fine)
    guard deviation < .powerOfTwo(-3) else { return (low...high).map { _ in .unbounded } }
    // A_k = W_k conj(chirp_k), backwards.
    var (p, q) = ([Integer](), [Integer]())
    for k in stride(from: count, through: 0, by: -1) {
      let (x, y, chirp) = (real[k], imaginary[k], fixed[k])
      p.append((x * chirp.real + y * chirp.imaginary) >> fine)
      q.append((y * chirp.real - x * chirp.imaginary) >> fine)
    }
    let kernel = (-high...count - low).map { fixed[Int($0.magnitude)] }
    let (u, v) = (kernel.map(\.real), kernel.map(\.imaginary))
    // |A_k| < 2^(accuracy + 4), |chirp| < 2^(fine + 1); sums of two of each.
    let most = (p + q).map(\.bitWidth).max() ?? 1
    let limbs = (most + fine + 8 + (count + 1).bitWidthOfCount + 63) / 64
    let slots = count..<count + high - low + 1
    let length = p.count + u.count - 1
    func convolution(_ a: [Integer], _ b: [Integer]) -> [Integer] {
      (Integer.packed(a, limbs: limbs) * Integer.packed(b, limbs: limbs))
        .unpacked(slots: slots, of: length, limbs: limbs)
    }
    let first = convolution(p, u)
    let second = convolution(q, v)
    let both = convolution(zip(p, q).map { $0 + $1 }, zip(u, v).map { $0 + $1 })
    let unit = Magnitude.powerOfTwo(-bits)
    let rounding = Magnitude(UInt(2 * (count + 2))) * unit
    let spread =
      error
      + (rounding + deviation * (total + rounding).scaled(byPowerOfTwo: 2))
      .scaled(byPowerOfTwo: 1)
    return (low...high).map { j in
      let slot = high - j
      let value = ComplexBall(
        real: RealBall(
          exact: BigFloat(mantissa: first[slot] - second[slot], exponent: -bits - fine)),
        imaginary: RealBall(
          exact: BigFloat(
            mantissa: both[slot] - first[slot] - second[slot], exponent: -bits - fine)))
      return value.multiplied(by: chirps[Int(j.magnitude)].conjugate, precision: precision).real
        .addingError(spread)
    }
  }
}
