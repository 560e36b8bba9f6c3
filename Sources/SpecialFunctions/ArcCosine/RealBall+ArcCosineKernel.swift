public import BallArithmetic
public import Multiprecision

extension RealBall {
  /// The arc-cosine kernel J_n(θ) of Cho and Saul for 0 <= θ <= π and an order n >= 0.
  ///
  /// J_n(θ)/2π = E[φ(u)^n φ(v)^n] for φ(u) = max(u, 0) and standard normal u, v with correlation
  /// cos θ (for n = 0 the probability that both are positive):
  /// J_0 = π - θ, J_1 = sin θ + (π - θ) cos θ, and
  /// J_(n+1) = (2n + 1) cos θ J_n + n² sin² θ J_(n-1).
  ///
  /// It falls from π (2n-1)!! at 0 to exactly 0 at π, and keeps its relative accuracy close to π,
  /// where it is of the size of (π - θ)^(2n+1). Of a ball across 0 or π the part inside counts.
  /// Proofs: Docs/Theory/ArcCosine.md, "The recurrence" and "Accuracy".
  ///
  /// ```swift
  /// try RealBall.arcCosineKernel(2, RealBall(1), precision: 100)   // 4.75591443945411...
  /// ```
  ///
  /// Y. Cho, L. Saul, Kernel methods for deep learning, NIPS 2009.
  ///
  /// - Throws: ``SpecialFunctionError/invalidParameters(_:)`` for n < 0,
  ///   ``SpecialFunctionError/undefined(_:)`` for an angle outside [0, π],
  ///   ``SpecialFunctionError/outOfReach(_:)`` when order and precision together are too costly.
  public static func arcCosineKernel(
    _ order: Int, _ angle: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    if order < 0 {
      throw .invalidParameters("the arc-cosine kernel has orders n >= 0, and n is \(order)")
    }
    if angle.isUnbounded { return .unbounded }
    let inner = max(precision, angle.midpoint.precision) + 16
    if angle.isCertainlyNegative || RealBall.pi(precision: inner).isCertainlyLess(than: angle) {
      throw .undefined("the arc-cosine kernel has angles from 0 to pi, not \(angle)")
    }
    if angle.isExact {
      return try arcCosineKernel(order, at: angle.midpoint, precision: precision)
    }
    // J_n falls on [0, π]: from end to end.
    let (lower, upper) = angle.endpoints(precision: precision)
    let largest = try arcCosineKernel(order, at: max(lower, 0), precision: precision + 8)
    // π itself is no float: what is not certainly less may be beyond it.
    let isInside = RealBall(exact: upper).isCertainlyLess(than: .pi(precision: inner + 64))
    let least =
      isInside ? try arcCosineKernel(order, at: upper, precision: precision + 8) : .zero
    return largest.union(least, precision: precision)
  }

  /// The most bit operations, in words times steps, that a kernel may cost.
  private static let largestKernelCost = 1 << 34

  /// The kernel at an exact angle in [0, π).
  private static func arcCosineKernel(
    _ order: Int, at angle: BigFloat, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    let exact = RealBall(exact: angle)
    let rest = RealBall.pi(precision: angle.precision + 64).subtracting(exact, precision: 64)
    var extra = 16 + 2 * (Int.bitWidth - order.leadingZeroBitCount)
    // For an obtuse angle the recurrence magnifies errors by tan(θ/2)^2 in each step.
    if rest.midpoint.nearestDouble < 1.57 {
      let half = rest.scaled(byPowerOfTwo: -1).tangent(precision: 64).midpoint
      let logarithm = -half.logarithm(precision: 64).value.nearestDouble / 0.693_147_180_559_945
      let loss = 2 * (Double(order) + 1) * max(0, logarithm)
      extra += loss < 1e15 ? Int(loss) : 1 << 50
    }
    var result = RealBall.unbounded
    for _ in 0..<5 {
      let bits = precision.bits + extra
      let (steps, overflow) = order.multipliedReportingOverflow(by: bits)
      if overflow || steps > largestKernelCost || bits > 1 << 26 {
        throw .outOfReach(
          "the arc-cosine kernel of order \(order) at this angle needs \(order) steps with \(bits)"
            + " bits, which is too many")
      }
      result = arcCosineRecurrence(order, exact, precision: Precision(clamping: bits))
      let accuracy = result.midpoint.isZero ? 0 : max(0, result.relativeAccuracyBits)
      if accuracy >= precision.bits { break }
      extra += max(precision.bits - accuracy + 8, extra / 2)
    }
    return result.rounded(to: precision)
  }

  private static func arcCosineRecurrence(
    _ order: Int, _ angle: RealBall, precision: Precision
  ) -> RealBall {
    // π - θ keeps `precision` bits although both may agree in many.
    let lost = max(64, angle.midpoint.precision.bits)
    let rest = RealBall.pi(precision: precision + lost)
      .subtracting(angle, precision: precision + 8)
    if order == 0 { return rest }
    // The sine of θ is that of π - θ, a small number with its relative accuracy.
    let (sine, opposite) = rest.sineAndCosine(precision: precision + 8)
    let cosine = -opposite
    var previous = rest
    var value = sine.adding(
      rest.multiplied(by: cosine, precision: precision), precision: precision)
    let square = sine.squared(precision: precision)
    for n in 1..<max(order, 1) {
      let next = value.multiplied(by: cosine, precision: precision)
        .multiplied(by: 2 * n + 1, precision: precision)
        .adding(
          previous.multiplied(by: square, precision: precision)
            .multiplied(by: n, precision: precision).multiplied(by: n, precision: precision),
          precision: precision)
      previous = value
      value = next
    }
    return value
  }
}
