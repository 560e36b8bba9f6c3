internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// An integral over the parabola s = μ (1 + iw)² around the negative real axis, -∞ < w < ∞:
///
///     J = (1/π) ∫ exp(s - μ + ω ((1 + iw)^(-2) - 1)) (1 + iw)^(-κ) g dw
///
/// with g = 1, or g = μ/(x - s) for a pole x > 0, which the path then has on its right. By the
/// trapezoidal rule with the nodes (k + ½) h; the pole, which may lie as near to the path as it
/// likes, enters by its residue. P bits take about 0.44 P nodes when 2μ - 2ω is about κ, so that w = 0
/// is the saddle point, however large the parameters are.
/// Proof of the bounds: Docs/Theory/SaddlePoint.md, "Parabolas".
struct ParabolicContour {
  /// μ > 0.
  let vertex: BigFloat
  /// ω >= 0.
  let inverseTerm: RealBall
  /// κ >= 0.
  let power: RealBall
  /// x > 0, exact.
  let pole: BigFloat?

  private var size: Double {
    vertex.nearestDouble + inverseTerm.approximateDouble + power.approximateDouble + 16
  }

  /// -d² log|integrand|/dw² at 0.
  private var curvature: Double {
    2 * vertex.nearestDouble + 6 * inverseTerm.approximateDouble + power.approximateDouble
  }

  /// About the microseconds of a value.
  func cost(bits: Int) -> Double {
    let working = bits + Int(Double.log2(size))
    let goal = Double(bits) * 0.69315
    let natural = (2 * goal / curvature).squareRoot()
    let nodes =
      natural * (goal + curvature * natural * natural / 2)
      / (6.28319 * min(0.8, natural)) + 4
    return 100 + nodes * (6 + 3 * HypergeometricCost.power(bits: working))
  }

  /// A value, and what the pole adds to it.
  struct Value {
    /// J over the parabola, by the trapezoidal rule.
    let sum: RealBall
    /// What is added to J, in units in which the residue at the pole is 1, for a path that passes
    /// the pole on its left: 1/(1 + E), E = e^(2π (η - 1)/h), η = sqrt(x/μ), where the pole lies
    /// in the strip; 0 or 1 where it lies to the right or to the left of it.
    let left: RealBall
    /// 1 less that, to its full accuracy.
    let right: RealBall
  }

  /// J with an error of about 2^-bits of its size; nil where the bounds do not get there.
  func value(bits: Int) -> Value? {
    let sizeBits = Int(Double.log2(size)) + 8
    let goal = Double(bits + 8) + max(0, 0.5 * Double.log2(curvature))
    let steering = Precision(clamping: 64 + sizeBits)
    guard let strip = strip(goal: goal, precision: steering) else { return nil }
    let precision = Precision(clamping: bits + sizeBits + 24)
    guard let sum = sum(step: strip.step, goal: goal, precision: precision, sizeBits) else {
      return nil
    }
    let value = sum.addingError(strip.error)
    guard let pole else { return Value(sum: value, left: .zero, right: .one) }
    guard let isRight = strip.isPoleRight else {
      let exponent = RealBall(exact: pole).divided(
        by: RealBall(exact: vertex), precision: precision
      )
      .squareRoot(precision: precision).subtracting(.one, precision: precision)
      .multiplied(by: .pi(precision: precision), precision: precision).scaled(byPowerOfTwo: 1)
      .divided(by: RealBall(exact: BigFloat(strip.step)), precision: precision)
      func share(_ exponent: RealBall) -> RealBall {
        exponent.exponential(precision: precision).adding(1, precision: precision)
          .reciprocal(precision: precision)
      }
      return Value(sum: value, left: share(exponent), right: share(-exponent))
    }
    return Value(sum: value, left: isRight ? .zero : .one, right: isRight ? .one : .zero)
  }

  // MARK: The strip

  private struct Strip {
    let step: Double
    let error: Magnitude
    /// Whether the pole lies to the right of the strip, or to its left; nil when inside.
    let isPoleRight: Bool?
  }

  /// log of the modulus on the edge through μ λ², λ = 1 + d, against that at d = 0, about.
  private func growth(_ d: Double) -> Double {
    let (m, o) = (vertex.nearestDouble, inverseTerm.approximateDouble)
    let k = power.approximateDouble - 1
    let logarithm =
      d.magnitude < 1e-4 ? -d * d / 2 + d * d * d / 3 : Double.log(onePlus: d) - d
    let square = (1 + d) * (1 + d)
    return m * d * d + o * (3 * d * d + 2 * d * d * d) / square - k * logarithm
      + d * (2 * m - 2 * o - k)
  }

  private func strip(goal: Double, precision: Precision) -> Strip? {
    let nats = goal * 0.69315 + 3
    let natural = (2 * nats / curvature).squareRoot()
    var choices: [(step: Double, distance: Double)] = []
    let poleAt = pole.map { ($0.nearestDouble / vertex.nearestDouble).squareRoot() - 1 }
    for side in [1.0, -1.0] {
      var best: (step: Double, distance: Double)?
      for part in [0.15, 0.25, 0.4, 0.55, 0.7, 0.85, 1, 1.2, 1.5, 2, 3] {
        let distance = side > 0 ? part * natural : min(part * natural, 0.97)
        // Not next to the pole.
        if let poleAt, (poleAt - side * distance).magnitude < 0.04 * distance { continue }
        let loss = max(0, growth(side * distance))
        let step = 6.283_18 * distance / (nats + loss)
        if best.map({ step > $0.step }) ?? true { best = (step, distance) }
      }
      guard let best else { return nil }
      choices.append(best)
    }
    var step = min(choices[0].step, choices[1].step)
    step *= 0.999
    var error = Magnitude.zero
    var isPoleRight: Bool?
    for (choice, side) in zip(choices, [1, -1]) {
      let d = RealBall(exact: BigFloat(Double(side) * choice.distance))
      let ratio = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
        .multiplied(by: RealBall(exact: BigFloat(choice.distance)), precision: precision)
        .divided(by: RealBall(exact: BigFloat(step)), precision: precision)
      guard ratio.lowerBound(precision: 64) >= 1 else { return nil }
      guard let logarithm = logarithmOfEdge(d, precision: precision) else { return nil }
      // e^y - 1 >= e^y/2 for y >= 1.
      error += logarithm.subtracting(ratio, precision: precision)
        .exponential(precision: 32).magnitudeUpperBound.scaled(byPowerOfTwo: 1)
    }
    if let pole {
      // The pole against both edges, exactly as the bound of the moduli sees it.
      let sides = zip(choices, [1, -1]).map { choice, side in
        edgeDistance(
          RealBall(exact: BigFloat(Double(side) * choice.distance)), pole, precision: precision)
      }
      guard sides[0].isCertainlyNonzero, sides[1].isCertainlyNonzero else { return nil }
      // sides[0] is x/μ - λ² at the right edge.
      if sides[0].isCertainlyPositive {
        isPoleRight = true
      } else if sides[1].isCertainlyNegative {
        isPoleRight = false
      }
    }
    return error.isFinite ? Strip(step: step, error: error, isPoleRight: isPoleRight) : nil
  }

  /// x/μ - λ², λ = 1 + d.
  private func edgeDistance(_ d: RealBall, _ pole: BigFloat, precision: Precision) -> RealBall {
    RealBall(exact: pole).divided(by: RealBall(exact: vertex), precision: precision)
      .subtracting(
        d.adding(1, precision: precision).squared(precision: precision), precision: precision)
  }

  /// log of an upper bound of the integral of the modulus over the edge through μ λ², λ = 1 + d:
  /// e^(μ(λ²-1) + ω(λ^(-2)-1)) λ^(-κ) /sqrt(π μ), over |x/μ - λ²| with a pole.
  private func logarithmOfEdge(_ d: RealBall, precision: Precision) -> RealBall? {
    let lambda = d.adding(1, precision: precision)
    guard lambda.isCertainlyPositive else { return nil }
    let excess = d.multiplied(by: d.adding(2, precision: precision), precision: precision)
    let m = RealBall(exact: vertex)
    var result = m.multiplied(by: excess, precision: precision)
      .subtracting(
        inverseTerm.multiplied(by: excess, precision: precision)
          .divided(by: lambda.squared(precision: precision), precision: precision),
        precision: precision
      ).subtracting(
        d.logarithmOnePlus(precision: precision).multiplied(by: power, precision: precision),
        precision: precision)
    let scale = RealBall.pi(precision: precision).multiplied(by: m, precision: precision)
      .logarithm(precision: precision).scaled(byPowerOfTwo: -1)
    result = result.subtracting(scale, precision: precision)
    if let pole {
      let distance = edgeDistance(d, pole, precision: precision)
      guard distance.isCertainlyNonzero else { return nil }
      result = result.subtracting(
        distance.magnitude.logarithm(precision: precision), precision: precision)
    }
    return result
  }

  // MARK: The sum

  /// h Σ over all half-integers of the integrand, twice the real part over the positive ones.
  private func sum(
    step: Double, goal: Double, precision: Precision, _ sizeBits: Int
  ) -> RealBall? {
    let h = BigFloat(step)
    let m = RealBall(exact: vertex)
    // (x - μ)/μ: the distance x - s is that plus w² - 2iw, times μ.
    let offset = pole.map {
      RealBall(exact: $0).subtracting(m, precision: precision + 64)
        .divided(by: m, precision: precision)
    }
    var total = RealBall.zero
    var last = 0
    var k = 0
    while true {
      if k > 1 << 20 { return nil }
      let inner = Precision(clamping: max(precision.bits + last, sizeBits + 40))
      let w = RealBall(exact: h).multiplied(by: 2 * k + 1, precision: precision + 64)
        .scaled(byPowerOfTwo: -1)
      let square = w.squared(precision: precision + 64)
      let norm = square.adding(1, precision: precision)
      // log(1 + iw) = ½ log(1 + w²) + i atan w.
      let logarithm = square.logarithmOnePlus(precision: inner).scaled(byPowerOfTwo: -1)
      let angle = w.arcTangent(precision: inner)
      var real = m.multiplied(by: square, precision: inner).negated
        .subtracting(logarithm.multiplied(by: power, precision: inner), precision: inner)
      var imaginary = m.multiplied(by: w, precision: inner).scaled(byPowerOfTwo: 1)
        .subtracting(angle.multiplied(by: power, precision: inner), precision: inner)
      if !inverseTerm.isZero {
        // (1 + iw)^(-2) - 1 = (-3w² - w⁴ - 2iw)/(1 + w²)².
        let scale = inverseTerm.divided(by: norm.squared(precision: inner), precision: inner)
        real = real.subtracting(
          square.multiplied(by: square.adding(3, precision: inner), precision: inner)
            .multiplied(by: scale, precision: inner), precision: inner)
        imaginary = imaginary.subtracting(
          w.multiplied(by: scale, precision: inner).scaled(byPowerOfTwo: 1), precision: inner)
      }
      let size = real.exponential(precision: inner)
      let (sine, cosine) = imaginary.sineAndCosine(precision: inner)
      var term = cosine
      var bound = size.magnitudeUpperBound
      if let offset {
        // Re e^(iψ)/(u - iv) = (u cos ψ - v sin ψ)/(u² + v²), u = offset + w², v = 2w.
        let u = offset.adding(square, precision: inner)
        let v = w.scaled(byPowerOfTwo: 1)
        let denominator = u.squared(precision: inner)
          .adding(v.squared(precision: inner), precision: inner)
        term = u.multiplied(by: cosine, precision: inner)
          .subtracting(v.multiplied(by: sine, precision: inner), precision: inner)
          .divided(by: denominator, precision: inner)
        // |x/μ - (1 + iw)²| >= 2w, which grows.
        bound = bound.divided(byLowerBound: v.distanceFromZeroLowerBound)
      }
      total = total.adding(term.multiplied(by: size, precision: inner), precision: precision)
      guard total.isFinite else { return nil }
      last = min(0, max(-precision.bits, bound.exponent))
      k += 1
      guard Double(bound.exponent) < -goal else { continue }
      // Beyond, the moduli fall at least like e^(-μ w²), but for the term with ω, which never
      // exceeds its value at a w² <= 1 again, and its value at another w² by more than ω/8.
      let rate = w.multiplied(by: m, precision: 64).scaled(byPowerOfTwo: 1)
        .multiplied(by: RealBall(exact: h), precision: 64).distanceFromZeroLowerBound
      let rise = RealBall(exact: BigFloat(inverseTerm.magnitudeUpperBound))
        .scaled(byPowerOfTwo: -3).exponential(precision: 32).magnitudeUpperBound
      let isFalling = inverseTerm.isZero || square.upperBound(precision: 64) <= 1
      let tail = bound.divided(byLowerBound: rate) * (isFalling ? .one : rise)
      guard tail.exponent < -Int(goal) + 40 else { continue }
      total = total.addingError(tail)
      break
    }
    // (1/π) h 2 Σ Re.
    return total.multiplied(by: RealBall(exact: h), precision: precision)
      .scaled(byPowerOfTwo: 1).divided(by: .pi(precision: precision), precision: precision)
  }
}
