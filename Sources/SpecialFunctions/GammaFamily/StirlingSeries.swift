internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// Stirling's series for log Gamma, with its remainder.
///
///     log Γ(w) = (w - 1/2) log w - w + log(2 pi)/2 + sum_{0<k<N} B_2k/(2k (2k-1) w^(2k-1)) + R_N(w)
///
/// in the plane cut along (-inf, 0]. Proof of the bound of R_N and of its Taylor coefficients:
/// Docs/Theory/GammaFamily.md, "Stirling's series".
struct StirlingSeries {
  /// The number of steps from z to the argument w = z + shift of the series.
  let shift: Int
  /// N: the series has N - 1 terms.
  let terms: Int

  /// The cheapest shift and number of terms, about, for an absolute error of 2^-bits.
  ///
  /// The size that counts is sqrt(|w| R), R = (|w| + Re w)/2; the least term is e^(-2 pi) of that.
  init(
    atReal x: Double, imaginary y: Double, bits: Int, manyCoefficients: Bool = false
  ) {
    let x = min(max(x, -1e100), 1e100)
    let y = min(max(y, -1e100), 1e100)
    let target = Double(max(bits, 16))
    // A step costs a product, and for each of many coefficients a quotient.
    let slope = manyCoefficients ? 0.22 : min(0.8, 0.19 + target / 50_000)
    let radius = target * slope + 2
    let steps = (radius - y * y / (4 * radius) - x).rounded(.up)
    shift = steps > 0 ? Int(min(steps, 1e15)) : 0
    let real = x + Double(shift)
    let modulus = Double.hypot(real, y)
    let effective = modulus * max((modulus + real) / 2, 1) * 39.478
    // log2 of 4 (2N)!/(2 pi)^(2N) / (2N (2N - 1)) |w|^(1-N) R^(-N) for N = 1.
    var count = 1
    var size = Double.log2(modulus + 1) + 2 - Double.log2(effective)
    while size > -target, count < 1 << 24 {
      let next = Double(2 * count) * Double(2 * count - 1) / effective
      if next >= 1 { break }
      size += Double.log2(next)
      count += 1
    }
    terms = count + 1
  }

  /// The Taylor coefficients of log Γ(w + e), those of e^0 to e^(order - 1); the precision says
  /// the absolute error, about, of a value below 1.
  func logGamma(
    _ w: ComplexBall, order: Int = 1, precision: Precision
  ) -> [ComplexBall] {
    let remainders = remainderBounds(w, order: order)
    guard let largest = remainders.first, largest.isFinite else {
      return Array(repeating: .unbounded, count: order)
    }
    let inverse = w.reciprocal(precision: precision)
    var result = correctionSums(inverse, order: order, precision: precision)
    // (w - 1/2 + e) log(w + e) - (w + e) + log(2 pi)/2.
    let half = RealBall(exact: BigFloat(mantissa: 1, exponent: -1))
    let factor = w.subtracting(ComplexBall(half), precision: precision)
    let circle = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
    var logarithm = w.logarithm(precision: precision)
    var previous = ComplexBall.zero
    var power = ComplexBall.one
    for j in 0..<order {
      if j > 0 {
        power = power.multiplied(by: inverse, precision: precision)
        previous = logarithm
        logarithm = power.divided(by: RealBall(j % 2 == 1 ? j : -j), precision: precision)
        result[j] = result[j].multiplied(by: power, precision: precision)
      }
      var term = factor.multiplied(by: logarithm, precision: precision)
        .adding(previous, precision: precision)
      if j == 0 {
        term = term.subtracting(w, precision: precision).adding(
          ComplexBall(circle.logarithm(precision: precision).scaled(byPowerOfTwo: -1)),
          precision: precision)
      } else if j == 1 {
        term = term.subtracting(.one, precision: precision)
      }
      let sum = result[j].adding(term, precision: precision)
      result[j] =
        w.isReal ? ComplexBall(sum.real.addingError(remainders[j])) : sum.addingError(remainders[j])
    }
    return result
  }

  /// sum_{0<k<N} B_2k/(2k (2k-1)) C(1-2k, j) w^(1-2k) for j = 0, ..., order - 1.
  private func correctionSums(
    _ inverse: ComplexBall, order: Int, precision: Precision
  ) -> [ComplexBall] {
    var sums = Array(repeating: ComplexBall.zero, count: order)
    let numbers = BernoulliNumberCache.even(count: terms + 1)
    let square = inverse.squared(precision: precision)
    var power = inverse
    var inner = precision
    for k in 1..<max(terms, 1) {
      let coefficient = RealBall(numbers[k], precision: inner)
        .divided(by: 2 * k * (2 * k - 1), precision: inner)
      var term = power.multiplied(by: coefficient, precision: inner)
      let size = term.magnitudeUpperBound
      sums[0] = sums[0].adding(term, precision: precision)
      for j in 1..<max(order, 1) {
        term = term.multiplied(by: -(2 * k - 2 + j), precision: inner)
          .divided(by: RealBall(j), precision: inner)
        sums[j] = sums[j].adding(term, precision: precision)
      }
      if size.isZero || size.isInfinite { break }
      inner = Precision(clamping: min(precision.bits, max(precision.bits + size.exponent + 16, 32)))
      power = power.multiplied(by: square.rounded(to: inner), precision: inner)
    }
    return sums
  }

  /// Bounds of |R_N(w)| and of the Taylor coefficients of R_N(w + e):
  ///
  ///     2 |B_2N|/(2N) C(2N+j-1, j)/(2N+j-1) s^(2N+j) |w|^(1-2N-j),  s = sec(arg(w)/2),
  ///
  /// with s^2 = |w|/R, R = (|w| + Re w)/2. Infinite when the ball reaches the cut.
  private func remainderBounds(_ w: ComplexBall, order: Int) -> [Magnitude] {
    let infinite = Array(repeating: Magnitude.infinity, count: order)
    if w.isUnbounded { return infinite }
    let across = w.imaginary.distanceFromZeroLowerBound
    let (left, _) = w.real.endpoints(precision: 64)
    let along = left.isPositive ? Magnitude(lowerBound: left) : w.real.distanceFromZeroLowerBound
    let modulus = along.multipliedRoundedDown(by: along)
      .addingRoundedDown(across.multipliedRoundedDown(by: across)).squareRootLowerBound
    let reach: Magnitude
    if left.isNegative {
      // (|w| + Re w)/2 = y^2/(2 (|w| - Re w)) does not cancel.
      let far = w.magnitudeUpperBound + Magnitude(upperBound: left)
      reach = across.multipliedRoundedDown(by: across)
        .dividedRoundedDown(byUpperBound: far.scaled(byPowerOfTwo: 1))
    } else {
      reach = modulus.addingRoundedDown(along).scaled(byPowerOfTwo: -1)
    }
    if reach.isZero || modulus.isZero { return infinite }
    let n = terms
    let bernoulli = Magnitude(upperBound: BernoulliNumberCache.even(count: n + 1)[n])
    // s^(2N) |w|^(1-2N) = |w| / (|w| R)^N, and each further power is 1/sqrt(|w| R).
    let step = Magnitude.one.divided(byLowerBound: modulus.multipliedRoundedDown(by: reach))
    let root = step.squareRoot
    var bound =
      bernoulli * step.power(UInt(n)) * w.magnitudeUpperBound.divided(byLowerBound: integer(n))
    var result: [Magnitude] = []
    for j in 0..<order {
      if j > 0 {
        bound = bound * Magnitude(UInt(2 * n + j - 1)) * root
        bound = bound.divided(byLowerBound: integer(j))
      }
      result.append(bound.divided(byLowerBound: integer(2 * n + j - 1)))
    }
    return result
  }

  /// An integer below 2^32 as a magnitude: exact.
  private func integer(_ value: Int) -> Magnitude { Magnitude(UInt(value)) }
}
