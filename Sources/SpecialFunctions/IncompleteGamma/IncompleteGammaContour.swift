internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// The regularized functions Q(a,x) = Γ(a,x)/Γ(a) and P(a,x) = 1 - Q(a,x) for large a, exact x > 0,
/// by an integral over a parabola through the saddle point:
///
///     Q(a,x) = x^a e^(-x) (1/2πi) ∫ e^s s^(-a)/(x - s) ds,
///
/// with the pole s = x on the right of the path; the cost does not grow with a, and the accuracy is
/// relative to Q and to P, also where x is about a.
/// Proof: Docs/Theory/SaddlePoint.md, "The incomplete gamma functions".
struct IncompleteGammaContour {
  let a: BigFloat
  let x: BigFloat
  private let contour: ParabolicContour

  /// Nil for an a below 24, or beyond 10^60.
  init?(a: BigFloat, x: BigFloat) {
    let (order, size) = (a.nearestDouble, x.nearestDouble)
    guard x.isPositive, order > 24, order < 1e60, size < 1e60 else { return nil }
    self.a = a
    self.x = x
    contour = ParabolicContour(
      vertex: BigFloat(order), inverseTerm: .zero,
      power: RealBall(exact: a.scaled(byPowerOfTwo: 1)).adding(-1, precision: a.precision + 200),
      pole: x)
  }

  /// About the microseconds of a value.
  func cost(bits: Int) -> Double { contour.cost(bits: bits) }

  /// About the microseconds of the series and of the asymptotic expansion.
  func otherCost(bits: Double) -> Double {
    let (order, size) = (a.nearestDouble, x.nearestDouble)
    let step =
      DyadicNumber(a).small == nil ? 0.25 + bits * 4e-4 : 0.05 + bits * 5e-5
    let excess = max(0, size - order)
    let series = 3 * excess + (2 * (order + size) * bits).squareRoot() + bits
    let expansion = size > 1.5 * order ? order + bits : Double.infinity
    // Γ(a,x) as a difference loses the digits of Q.
    let lost = excess * excess / (order + size)
    return min(expansion * step, series * (step + lost * 6e-5))
  }

  /// Q, or nil.
  func upper(precision: Precision) -> RealBall? {
    value(precision: precision) { scaled, value, working in
      scaled.adding(value.left, precision: working)
    }
  }

  /// P, or nil.
  func lower(precision: Precision) -> RealBall? {
    value(precision: precision) { scaled, value, working in
      value.right.subtracting(scaled, precision: working)
    }
  }

  private func value(
    precision: Precision,
    _ combine: (RealBall, ParabolicContour.Value, Precision) -> RealBall
  ) -> RealBall? {
    var bits = precision.bits + 8
    for _ in 0..<3 {
      guard let value = contour.value(bits: bits) else { return nil }
      // (x/μ)^a e^(μ - x).
      let size = Double.log2(a.nearestDouble + x.nearestDouble)
      let inner = Precision(clamping: bits + Int(size) + 24)
      let vertex = RealBall(exact: contour.vertex)
      let distance = RealBall(exact: x).subtracting(vertex, precision: inner)
      let exponent = RealBall(exact: x).divided(by: vertex, precision: inner)
        .logarithm(precision: inner).multiplied(by: RealBall(exact: a), precision: inner)
        .subtracting(distance, precision: inner)
      let working = Precision(clamping: bits + 8)
      let scaled = exponent.exponential(precision: working)
        .multiplied(by: value.sum, precision: working)
      let result = combine(scaled, value, working)
      let accuracy = result.relativeAccuracyBits
      if accuracy >= precision.bits { return result.rounded(to: precision + 8) }
      guard result.isFinite else { return nil }
      bits += accuracy == .min ? bits : precision.bits - accuracy + 16
    }
    return nil
  }
}
