internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The inverse Mellin transform (1/2 pi i) ∫ M(s) e^(s tau) ds along a parabola around the negative
/// axis by the trapezoid rule, for the tau near one.
///
/// Docs/Theory/OrthogonalLaw.md, "Discretization" and "Truncation".
struct BentContour: Sendable {
  /// The bits relative to the value that it was planned for.
  let bits: Int
  /// The tau that it was planned for.
  let center: Double
  private let nodes: [(s: ComplexBall, weight: ComplexBall, precision: Precision)]
  private let inner: BentContourEdge
  private let outer: BentContourEdge
  /// Behind the last node.
  private let rest: BentContourEdge

  init?(_ product: BetaProduct, _ kind: BetaProduct.Kind, tau: Double, bits: Int) {
    guard
      let plan = BentContourPlan(
        product, product.values(precision: 64), kind, tau: tau, bits: Double(bits))
    else { return nil }
    self.bits = bits
    center = tau
    let digits = bits + Int((plan.excess + plan.lost) / 0.693_147) + plan.count.bitWidthOfCount + 32
    let working = Precision(clamping: digits)
    let values = product.values(precision: working + 32)
    let parabola = Parabola(plan)
    var nodes: [(s: ComplexBall, weight: ComplexBall, precision: Precision)] = []
    nodes.reserveCapacity(plan.count)
    for index in 0..<plan.count {
      // What the factor e^(s tau) takes away need not be known, with room for smaller tau.
      let u = Double(index) * plan.step
      let drop = Int(0.6 * plan.fall * u * u / 0.693_147)
      let precision = Precision(clamping: max(64, digits - drop))
      let w = parabola.place(index)
      let s = parabola.point(w, precision: working + 64)
      // (2 mu h/pi) (1 + iu) M(s), half of it at u = 0.
      var weight = values.value(kind, at: s, precision: precision)
        .multiplied(by: w, precision: precision)
        .multiplied(by: parabola.scale(precision: precision), precision: precision)
      if index == 0 { weight = weight.scaled(byPowerOfTwo: -1) }
      nodes.append((s, weight, precision))
    }
    self.nodes = nodes
    inner = BentContourEdge(
      product, values, kind, parabola: parabola, shift: plan.inner, from: 0,
      to: plan.reach(shift: plan.inner, tau: tau), spacing: nil)
    outer = BentContourEdge(
      product, values, kind, parabola: parabola, shift: -plan.outer, from: 0,
      to: plan.reach(shift: -plan.outer, tau: tau), spacing: nil)
    rest = BentContourEdge(
      product, values, kind, parabola: parabola, shift: 0,
      from: Double(plan.count - 1) * parabola.length, to: plan.reach(shift: 0, tau: tau),
      spacing: parabola.length)
  }

  /// The integral for a tau > 0.
  func value(_ tau: RealBall) -> RealBall {
    var sum = RealBall.zero
    for node in nodes {
      let term = node.s.multiplied(by: tau, precision: node.precision + 64)
        .exponential(precision: node.precision)
        .multiplied(by: node.weight, precision: node.precision)
      sum = sum.adding(term.real, precision: nodes[0].precision)
    }
    return sum.addingError(inner.bound(tau)).addingError(outer.bound(tau))
      .addingError(rest.bound(tau))
  }
}

/// s = focus + mu w^2 with w = 1 - v + iu at Im u = v; exact numbers of few bits.
struct Parabola: Sendable {
  let focus: BigFloat
  let mu: BigFloat
  let step: BigFloat
  /// The step.
  var length: Double { step.nearestDouble }

  init(_ plan: BentContourPlan) {
    focus = BigFloat(plan.focus)
    mu = BigFloat(plan.mu)
    step = BigFloat((plan.step * 0x1p30).rounded(.down) * 0x1p-30)
  }

  /// 1 + iu at u = index h.
  func place(_ index: Int) -> ComplexBall {
    ComplexBall(
      real: .one,
      imaginary: RealBall(exact: BigFloat.multiplyingExactness(step, index, precision: 160).value))
  }

  func point(_ w: ComplexBall, precision: Precision) -> ComplexBall {
    w.squared(precision: precision)
      .multiplied(by: RealBall(exact: mu), precision: precision)
      .adding(ComplexBall(RealBall(exact: focus)), precision: precision)
  }

  /// 2 mu h/pi.
  func scale(precision: Precision) -> RealBall {
    RealBall(exact: mu).multiplied(by: RealBall(exact: step), precision: precision)
      .scaled(byPowerOfTwo: 1).divided(by: .pi(precision: precision), precision: precision)
  }
}
