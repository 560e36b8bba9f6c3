internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The gamma functions at the points of a chain's line, c + i k delta with c = order + 1/2, all from
/// Γ(1/2 + i k delta) and Γ(1 + i k delta).
///
/// Docs/Theory/BiasedLaw.md, "The nodes".
struct ChainNodes: Sendable {
  let order: Int
  let numerator: Int
  let shift: Int
  let precision: Precision
  /// Γ(1/2 + i k delta).
  private let halves: [ComplexBall]
  /// Γ(1 + i k delta).
  private let wholes: [ComplexBall]
  /// Π_(j=0..order) (1/2 + j + i k delta) and Π_(j=1..order) (j + i k delta), over their values at
  /// k = 0.
  private let halfProduct: LinearFactorSum
  private let wholeProduct: LinearFactorSum
  private let halfScale: RealBall
  private let wholeScale: RealBall

  init(_ plan: ChainPlan) {
    (order, numerator, shift) = (plan.order, plan.numerator, plan.shift)
    let goal = plan.bits + 16
    precision = Precision(clamping: goal)
    let spacing = plan.spacing
    let zeros = Array(repeating: RealBall.zero, count: order)
    let room = goal + order.bitWidthOfCount + 8
    halfProduct = LinearFactorSum(
      zeros + [.zero, .one], start: 1, divisor: 1, numerator: numerator, shift: shift, bits: room)
    wholeProduct = LinearFactorSum(
      zeros + [.one], start: 2, divisor: 2, numerator: numerator, shift: shift, bits: room)
    var (halfScale, wholeScale) = (RealBall.one, RealBall.one)
    for j in 0...order {
      halfScale = halfScale.multiplied(by: 2 * j + 1, precision: precision + 32)
        .scaled(byPowerOfTwo: -1)
      if j > 0 { wholeScale = wholeScale.multiplied(by: j, precision: precision + 32) }
    }
    (self.halfScale, self.wholeScale) = (halfScale, wholeScale)
    var (half, whole) = (
      StirlingLine(RealBall(exact: BigFloat(0.5))), StirlingLine(RealBall(exact: BigFloat(1)))
    )
    func value(_ line: inout StirlingLine, _ k: Int) -> ComplexBall {
      let t = BigFloat.multiplyingExactness(spacing, k, precision: 128).value
      let bits = plan.bits(at: k)
      let wide = Precision(clamping: bits + 64)
      let (logarithm, divisor) = line.value(at: t, bits: bits + 8)
      return logarithm.exponential(precision: wide).divided(by: divisor, precision: wide)
    }
    let halves = (0...plan.finalCount).map { value(&half, $0) }
    let count = max(plan.finalCount, ChainNodes.kernelCount(plan, bits: plan.bits))
    // Γ(1 + 2it) = 2^(2it) Γ(1/2 + it) Γ(1 + it)/pi^(1/2): every second one.
    let root = RealBall.pi(precision: precision).squareRoot(precision: precision)
    let turns = ChainNodes.rotations(
      RealBall.logTwo(precision: precision + 64), numerator: numerator, shift: shift,
      stride: 2, count: count / 2, precision: precision)
    var wholes: [ComplexBall] = []
    wholes.reserveCapacity(count + 1)
    for k in 0...count {
      if k % 2 == 0, k > 0, k / 2 <= plan.finalCount {
        let p = Precision(clamping: plan.bits(at: k) + 64)
        wholes.append(
          halves[k / 2].multiplied(by: wholes[k / 2], precision: p)
            .multiplied(by: turns[k / 2], precision: p).divided(by: root, precision: p))
      } else {
        wholes.append(value(&whole, k))
      }
    }
    (self.halves, self.wholes) = (halves, wholes)
  }

  /// The last index at which the kernel Γ(i k delta) is not negligible.
  static func kernelCount(_ plan: ChainPlan, bits: Int) -> Int {
    if plan.innerCount == 0 { return 0 }
    let height = Double(bits + 8) * 0.693_147_180_559_945 * 2 / .pi
    return min(
      plan.innerCount + plan.finalCount,
      Int((height / plan.spacing.nearestDouble).rounded(.up)) + 1)
  }

  /// x + i k delta for an x that is a multiple of 1/2.
  private func point(twice x: Int, _ k: Int) -> ComplexBall {
    ComplexBall(
      real: RealBall(x).scaled(byPowerOfTwo: -1),
      imaginary: RealBall(
        exact: BigFloat(mantissa: Integer(k) * Integer(numerator), exponent: -shift)))
  }

  /// s_k.
  func abscissa(_ k: Int) -> ComplexBall { point(twice: 2 * order + 1, k) }

  /// Γ(i k delta) for k >= 1.
  func kernel(_ k: Int) -> ComplexBall {
    wholes[k].divided(by: point(twice: 0, k), precision: precision)
  }

  /// Γ(-s_k).
  func reflected(_ k: Int) -> ComplexBall {
    let value = halves[k].conjugate.divided(
      by: halfProduct.value(k).multiplied(by: halfScale, precision: precision),
      precision: precision)
    return order.isMultiple(of: 2) ? -value : value
  }

  /// Γ(s_k + 1), and Γ(s_k + 1/2).
  func gammas(_ k: Int) -> (whole: ComplexBall, half: ComplexBall) {
    (
      halves[k].multiplied(
        by: halfProduct.value(k).multiplied(by: halfScale, precision: precision),
        precision: precision),
      wholes[k].multiplied(
        by: wholeProduct.value(k).multiplied(by: wholeScale, precision: precision),
        precision: precision)
    )
  }

  /// M(s_k) = E[xi^s; xi > 0] for k = 0, ..., count: the even and the odd numbers of degrees of
  /// freedom are each a gamma function times a polynomial.
  func mellin(_ mixture: ChiSquareMixture, count: Int) -> [ComplexBall] {
    let width = mixture.width
    let weights = mixture.weights(precision: precision)
    // Σ_j w_(2j+1) Π_(i<j) (s+1/2+i)/(1/2+i) and Σ_j w_(2j+2) Π_(i<j) (s+1+i)/(1+i).
    let odd = stride(from: 1, through: width, by: 2).map { weights[$0] }
    let even = stride(from: 2, through: width, by: 2).map { weights[$0] }
    let room = precision.bits + width.bitWidthOfCount + 8
    let first = LinearFactorSum(
      odd, start: 2 * order + 2, divisor: 1, numerator: numerator, shift: shift, bits: room)
    let second = LinearFactorSum(
      even, start: 2 * order + 3, divisor: 2, numerator: numerator, shift: shift, bits: room)
    let fine = precision + 16
    let c = RealBall(2 * order + 1).scaled(byPowerOfTwo: -1)
    let logTwo = RealBall.logTwo(precision: fine + 32)
    let scale = logTwo.multiplied(by: c, precision: fine).exponential(precision: fine)
    let inverseRoot = RealBall.pi(precision: fine).squareRoot(precision: fine)
      .reciprocal(precision: fine)
    let turns = rotations(logTwo, count: count)
    return (0...count).map { k in
      let (whole, half) = gammas(k)
      let oddPart = first.value(k).multiplied(by: half, precision: precision)
        .multiplied(by: inverseRoot, precision: precision)
      let evenPart = second.value(k).multiplied(by: whole, precision: precision)
      return oddPart.adding(evenPart, precision: precision)
        .multiplied(by: turns[k], precision: precision)
        .multiplied(by: scale, precision: precision)
    }
  }

  /// e^(i k delta u), k = 0, ..., count.
  func rotations(_ u: RealBall, count: Int) -> [ComplexBall] {
    ChainNodes.rotations(
      u, numerator: numerator, shift: shift, stride: 1, count: count, precision: precision + 8)
  }

  private static func rotations(
    _ u: RealBall, numerator: Int, shift: Int, stride: Int, count: Int, precision: Precision
  ) -> [ComplexBall] {
    let size = max(u.magnitudeUpperBound.exponent, 0) + 64
    let wide = precision + min(size, 1 << 20)
    let angle = u.multiplied(
      by: RealBall(exact: BigFloat(mantissa: Integer(numerator * stride), exponent: -shift)),
      precision: wide)
    func direct(_ k: Int) -> ComplexBall {
      let (sine, cosine) = angle.multiplied(by: k, precision: wide)
        .sineAndCosine(precision: precision)
      return ComplexBall(real: cosine, imaginary: sine)
    }
    // Every 8th directly, the others from the one before: the radii stay small.
    let unit = direct(1)
    var result: [ComplexBall] = []
    result.reserveCapacity(count + 1)
    for k in 0...count {
      result.append(
        k % 8 == 0 ? direct(k) : result[k - 1].multiplied(by: unit, precision: precision))
    }
    return result
  }
}

/// Sums Σ_j q_j Π_(i<j) (a + i + i k delta)/(b + i) at k = 0, 1, ..., by Horner's rule in fixed point,
/// where 2a, 2b and delta's numerator are machine integers: no product of two long numbers.
///
/// Docs/Theory/BiasedLaw.md, "Sums of linear factors".
struct LinearFactorSum: Sendable {
  private let coefficients: [Integer]
  private let start: Int
  private let divisor: Int
  private let direction: Int
  private let numerator: Int
  private let shift: Int
  private let bits: Int
  private let error: Magnitude

  /// - Parameters:
  ///   - start: 2a.
  ///   - divisor: 2b.
  ///   - direction: 1, or -1 for factors (a - i + i k delta)/(b + i).
  init(
    _ coefficients: [RealBall], start: Int, divisor: Int, direction: Int = 1, numerator: Int,
    shift: Int, bits: Int
  ) {
    // Units relative to the largest coefficient.
    let top =
      coefficients.map { $0.magnitudeUpperBound.exponent }.filter { $0 > -(1 << 50) }.max() ?? 0
    let unit = bits - top
    var error = Magnitude.zero
    self.coefficients = coefficients.map {
      let (value, own) = $0.fixedPoint(bits: unit)
      error = max(error, own)
      return value
    }
    self.error = error
    self.bits = unit
    (self.start, self.divisor, self.direction) = (start, divisor, direction)
    (self.numerator, self.shift) = (numerator, shift)
  }

  func value(_ k: Int) -> ComplexBall {
    guard let last = coefficients.last else { return .zero }
    var row = IntegerScratch([last, .zero, .zero])
    let imaginary = 2 * k * numerator
    for i in stride(from: coefficients.count - 2, through: 0, by: -1) {
      // (x + iy)(A + iB)/D with A = 2^shift (2a ± 2i), B = 2^shift 2 k delta, D = 2^shift (2b + 2i).
      let real = (start + direction * 2 * i) << shift
      row.copy(0, to: 2)
      row.multiply(2, by: real)
      row.addProduct(of: 1, -imaginary, to: 2)
      row.multiply(1, by: real)
      row.addProduct(of: 0, imaginary, to: 1)
      row.copy(2, to: 0)
      let denominator = UInt((divisor + 2 * i) << shift)
      row.divide(0, by: denominator)
      row.divide(1, by: denominator)
      row.add(coefficients[i], to: 0)
    }
    let value = ComplexBall(
      real: RealBall(exact: BigFloat(mantissa: row.value(at: 0), exponent: -bits)),
      imaginary: RealBall(exact: BigFloat(mantissa: row.value(at: 1), exponent: -bits)))
    return value.addingError(errorBound(k))
  }

  /// Every coefficient is off by `error` units and every step by less than 1 in each part; both are
  /// multiplied by the moduli of the factors below them.
  private func errorBound(_ k: Int) -> Magnitude {
    let fresh = error + Magnitude(2)
    var sum = Magnitude.zero
    var product = fresh
    let scale = -shift - 1
    let height = Magnitude(UInt(2 * k * numerator)).scaled(byPowerOfTwo: scale)
    for i in coefficients.indices {
      sum += product
      let real = Magnitude((start + direction * 2 * i).magnitude).scaled(byPowerOfTwo: -1)
      let modulus = (real * real + height * height).squareRoot
      product *= modulus.divided(
        byLowerBound: Magnitude(UInt(divisor + 2 * i)).scaled(byPowerOfTwo: -1))
    }
    return sum.scaled(byPowerOfTwo: -bits)
  }
}
