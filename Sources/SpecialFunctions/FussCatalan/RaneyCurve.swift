internal import BallArithmetic
internal import Multiprecision

/// The curve w(φ) = ρ e^{iφ} of boundary values of the generating function, on which w^p/(w - 1) is
/// the real number x; 0 < φ < π/p. Proofs: Docs/Theory/FussCatalan.md, "The parametrization".
///
/// With u = pφ, a = φ and b = u - a it is ρ = sin u/sin b, x = sin^p u/(sin a sin^(p-1) b). The
/// point is given by u near the upper edge of the support (u -> 0) and by ε = π - u near the lower
/// one, so that the small quantity is always known relative to its size.
struct RaneyCurve: Sendable {
  /// The end of the support from which the angle is counted.
  enum End: Sendable {
    /// x -> 0: the variable is ε = π - pφ.
    case lower
    /// x -> K: the variable is u = pφ.
    case upper
  }

  let p: Rational
  let r: Rational
  /// Bits that p, 1/(p-1), r and 1/r may cost.
  let guardBits: Int

  /// Precondition: 1 < p and 0 < r <= p.
  init(p: Rational, r: Rational) {
    self.p = p
    self.r = r
    let sizes = [p, p - 1, r].map { abs($0.numerator.bitWidth - $0.denominator.bitWidth) + 1 }
    guardBits = 12 + 2 * sizes[0] + sizes[1] + sizes[2]
  }

  /// The largest variable that the bounds hold for: both ends reach beyond the middle, π/2.
  static let largestVariable = BigFloat(2)

  /// A point of the curve, or a short piece of it, in balls.
  struct Point: Sendable {
    let end: End
    let variable: RealBall
    /// φ.
    let angle: RealBall
    /// b, of which only the upper end needs the value.
    let far: RealBall
    let sineOfU: RealBall
    let cosineOfU: RealBall
    let sineOfAngle: RealBall
    let cosineOfAngle: RealBall
    let sineOfFar: RealBall
    let cosineOfFar: RealBall
  }

  func point(_ end: End, _ v: RealBall, precision: Precision) -> Point {
    let ratio = RealBall(p, precision: precision)
    let u =
      end == .upper ? v : RealBall.pi(precision: precision).subtracting(v, precision: precision)
    let angle = u.divided(by: ratio, precision: precision)
    let (sineOfAngle, cosineOfAngle) = angle.sineAndCosine(precision: precision)
    let (sine, cosine) = v.sineAndCosine(precision: precision)
    let far: RealBall
    let sineOfFar: RealBall
    let cosineOfFar: RealBall
    if end == .lower, p > 2 {
      // b is near π when p is large: π - b = ε + a keeps its relative accuracy.
      let complement = v.adding(angle, precision: precision)
      far = RealBall.pi(precision: precision).subtracting(complement, precision: precision)
      let (s, c) = complement.sineAndCosine(precision: precision)
      (sineOfFar, cosineOfFar) = (s, -c)
    } else {
      far = u.multiplied(
        by: RealBall((p - 1) / p, precision: precision), precision: precision)
      (sineOfFar, cosineOfFar) = far.sineAndCosine(precision: precision)
    }
    return Point(
      end: end, variable: v, angle: angle, far: far, sineOfU: sine,
      cosineOfU: end == .upper ? cosine : -cosine, sineOfAngle: sineOfAngle,
      cosineOfAngle: cosineOfAngle, sineOfFar: sineOfFar, cosineOfFar: cosineOfFar)
  }

  /// ρ = |w|.
  func modulus(_ point: Point, precision: Precision) -> RealBall {
    point.sineOfU.divided(by: point.sineOfFar, precision: precision)
  }

  /// sin(rφ) and cos(rφ). At the lower end, for r > p/2, by π - rφ = π(p-r)/p + rε/p, a sum of
  /// two nonnegative terms.
  func sineAndCosineOfMultiple(
    _ point: Point, precision: Precision
  ) -> (sine: RealBall, cosine: RealBall) {
    if r == 1 { return (point.sineOfAngle, point.cosineOfAngle) }
    if point.end == .lower, r + r > p {
      let fixed = RealBall.pi(precision: precision)
        .multiplied(by: RealBall((p - r) / p, precision: precision), precision: precision)
      let angle = point.variable
        .multiplied(by: RealBall(r / p, precision: precision), precision: precision)
        .adding(fixed, precision: precision)
      let (sine, cosine) = angle.sineAndCosine(precision: precision)
      return (sine, -cosine)
    }
    return point.angle.multiplied(by: RealBall(r, precision: precision), precision: precision)
      .sineAndCosine(precision: precision)
  }
}

extension RaneyCurve {
  /// How x depends on the variable v, in the form that keeps relative accuracy at its end: at the
  /// lower end log x, at the upper log(K/x) > 0. Both increase with v.
  func logarithm(_ end: End, _ v: RealBall, precision: Precision) -> RealBall {
    let extra = guardBits + RaneyCurve.logarithmBits(v)
    switch end {
    case .lower:
      let inner = precision + extra
      let point = point(end, v, precision: inner)
      let logs = [point.sineOfU, point.sineOfAngle, point.sineOfFar].map {
        $0.logarithm(precision: inner)
      }
      return combine(logs, precision: inner)
    case .upper:
      // log(K/x) = log S(a) + (p-1) log S(b) - p log S(u), S(t) = sin(t)/t = 1 - t²/6 + ...
      let inner = precision + (extra + 2 * RaneyCurve.smallness(v))
      let point = point(end, v, precision: inner)
      let pairs = [
        (point.sineOfU, v), (point.sineOfAngle, point.angle), (point.sineOfFar, point.far),
      ]
      let logs = pairs.map { sine, angle in
        sine.divided(by: angle, precision: inner).logarithm(precision: inner)
      }
      return -combine(logs, precision: inner)
    }
  }

  /// p·first - second - (p-1)·third.
  private func combine(_ terms: [RealBall], precision: Precision) -> RealBall {
    terms[0].multiplied(by: RealBall(p, precision: precision), precision: precision)
      .subtracting(terms[1], precision: precision)
      .subtracting(
        terms[2].multiplied(by: RealBall(p - 1, precision: precision), precision: precision),
        precision: precision)
  }

  /// |d log x/du|, the derivative of ``logarithm(_:_:precision:)``, over a piece of the curve:
  /// [(cot a - (p-1) cot b)² + p²] sin a sin b/(p sin u), never zero.
  func slope(_ point: Point, precision: Precision) -> RealBall {
    let difference: RealBall
    switch point.end {
    case .lower:
      let near = point.cosineOfAngle.divided(by: point.sineOfAngle, precision: precision)
      let other = point.cosineOfFar.divided(by: point.sineOfFar, precision: precision)
        .multiplied(by: RealBall(p - 1, precision: precision), precision: precision)
      difference = near.subtracting(other, precision: precision)
    case .upper:
      // cot t = 1/t - c(t), and 1/a = (p-1)/b.
      difference = RaneyCurve.cotangentDefect(point.far, precision: precision)
        .multiplied(by: RealBall(p - 1, precision: precision), precision: precision)
        .subtracting(
          RaneyCurve.cotangentDefect(point.angle, precision: precision), precision: precision)
    }
    let ratio = RealBall(p, precision: precision)
    return difference.squared(precision: precision)
      .adding(ratio.squared(precision: precision), precision: precision)
      .multiplied(by: point.sineOfAngle, precision: precision)
      .multiplied(by: point.sineOfFar, precision: precision)
      .divided(
        by: ratio.multiplied(by: point.sineOfU, precision: precision), precision: precision)
  }

  /// -d log ρ/dφ = (p-1) cot b - p cot u, positive.
  func modulusSlope(_ point: Point, precision: Precision) -> RealBall {
    let first: RealBall
    let second: RealBall
    switch point.end {
    case .lower:
      first = point.cosineOfFar.divided(by: point.sineOfFar, precision: precision)
      second = point.cosineOfU.divided(by: point.sineOfU, precision: precision)
    case .upper:
      first = -RaneyCurve.cotangentDefect(point.far, precision: precision)
      second = -RaneyCurve.cotangentDefect(point.variable, precision: precision)
    }
    return first.multiplied(by: RealBall(p - 1, precision: precision), precision: precision)
      .subtracting(
        second.multiplied(by: RealBall(p, precision: precision), precision: precision),
        precision: precision)
  }

  /// c(t) = 1/t - cot t on (0, 2], where 0 < c' <= 1: the value at the midpoint, and the radius.
  private static func cotangentDefect(_ t: RealBall, precision: Precision) -> RealBall {
    let inner = precision + (smallness(t) + 8)
    let center = RealBall(exact: t.midpoint)
    let (sine, cosine) = center.sineAndCosine(precision: inner)
    return center.reciprocal(precision: inner)
      .subtracting(cosine.divided(by: sine, precision: inner), precision: inner)
      .addingError(t.radius)
  }

  /// The bits of 1/v for a small v.
  static func smallness(_ v: RealBall) -> Int {
    v.midpoint.isZero ? 0 : max(0, -v.midpoint.exponent)
  }

  /// The bits of the integer part of log v.
  static func logarithmBits(_ v: RealBall) -> Int {
    v.midpoint.isZero ? 0 : Int.bitWidth - v.midpoint.exponent.magnitude.leadingZeroBitCount
  }
}
