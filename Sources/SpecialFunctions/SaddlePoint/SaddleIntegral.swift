internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// An integral over the real line whose integrand is positive there and falls off from one saddle
/// point on every line parallel to it, however large its parameters are:
///
///     ∫ e^φ(s) ds,   φ(s) = A s - X e^s - Y e^(-s) - Σ m_j log(1 + q_j e^s),
///
/// X, Y, m_j >= 0 and q_j > 0. By the trapezoidal rule, in steps that the parameters' size does not
/// shorten below what the peak of the integrand asks for: P bits take about 0.44 P nodes.
/// Proof of the bounds: Docs/Theory/SaddlePoint.md, "Integrands with concave logarithms".
struct SaddleIntegral {
  /// A.
  let slope: RealBall
  /// X.
  let growing: RealBall
  /// Y.
  let falling: RealBall
  /// The m_j and q_j.
  let factors: [(power: RealBall, scale: RealBall)]

  /// Doubles that steer: about the saddle point and the curvature -φ'' there, and the largest part
  /// of φ.
  private let saddle: Double
  private let curvature: Double
  private let size: Double

  /// Nil where the doubles do not find a saddle point.
  init?(
    slope: RealBall, growing: RealBall, falling: RealBall,
    factors: [(power: RealBall, scale: RealBall)] = []
  ) {
    self.slope = slope
    self.growing = growing
    self.falling = falling
    self.factors = factors
    let a = slope.approximateDouble
    let (x, y) = (growing.approximateDouble, falling.approximateDouble)
    let terms = factors.map { ($0.power.approximateDouble, $0.scale.approximateDouble) }
    guard ([a, x, y] + terms.flatMap { [$0.0, $0.1] }).allSatisfy({ $0.magnitude < 1e60 }) else {
      return nil
    }
    func derivative(_ s: Double) -> Double {
      let t = Double.exp(s)
      return terms.reduce(a - x * t + y / t) { $0 - $1.0 * ($1.1 * t / (1 + $1.1 * t)) }
    }
    var (low, high) = (-300.0, 300.0)
    guard derivative(low) > 0, derivative(high) < 0 else { return nil }
    for _ in 0..<64 {
      let middle = (low + high) / 2
      if derivative(middle) > 0 { low = middle } else { high = middle }
    }
    saddle = (low + high) / 2
    let t = Double.exp(saddle)
    curvature = terms.reduce(x * t + y / t) {
      let u = $1.1 * t
      return $0 + $1.0 * (u / ((1 + u) * (1 + u)))
    }
    size = terms.reduce(a.magnitude * (saddle.magnitude + 1) + x * t + y / t + curvature + 16) {
      $0 + $1.0 * Double.log(onePlus: $1.1 * t)
    }
    guard curvature > 0, size.isFinite else { return nil }
  }

  /// About how many nodes are needed for so many bits.
  func nodeEstimate(bits: Int) -> Double {
    let goal = Double(bits) * 0.69315
    let reach = Double.acosh(1 + goal / curvature)
    let angle = min(1.45, (2 * goal / curvature).squareRoot())
    let loss = min(goal, curvature * (1 / Double.cos(angle) - 1))
    return 2 * reach * (goal + loss) / (6.28319 * angle) + 4
  }

  /// About the microseconds of a value.
  func cost(bits: Int) -> Double {
    let working = bits + Int(Double.log2(size))
    return 200
      + nodeEstimate(bits: bits)
      * (3 + Double(1 + factors.count) * HypergeometricCost.power(bits: working) * 0.6)
  }

  /// The integral, with a relative accuracy of about `bits`; nil where the bounds do not get there.
  func value(bits: Int) -> RealBall? {
    let sizeBits = Int(Double.log2(size)) + 8
    // The sum's size against its largest term is about the width of the peak.
    let goal = Double(bits + 8) + max(0, 0.5 * Double.log2(curvature))
    let steering = Precision(clamping: 64 + sizeBits)
    let center = refinedSaddle(precision: steering)
    let start = RealBall(exact: center)
    let least = edge(at: start, cosine: .one, precision: steering).value
    guard let strip = widestStep(center, least, goal: goal * 0.69315, precision: steering) else {
      return nil
    }
    let precision = Precision(clamping: bits + sizeBits + 24)
    let step = RealBall(exact: BigFloat(strip.step))
    guard let sum = sum(from: center, step: step, goal: goal, precision: precision, sizeBits)
    else { return nil }
    // The sum and the bounds are relative to e^φ at the centre.
    let top = edge(at: start, cosine: .one, precision: precision)
      .value.exponential(precision: precision)
    let whole = sum.multiplied(by: step, precision: precision)
    return whole.addingError(strip.error).multiplied(
      by: top, precision: Precision(clamping: bits + 8))
  }

  // MARK: Lines parallel to the real one

  /// Re φ(s + iθ) and its derivative by s, from cos θ >= 0.
  private func edge(
    at s: RealBall, cosine: RealBall, precision: Precision
  ) -> (value: RealBall, slope: RealBall) {
    let t = s.exponential(precision: precision)
    let up = growing.multiplied(by: t, precision: precision)
      .multiplied(by: cosine, precision: precision)
    let down =
      falling.isZero
      ? RealBall.zero
      : falling.divided(by: t, precision: precision).multiplied(by: cosine, precision: precision)
    var value = slope.multiplied(by: s, precision: precision)
      .subtracting(up, precision: precision).subtracting(down, precision: precision)
    var derivative = slope.subtracting(up, precision: precision).adding(down, precision: precision)
    for (power, scale) in factors {
      // u = q e^s: |1 + u e^(iθ)|^2 = 1 + 2 u cos θ + u^2.
      let u = t.multiplied(by: scale, precision: precision)
      let square = u.squared(precision: precision)
      let mixed = u.multiplied(by: cosine, precision: precision)
      let norm = mixed.scaled(byPowerOfTwo: 1).adding(square, precision: precision)
      value = value.subtracting(
        norm.logarithmOnePlus(precision: precision).multiplied(by: power, precision: precision)
          .scaled(byPowerOfTwo: -1), precision: precision)
      derivative = derivative.subtracting(
        mixed.adding(square, precision: precision)
          .divided(by: norm.adding(1, precision: precision), precision: precision)
          .multiplied(by: power, precision: precision), precision: precision)
    }
    return (value, derivative)
  }

  /// -φ'' on the line of angle θ, about.
  private func curvature(at s: Double, cosine: Double) -> Double {
    let t = Double.exp(s)
    let first =
      (growing.approximateDouble * t + falling.approximateDouble / t) * cosine
    return factors.reduce(first) {
      let u = $1.scale.approximateDouble * t
      let norm = 1 + 2 * u * cosine + u * u
      return $0 + $1.power.approximateDouble * u * (cosine * (1 + u * u) + 2 * u) / (norm * norm)
    }
  }

  /// The saddle point to much less than the width of the peak.
  private func refinedSaddle(precision: Precision) -> BigFloat {
    var point = BigFloat(saddle)
    for _ in 0..<3 {
      let (_, slope) = edge(at: RealBall(exact: point), cosine: .one, precision: precision)
      let move = BigFloat.dividing(slope.midpoint, BigFloat(curvature), precision: precision)
      point = BigFloat.adding(point, move, precision: precision)
    }
    return point
  }

  /// The step for which the strip of the best width has an error below the goal, and that error, at
  /// most 2 N/(e^(2πθ/h) - 1) for the integral N of the modulus over an edge; relative to e^least.
  private func widestStep(
    _ center: BigFloat, _ least: RealBall, goal: Double, precision: Precision
  ) -> (step: Double, error: Magnitude)? {
    let natural = (2 * goal / curvature).squareRoot()
    var best: (step: Double, angle: Double, logarithm: RealBall)?
    for part in [0.35, 0.5, 0.7, 0.85, 1, 1.2, 1.5, 2] {
      let angle = min(part * natural, 1.53)
      guard
        let bound = logarithmOfEdge(center, angle: angle, precision: precision)?
          .subtracting(least, precision: precision)
      else { continue }
      let step = 6.283_18 * angle / (goal + max(0, bound.approximateDouble) + 2)
      if best.map({ step > $0.step }) ?? true { best = (step, angle, bound) }
      if angle == 1.53 { break }
    }
    guard let best else { return nil }
    let ratio = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
      .multiplied(by: RealBall(exact: BigFloat(best.angle)), precision: precision)
      .divided(by: RealBall(exact: BigFloat(best.step)), precision: precision)
    guard ratio.isCertainlyPositive, ratio.lowerBound(precision: 64) >= 1 else { return nil }
    // e^y - 1 >= e^y/2 for y >= 1.
    let error = best.logarithm.subtracting(ratio, precision: precision)
      .exponential(precision: 32).magnitudeUpperBound.scaled(byPowerOfTwo: 2)
    return error.isFinite ? (best.step, error) : nil
  }

  /// A ball whose upper end bounds log ∫ |e^φ(s + iθ)| ds: by concavity from three points.
  private func logarithmOfEdge(
    _ center: BigFloat, angle: Double, precision: Precision
  ) -> RealBall? {
    let cosine = RealBall(exact: BigFloat(angle)).cosine(precision: precision)
    guard cosine.isCertainlyPositive else { return nil }
    let cosineEstimate = Double.cos(angle)
    var peak = center
    var bend = curvature
    for _ in 0..<6 {
      bend = curvature(at: peak.nearestDouble, cosine: cosineEstimate)
      guard bend > 0 else { return nil }
      let (_, slope) = edge(at: RealBall(exact: peak), cosine: cosine, precision: precision)
      let move = slope.approximateDouble / bend
      peak = BigFloat.adding(
        peak, BigFloat(max(-1, min(1, move))), precision: precision)
    }
    let (top, topSlope) = edge(at: RealBall(exact: peak), cosine: cosine, precision: precision)
    var reach = 1.2 / bend.squareRoot()
    for _ in 0..<40 {
      let width = BigFloat(reach)
      let sides = [
        BigFloat.subtracting(peak, width, precision: precision),
        BigFloat.adding(peak, width, precision: precision),
      ]
      let left = edge(at: RealBall(exact: sides[0]), cosine: cosine, precision: precision)
      let right = edge(at: RealBall(exact: sides[1]), cosine: cosine, precision: precision)
      guard left.slope.isCertainlyPositive, right.slope.isCertainlyNegative else {
        reach *= 1.5
        continue
      }
      // The two sides at most e^ψ/|ψ'|, the middle its width times the tangent's largest value.
      // Twice the reach and a little covers the rounding of the two points.
      let middle = top.adding(
        RealBall(exact: BigFloat(topSlope.magnitudeUpperBound * Magnitude(upperBound: width)))
          .scaled(byPowerOfTwo: 1), precision: precision
      ).adding(
        RealBall(exact: BigFloat(reach * 2.01)).logarithm(precision: precision),
        precision: precision)
      let parts = [
        middle,
        left.value.subtracting(
          left.slope.logarithm(precision: precision), precision: precision),
        right.value.subtracting(
          right.slope.negated.logarithm(precision: precision), precision: precision),
      ]
      let largest = parts.map { $0.upperBound(precision: precision) }.max() ?? .zero
      return RealBall(exact: largest)
        .adding(RealBall(3).logarithm(precision: precision), precision: precision)
    }
    return nil
  }

  // MARK: The sum

  /// Σ e^(φ(c + kh) - φ(c)) over all integers k.
  private func sum(
    from center: BigFloat, step: RealBall, goal: Double, precision: Precision, _ sizeBits: Int
  ) -> RealBall? {
    let middle = RealBall(exact: center).exponential(precision: precision)
    let ratio = step.exponential(precision: precision)
    let baseLogarithms = factors.map {
      middle.multiplied(by: $0.scale, precision: precision).logarithmOnePlus(precision: precision)
    }
    let inverse = falling.isZero ? RealBall.zero : middle.reciprocal(precision: precision)
    var total = RealBall.one
    for direction in [1, -1] {
      let factor = direction > 0 ? ratio : ratio.reciprocal(precision: precision)
      let opposite = direction > 0 ? ratio.reciprocal(precision: precision) : ratio
      var (t, back) = (middle, inverse)
      var last = 0
      var k = 0
      while true {
        k += 1
        if k > 1 << 20 { return nil }
        t = t.multiplied(by: factor, precision: precision)
        if !falling.isZero { back = back.multiplied(by: opposite, precision: precision) }
        // Small terms need fewer bits.
        let inner = Precision(clamping: max(precision.bits + last, sizeBits + 40))
        let index = direction * k
        var exponent = slope.multiplied(
          by: step.multiplied(by: index, precision: precision),
          precision: inner)
        if !growing.isZero {
          exponent = exponent.subtracting(
            t.subtracting(middle, precision: precision)
              .multiplied(by: growing, precision: inner), precision: inner)
        }
        if !falling.isZero {
          exponent = exponent.subtracting(
            back.subtracting(inverse, precision: precision)
              .multiplied(by: falling, precision: inner), precision: inner)
        }
        for (j, entry) in factors.enumerated() {
          let logarithm = t.multiplied(by: entry.scale, precision: inner)
            .logarithmOnePlus(precision: inner)
          exponent = exponent.subtracting(
            logarithm.subtracting(baseLogarithms[j], precision: inner)
              .multiplied(by: entry.power, precision: inner), precision: inner)
        }
        let term = exponent.exponential(precision: inner)
        guard term.isFinite else { return nil }
        total = total.adding(term, precision: precision)
        let bound = term.magnitudeUpperBound
        last = min(0, max(-precision.bits, bound.exponent))
        guard Double(bound.exponent) < -goal else { continue }
        // Beyond, the terms fall at least like e^(slope (s - s_k)).
        let place = RealBall(exact: center).adding(
          step.multiplied(by: index, precision: precision), precision: precision)
        let decline = edge(at: place, cosine: .one, precision: Precision(clamping: sizeBits + 48))
          .slope.multiplied(by: -direction, precision: 64)
        guard decline.isCertainlyPositive else { continue }
        let rate = decline.multiplied(by: step, precision: 64).distanceFromZeroLowerBound
        total = total.addingError(bound.divided(byLowerBound: rate))
        break
      }
    }
    return total
  }
}
