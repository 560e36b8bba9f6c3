internal import BallArithmetic
internal import Multiprecision

/// Values of K and I at one exact order and one exact argument: the choice of the method and of the
/// working precision. Proofs: Docs/Theory/Bessel.md.
struct BesselEvaluation {
  /// The order, a >= 0.
  let order: DyadicNumber
  /// Exact, not zero.
  let z: ComplexBall
  /// Estimates that steer only: |z| and Re z, clamped to doubles.
  let modulus: Double
  let realPart: Double

  /// The longest sum or recurrence that is tried.
  static let longestSum = 1 << 24

  init(order: DyadicNumber, z: ComplexBall) {
    self.order = order
    self.z = z
    let (x, y) = (z.real.midpoint.nearestDouble, z.imaginary.midpoint.nearestDouble)
    realPart = x
    modulus = y == 0 ? x.magnitude : (x * x + y * y).squareRoot()
  }

  /// K_a(z), principal branch.
  func besselK(precision: Precision) -> ComplexBall {
    raising(precision) { attempt in
      if let value = saddleK(precision: attempt) { return value }
      let isDear = isFiniteSumDear(bits: Double(attempt.bits))
      if !isDear, let value = asymptoticK(order, precision: attempt) { return value }
      if let value = powerSeriesK(precision: attempt) { return value }
      if realPart < 0, order.approximate > 4 { return continuedK(precision: attempt) }
      return recurrenceK(precision: attempt)
    }
  }

  /// I_a(z), principal branch.
  func besselI(precision: Precision) -> ComplexBall {
    raising(precision) { attempt in
      contourI(precision: attempt) ?? asymptoticI(precision: attempt)
        ?? ascendingI(precision: attempt)
    }
  }

  /// Tries again with more precision while the value has less than it should.
  private func raising(
    _ precision: Precision, _ compute: (Precision) -> ComplexBall
  ) -> ComplexBall {
    var attempt = precision
    var best = ComplexBall.unbounded
    for _ in 0..<6 {
      let value = compute(attempt)
      if value.isUnbounded { return best }
      let accuracy = value.relativeAccuracyBits
      if accuracy >= precision.bits - 4 || value.real.midpoint.isZero && value.isReal {
        return value.rounded(to: precision + 8)
      }
      best = value
      let missing = accuracy == .min ? 2 * attempt.bits + 200 : precision.bits - accuracy
      attempt = attempt + (min(max(missing, 8), 4 * attempt.bits + 1000) + 16)
    }
    return best.rounded(to: precision + 8)
  }

  // MARK: Hankel's expansion

  /// Whether the terms of Hankel's expansion fall below 2^-bits.
  private func asymptoticReaches(_ a: Double, bits: Double) -> Bool {
    // Beyond the doubles: a^2/|z| is small, or the terms would grow for too long.
    if modulus > 1e300 { return a < 1e140 }
    guard modulus > 0.25 else { return false }
    // Near the smallest term, k = 2|z|, the terms are about e^(-2|z|) e^(a^2/(2|z|)).
    if 2 * modulus * log2OfE < bits { return false }
    if a < 1.6 { return true }
    if a > 1e9 { return false }
    var size = 1.0
    var lost = 0.0
    var k = 0.0
    let goal = 0x1p-60
    while k < 1e7 {
      let ratio = (2 * a - 2 * k - 1) * (2 * a + 2 * k + 1) / (8 * (k + 1) * modulus)
      size *= ratio.magnitude
      k += 1
      if size == 0 { return true }
      if size < goal {
        size /= goal
        lost += 60
      } else if size > 0x1p60 {
        size *= goal
        lost -= 60
      }
      if k > a - 0.5 {
        if lost - estimatedLog2(size) > bits { return true }
        if ratio.magnitude >= 1 { return false }
      }
    }
    return false
  }

  private func asymptoticSeries(
    _ order: DyadicNumber, precision: Precision
  ) -> BesselAsymptoticSeries? {
    let a = order.approximate
    let isFinite = order.isHalfInteger && order.small != nil && a < 1e6
    let c = (a * a - 0.25).magnitude / modulus
    // The exponential factor of the remainder for complex z.
    let loss = z.isReal && realPart > 0 || isFinite ? 0 : 1.6 * log2OfE * c
    let target = precision.bits + 12 + clampedInt(loss, to: 0...1_000_000)
    guard isFinite || asymptoticReaches(a, bits: Double(target) + 4) else { return nil }
    guard modulus > 0.25 || isFinite else { return nil }
    let scale = clampedInt(estimatedLog2(modulus) + 4, to: 0...4096)
    let length = min(Double(target), modulus * 2) + a
    let extra = 2 * clampedInt(estimatedLog2(length + 2) + 1, to: 0...60) + 16
    return BesselAsymptoticSeries(
      order: order, z: z, target: target, bits: target + scale + extra)
  }

  /// sqrt(pi/(2z)) e^(-z) times Hankel's sum.
  func asymptoticK(_ order: DyadicNumber, precision: Precision) -> ComplexBall? {
    guard let series = asymptoticSeries(order, precision: precision) else { return nil }
    let inner = precision + 16
    // 1/sqrt(z), not sqrt(1/z): they differ on the cut.
    let root = RealBall.pi(precision: inner).scaled(byPowerOfTwo: -1)
      .squareRoot(precision: inner)
    return ComplexBall(root).divided(by: z.squareRoot(precision: inner), precision: inner)
      .multiplied(by: (-z).exponential(precision: inner), precision: inner)
      .multiplied(by: series.plus, precision: inner)
  }

  /// (e^z minus + i e^(i pi a) e^(-z) plus)/sqrt(2 pi z) in the first quadrant; the other three by
  /// reflection.
  private func asymptoticI(precision: Precision) -> ComplexBall? {
    if z.real.midpoint.isNegative {
      // I_a(z) = e^(+-i pi a) I_a(-z), the upper sign for Im z >= 0.
      let mirrored = BesselEvaluation(order: order, z: -z)
      guard let value = mirrored.asymptoticI(precision: precision) else { return nil }
      return value.multiplied(
        by: turn(isUpper: !z.imaginary.midpoint.isNegative, precision: precision + 16),
        precision: precision + 16)
    }
    let a = order.approximate
    // Beyond, also for half-integers, whose finite sums cancel: the ascending series.
    guard a * a < 40 * modulus * Double(precision.bits) + 4096 else { return nil }
    // The alternating sum is smaller than its terms by up to e^(a^2/|z|).
    let lost = clampedInt(a * a / modulus * log2OfE, to: 0...1 << 24)
    guard let series = asymptoticSeries(order, precision: precision + lost) else { return nil }
    let inner = precision + 16
    let grown = z.exponential(precision: inner)
    let root = RealBall.pi(precision: inner).scaled(byPowerOfTwo: 1)
    let scale = ComplexBall(root).multiplied(by: z, precision: inner)
      .squareRoot(precision: inner)
    let isUpper = !z.imaginary.midpoint.isNegative
    let decayed = (-z).exponential(precision: inner)
      .multiplied(by: series.plus, precision: inner)
      .multiplied(by: turn(isUpper: isUpper, precision: inner), precision: inner)
    let turned =
      isUpper
      ? ComplexBall(real: -decayed.imaginary, imaginary: decayed.real)
      : ComplexBall(real: decayed.imaginary, imaginary: -decayed.real)
    let value = grown.multiplied(by: series.minus, precision: inner)
      .adding(turned, precision: inner).divided(by: scale, precision: inner)
    // The finite sum of a half-integer order cancels near zero.
    if order.isHalfInteger, modulus < 0x1p20, value.relativeAccuracyBits < precision.bits {
      return nil
    }
    // The remainder for real z is of a real number.
    return z.isReal ? ComplexBall(value.real) : value
  }

  /// e^(+-i pi a).
  private func turn(isUpper: Bool, precision: Precision) -> ComplexBall {
    let angle = RealBall(exact: order.value)
    let sine = angle.sineOfPi(precision: precision)
    // In a ball: next to zero the sum of the order and 1/2 is rounded.
    let shifted = angle.adding(
      RealBall(exact: BigFloat(0.5)),
      precision: max(order.value.precision, precision) + 80)
    let cosine = shifted.sineOfPi(precision: precision)
    return ComplexBall(real: cosine, imaginary: isUpper ? sine : -sine)
  }

  // MARK: Ascending series

  var quarterSquare: ComplexBall {
    let bits = max(z.real.midpoint.precision, z.imaginary.midpoint.precision).bits
    let exact = Precision(clamping: 2 * bits + 64)
    return z.squared(precision: exact).scaled(byPowerOfTwo: -2)
  }

  /// (z/2)^a / Gamma(a + 1) times the series.
  private func ascendingI(precision: Precision) -> ComplexBall {
    guard modulus < 0x1p24 else { return .unbounded }
    let cancellation = (modulus - realPart.magnitude) * log2OfE
    let length = modulus + Double(precision.bits) + 8
    let bits =
      precision.bits + clampedInt(cancellation, to: 0...100_000_000) + 24
      + 2 * clampedInt(estimatedLog2(length), to: 0...60)
    guard
      let series = BesselAscendingSeries(
        order: order, square: quarterSquare, bits: bits, limit: BesselEvaluation.longestSum)
    else { return .unbounded }
    let inner = precision + 16
    let scale: RealBall
    if order.small != nil, order.approximate < 62 {
      let (next, _) = BigFloat.addingExactness(
        order.value, 1, precision: order.value.precision + 64)
      scale = DyadicNumber(next).reciprocalGamma(precision: inner)
    } else {
      scale = RealBall(exact: order.value)
        .adding(1, precision: max(order.value.precision, inner) + 64)
        .reciprocalGamma(precision: inner)
    }
    return halfPower(order, precision: inner)
      .multiplied(by: scale, precision: inner)
      .multiplied(by: series.sum, precision: inner)
  }

  /// (z/2)^a, principal.
  private func halfPower(_ exponent: DyadicNumber, precision: Precision) -> ComplexBall {
    z.scaled(byPowerOfTwo: -1)
      .power(ComplexBall(RealBall(exact: exponent.value)), precision: precision)
  }

  /// For an order that is large against |z|^2/4 and Re z^2 >= 0: half Gamma(a) (z/2)^(-a) times the
  /// first terms of Σ t^k/(k! (1-a)_k), with the first omitted term as the error.
  /// Docs/Theory/Bessel.md, "Small arguments against the order".
  private func powerSeriesK(precision: Precision) -> ComplexBall? {
    let a = order.approximate
    let size = modulus * modulus / 4
    guard a >= 3, size <= a / 8, realPart >= 0 else { return nil }
    let t = quarterSquare
    guard !t.real.midpoint.isNegative else { return nil }
    // The terms shrink at least by size/(k (a - k)).
    let limit = clampedInt((a / 2).rounded(.down), to: 1...BesselEvaluation.longestSum)
    let bits = precision.bits + 40
    var reach = 0.0
    var k = 1.0
    while reach < Double(bits), Int(k) <= limit {
      reach += size == 0 ? 1e9 : estimatedLog2(k * (a - k) / size)
      k += 1
    }
    guard reach >= Double(bits) else { return nil }
    guard
      let series = BesselAscendingSeries(
        order: order.negated, square: t, bits: bits, limit: limit)
    else { return nil }
    let inner = precision + 16
    return halfPower(order.negated, precision: inner)
      .multiplied(
        by: RealBall(exact: order.value).gamma(precision: inner), precision: inner
      )
      .multiplied(by: series.sum, precision: inner).scaled(byPowerOfTwo: -1)
  }

  /// K_a(z) = e^(-+i pi a) K_a(-z) -+ i pi I_a(-z) left of the imaginary axis, the upper sign for
  /// Im z >= 0 (DLMF 10.34.2): the recurrence is stable on the right. Docs/Theory/Bessel.md,
  /// "Recurrence in the order".
  private func continuedK(precision: Precision) -> ComplexBall {
    let isUpper = !z.imaginary.midpoint.isNegative
    let inner = precision + 16
    let mirrored = BesselEvaluation(order: order, z: -z)
    let first = mirrored.besselK(precision: inner)
      .multiplied(by: turn(isUpper: !isUpper, precision: inner), precision: inner)
    let second = mirrored.besselI(precision: inner)
      .multiplied(by: .pi(precision: inner), precision: inner)
    return first.adding(
      isUpper
        ? ComplexBall(real: second.imaginary, imaginary: -second.real)
        : ComplexBall(real: -second.imaginary, imaginary: second.real), precision: inner)
  }

  /// K of the orders b and b + 1, a = b + n with |b| <= 1/2, then n steps of
  /// K_(c+1) = K_(c-1) + (2c/z) K_c, which do not cancel for Re z > 0. Docs/Theory/Bessel.md,
  /// "Recurrence in the order".
  private func recurrenceK(precision: Precision) -> ComplexBall {
    guard let whole = order.value.integer(rounding: .toNearest), let steps = whole.asInt,
      steps <= BesselEvaluation.longestSum
    else { return .unbounded }
    let base = DyadicNumber(
      BigFloat.subtracting(
        order.value, BigFloat(whole), precision: order.value.precision + 8))
    let inner = precision + (steps < 2 ? 8 : 2 * (64 - steps.leadingZeroBitCount) + 16)
    guard let pair = basePair(base, wantsSecond: steps > 0, precision: inner) else {
      return .unbounded
    }
    if steps == 0 { return pair.first }
    var (low, high) = pair
    let double = ComplexBall(2).divided(by: z, precision: inner)
    for step in 1..<max(steps, 1) {
      // 2 (b + step)/z.
      let factor =
        base.isZero
        ? double.multiplied(by: step, precision: inner)
        : double.multiplied(
          by: RealBall(exact: base.value).adding(step, precision: inner), precision: inner)
      (low, high) = (
        high, low.adding(factor.multiplied(by: high, precision: inner), precision: inner)
      )
      if high.isUnbounded { break }
    }
    return high
  }

  /// K_b and K_(b+1) for |b| <= 1/2. Docs/Theory/Bessel.md, "Orders and reflections".
  private func basePair(
    _ base: DyadicNumber, wantsSecond: Bool, precision: Precision
  ) -> (first: ComplexBall, second: ComplexBall)? {
    // K is even in the order.
    let positive = base.value.isNegative ? base.negated : base
    let above = DyadicNumber(
      BigFloat.addingExactness(base.value, 1, precision: base.value.precision + 64).value)
    if wantsSecond {
      if let first = asymptoticK(positive, precision: precision),
        let second = asymptoticK(above, precision: precision)
      {
        return (first, second)
      }
    } else if let first = asymptoticK(positive, precision: precision) {
      return (first, .zero)
    }
    guard modulus < 0x1p24 else { return nil }
    return base.isZero
      ? integerPair(wantsSecond: wantsSecond, precision: precision)
      : fractionalPair(base, wantsSecond: wantsSecond, precision: precision)
  }

  private func seriesBits(_ precision: Precision) -> Int {
    let cancellation = (modulus + realPart) * log2OfE
    let length = 2 * modulus + Double(precision.bits) + 8
    return precision.bits + clampedInt(cancellation, to: 0...100_000_000) + 28
      + 2 * clampedInt(estimatedLog2(length), to: 0...60)
  }

  /// K_0 = (H - gamma - log(z/2)) F - Q and K_1 = F/z - (z/2) ((H - gamma - log(z/2)) F' - Q').
  private func integerPair(
    wantsSecond: Bool, precision: Precision
  ) -> (first: ComplexBall, second: ComplexBall)? {
    let bits = seriesBits(precision)
    let half = z.scaled(byPowerOfTwo: -1)
    guard
      let series = BesselAscendingSeries(
        order: DyadicNumber(.zero), square: quarterSquare, bits: bits,
        parts: wantsSecond ? [.next, .harmonic] : .harmonic,
        limit: BesselEvaluation.longestSum)
    else { return nil }
    let inner = Precision(clamping: bits + clampedInt(modulus * log2OfE, to: 0...100_000_000))
    let logarithm = half.logarithm(precision: inner)
      .adding(ComplexBall(.eulerGamma(precision: inner)), precision: inner)
    let first = series.harmonicSum.subtracting(
      logarithm.multiplied(by: series.sum, precision: inner), precision: inner)
    guard wantsSecond else { return (first, .zero) }
    let bracket = series.harmonicNext.subtracting(
      logarithm.multiplied(by: series.next, precision: inner), precision: inner)
    let second = series.sum.divided(by: z, precision: inner)
      .subtracting(half.multiplied(by: bracket, precision: inner), precision: inner)
    return (first, second)
  }

  /// With A = Gamma(b)/2 (z/2)^(-b) and B = Gamma(-b)/2 (z/2)^b:
  /// K_b = A F(-b) + B F(b), K_(b+1) = A ((2b/z) F(-b) - (z/2) F'(-b)) - B (z/2) F'(b).
  private func fractionalPair(
    _ base: DyadicNumber, wantsSecond: Bool, precision: Precision
  ) -> (first: ComplexBall, second: ComplexBall)? {
    // The two terms cancel to about |b| of their size.
    let nearness = max(0, -base.value.exponent)
    guard nearness < 1 << 22 else { return nil }
    let bits = seriesBits(precision + (nearness + 2))
    let t = quarterSquare
    let parts: BesselAscendingSeries.Parts = wantsSecond ? .next : []
    guard
      let up = BesselAscendingSeries(
        order: base, square: t, bits: bits, parts: parts, limit: BesselEvaluation.longestSum),
      let down = BesselAscendingSeries(
        order: base.negated, square: t, bits: bits, parts: parts,
        limit: BesselEvaluation.longestSum)
    else { return nil }
    let inner = Precision(clamping: bits + clampedInt(modulus * log2OfE, to: 0...100_000_000))
    let exact = RealBall(exact: base.value)
    let gamma = base.gamma(precision: inner)
    // Gamma(-b) = -pi/(b sin(pi b) Gamma(b)).
    let mirrored = RealBall.pi(precision: inner).divided(
      by: exact.multiplied(by: exact.sineOfPi(precision: inner), precision: inner)
        .multiplied(by: gamma, precision: inner), precision: inner
    ).negated
    let power = halfPower(base, precision: inner)
    let a = ComplexBall(gamma).divided(by: power, precision: inner).scaled(byPowerOfTwo: -1)
    let b = power.multiplied(by: mirrored, precision: inner).scaled(byPowerOfTwo: -1)
    let first = a.multiplied(by: down.sum, precision: inner)
      .adding(b.multiplied(by: up.sum, precision: inner), precision: inner)
    guard wantsSecond else { return (first, .zero) }
    let half = z.scaled(byPowerOfTwo: -1)
    let left = down.sum.multiplied(by: exact, precision: inner).divided(by: half, precision: inner)
      .subtracting(half.multiplied(by: down.next, precision: inner), precision: inner)
    let right = half.multiplied(by: up.next, precision: inner)
    let second = a.multiplied(by: left, precision: inner)
      .subtracting(b.multiplied(by: right, precision: inner), precision: inner)
    return (first, second)
  }
}
