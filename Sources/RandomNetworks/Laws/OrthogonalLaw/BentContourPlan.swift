internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// A parabola s = focus + mu (1 + iu)^2 around the negative axis, and the trapezoid rule on it, found
/// in doubles and without proof.
///
/// Docs/Theory/OrthogonalLaw.md, "The choice of the contour".
struct BentContourPlan: Sendable {
  let focus: Double
  let mu: Double
  let step: Double
  let count: Int
  /// The shifts of Im u for the error bound: towards the axis, less than 1, and away from it.
  let inner: Double
  let outer: Double
  /// log of the integrand at the vertex over the value.
  let excess: Double
  /// log of what the subtraction of P(X = 1) takes from the digits of M at the vertex.
  let lost: Double
  /// log of the value.
  let size: Double
  /// tau mu: the integrand falls like e^(-fall u^2).
  let fall: Double

  private static let inners = [0.4, 0.6, 0.75, 0.88]
  private static let outers = [0.15, 0.35, 0.7, 1.2, 2]
  private static let multiples = [1, 1.6, 2.5, 4, 6.3, 10, 16, 25, 40, 63, 100, 160, 400, 1000]

  /// Nil where no contour was found.
  init?(
    _ product: BetaProduct, _ values: BetaProduct.Values, _ kind: BetaProduct.Kind, tau: Double,
    bits: Double
  ) {
    guard let pole = product.pole?.nearestDouble, tau > 0 else { return nil }
    let left = kind == .survival ? 0 : pole
    let right = kind == .lowerTail ? 0 : Double.infinity
    func size(_ sigma: Double) -> Double {
      product.estimate(kind, at: sigma) + sigma * tau
    }
    guard let saddle = BentContourPlan.minimum(of: size, from: left, to: right, scale: 1 / tau)
    else { return nil }
    let value = size(saddle)
    let goal = 0.693_147 * bits * 1.1 + 5
    let far = 2 * Double(product.dimension) + 2
    var best: BentContourPlan?
    for multiple in BentContourPlan.multiples {
      let mu = multiple * (saddle - left)
      let vertex = size(left + mu) - value
      guard left + mu < right, vertex < goal + 40 else { break }
      let profile = EdgeProfile(values, kind, focus: left, mu: mu, tau: tau, far: far)
      var steps = (inner: (0.0, 0.5), outer: (0.0, 0.5))
      for shift in BentContourPlan.inners {
        let height = profile.height(shift: shift) - value
        let step = 6.283_185 * shift / (goal + max(0, height))
        if step > steps.inner.0 { steps.inner = (step, shift) }
      }
      for shift in BentContourPlan.outers
      where left + mu * (1 + shift) * (1 + shift) < right {
        let height = profile.height(shift: -shift) - value
        let step = 6.283_185 * shift / (goal + max(0, height))
        if step > steps.outer.0 { steps.outer = (step, shift) }
      }
      let step = min(steps.inner.0, steps.outer.0)
      guard step > 1e-5 else { continue }
      let count = profile.reach(below: value - goal - 3) / step
      guard count < 4000, best.map({ count < Double($0.count) }) ?? true else { continue }
      best = BentContourPlan(
        focus: left, mu: mu, step: step, count: Int(count) + 2, inner: steps.inner.1,
        outer: steps.outer.1, excess: max(0, profile.height(shift: 0) - value), fall: mu * tau,
        lost: kind == .density && product.hasMassAtOne
          ? max(0, product.estimateAtOne - product.estimate(kind, at: left + mu)) : 0,
        size: value)
    }
    guard let best else { return nil }
    self = best
  }

  private init(
    focus: Double, mu: Double, step: Double, count: Int, inner: Double, outer: Double,
    excess: Double, fall: Double, lost: Double, size: Double
  ) {
    self.lost = lost
    self.size = size
    self.focus = focus
    self.mu = mu
    self.step = step
    self.count = count
    self.inner = inner
    self.outer = outer
    self.excess = excess
    self.fall = fall
  }

  /// Where the integrand at Im u = shift has fallen far below the value.
  func reach(shift: Double, tau: Double) -> Double {
    let nodes = Double(count) * step
    let room = (40 + tau.estimatedLogarithm.magnitude + size.magnitude) / fall
    return (2 * nodes * nodes + (1 - shift) * (1 - shift) + room).squareRoot()
  }

  /// Where a convex function on an interval is least: on a logarithmic scale from its left end.
  private static func minimum(
    of size: (Double) -> Double, from left: Double, to right: Double, scale: Double
  ) -> Double? {
    func place(_ w: Double) -> Double {
      let distance = w.estimatedExponential * scale
      return right.isFinite
        ? left + (right - left) * distance / (1 + distance) : left + distance
    }
    var (low, high) = (-60.0, 60.0)
    for _ in 0..<120 {
      let (a, b) = (low + 0.382 * (high - low), low + 0.618 * (high - low))
      if size(place(a)) < size(place(b)) { high = b } else { low = a }
    }
    let result = place((low + high) / 2)
    return size(result).isFinite ? result : nil
  }
}

/// The size of the integrand along parabolas with one focus and one mu.
private struct EdgeProfile {
  let values: BetaProduct.Values
  let kind: BetaProduct.Kind
  let focus: Double
  let mu: Double
  let tau: Double
  let far: Double

  init(
    _ values: BetaProduct.Values, _ kind: BetaProduct.Kind, focus: Double, mu: Double, tau: Double,
    far: Double
  ) {
    self.values = values
    self.kind = kind
    self.focus = focus
    self.mu = mu
    self.tau = tau
    self.far = far
  }

  /// The logarithm of a bound of the integrand at u.
  private func size(_ u: Double, shift: Double) -> Double {
    let w = 1 - shift
    let (real, imaginary) = (focus + mu * (w * w - u * u), 2 * mu * w * u)
    let s = ComplexBall(
      real: RealBall(exact: BigFloat(real)), imaginary: RealBall(exact: BigFloat(imaginary)))
    let bound = values.bound(kind, over: s)
    guard bound.isFinite, !bound.isZero else { return bound.isZero ? -1e300 : .infinity }
    return RealBall(exact: BigFloat(bound)).logarithm(precision: 64).approximateDouble
      + tau * real + (mu * (w + u)).estimatedLogarithm
  }

  private var last: Double { 1 + (far / mu).squareRoot() }

  func height(shift: Double) -> Double {
    var top = -Double.infinity
    var u = 0.0
    while u <= last {
      let current = size(u, shift: shift)
      top = max(top, current)
      if current < top - 80 { break }
      u += max(0.12, u / 8)
    }
    return top
  }

  /// Beyond which the integrand stays below a size.
  func reach(below size: Double) -> Double {
    var result = 0.0
    var u = 0.0
    while u <= last || self.size(u, shift: 0) > size {
      if self.size(u, shift: 0) > size { result = u }
      u += max(0.06, u / 16)
      if u > 1e9 { break }
    }
    return result + max(0.06, result / 16)
  }
}
