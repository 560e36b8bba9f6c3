internal import BallArithmetic
internal import Multiprecision

/// F_L(s) = E[z_L^s; z_L > 0] at the points of a line, and the inverse transforms.
///
/// Docs/Theory/BiasedLaw.md, "The last integral".
struct BiasedLine: Sendable {
  /// Where the strip of the trapezoid rule ends, and (1/2 pi) times a bound of ∫ |F_L| there.
  struct Edge: Sendable {
    let sigma: Rational
    let integral: Magnitude
  }

  /// A sum Σ' W_k w^k over k = 0, ..., count in fixed point, the first halved.
  private struct Series: Sendable {
    var real: [Integer] = []
    var imaginary: [Integer] = []
    let bits: Int
    /// The errors of all coefficients together.
    var error = Magnitude.zero
    /// Σ |W_k| and Σ k |W_k| of the coefficients as they are kept, without their errors.
    var total = Magnitude.zero
    var moment = Magnitude.zero
  }

  let plan: ChainPlan
  private let line: Rational
  private let density: Series
  private let survival: Series
  /// The terms left out, both ends together.
  private let tail: Magnitude
  private let edges: [Edge]
  private let alive: RealBall

  init(
    plan: ChainPlan, nodes: ChainNodes, values: [ComplexBall], errors: [Magnitude],
    tail: Magnitude, edges: [Edge], alive: RealBall
  ) {
    self.plan = plan
    line = Rational(2 * plan.order + 1) / 2
    let top = values[0].magnitudeUpperBound
    self.tail = tail * (top + errors[0])
    (self.edges, self.alive) = (edges, alive)
    func series(_ values: [ComplexBall], _ errors: [Magnitude]) -> Series {
      var series = Series(bits: plan.bits - (top.isFinite && top > .zero ? top.exponent : 0))
      for (k, value) in values.enumerated() {
        let (x, y) = (
          value.real.fixedPoint(bits: series.bits), value.imaginary.fixedPoint(bits: series.bits)
        )
        var (first, second) = (x.value, y.value)
        if k == 0 {
          first = first >> 1
          second = .zero
        }
        series.real.append(first)
        series.imaginary.append(second)
        let rounding = (x.error + y.error + .one).scaled(byPowerOfTwo: -series.bits)
        series.error += rounding + errors[k]
        let size = value.magnitudeUpperBound + rounding
        series.total += size
        series.moment += size * Magnitude(UInt(k))
      }
      return series
    }
    density = series(values, errors)
    let p = nodes.precision
    survival = series(
      values.enumerated().map { $1.divided(by: nodes.abscissa($0), precision: p) },
      errors.enumerated().map { index, error in
        error.divided(
          byLowerBound: nodes.abscissa(index).magnitude(precision: 64).distanceFromZeroLowerBound)
      })
  }

  /// Σ' W_k e^(-i k delta u) by Horner's rule, the real part, with its error.
  private func sum(_ series: Series, at logarithm: RealBall) -> RealBall {
    let count = series.real.count
    let size = max(logarithm.magnitudeUpperBound.exponent, 0)
    let fine = plan.bits + 8 + count.bitWidthOfCount
    let precision = Precision(clamping: fine + 24 + min(size, 1 << 20))
    let angle = logarithm.multiplied(by: RealBall(exact: plan.spacing), precision: precision)
    let (sine, cosine) = angle.sineAndCosine(precision: precision)
    let (c, s) = (cosine.fixedPoint(bits: fine), (-sine).fixedPoint(bits: fine))
    let deviation = (c.error + s.error).scaled(byPowerOfTwo: -fine)
    let growth = deviation * Magnitude(UInt(count))
    guard growth <= .one else {
      return RealBall.zero.addingError(series.total + series.error)
    }
    var (x, y) = (Integer.zero, Integer.zero)
    for k in stride(from: count - 1, through: 0, by: -1) {
      var next = x * c.value
      next.subtractProduct(y, s.value)
      y *= c.value
      y.addProduct(x, s.value)
      x = (next >> fine) + series.real[k]
      y = (y >> fine) + series.imaginary[k]
    }
    // (1 + deviation)^count <= e.
    let rounding =
      series.error + Magnitude(UInt(2 * count)).scaled(byPowerOfTwo: -series.bits)
    let error = (rounding + deviation * series.moment) * growth.exponential
    return RealBall(exact: BigFloat(mantissa: x, exponent: -series.bits)).addingError(error)
  }

  /// The density or the survival function at the z > 0 with this logarithm.
  func value(of function: LawFunction, logarithm: RealBall) -> RealBall {
    let sum = sum(function == .density ? density : survival, at: logarithm)
    return value(of: function, logarithm: logarithm, sum: sum, aliasing: aliasing)
  }

  /// Whether a logarithm is known so little that the last terms may turn by any angle: more bits,
  /// that is more terms, do not help.
  func isTooFine(for logarithm: RealBall) -> Bool {
    // The sine and the cosine of a turn are each off by about the angle's radius.
    let turn = Magnitude(upperBound: plan.spacing) * logarithm.radius
    return Magnitude(UInt(2 * plan.finalCount)) * turn > .one
  }

  /// The density at equidistant logarithms j h.
  ///
  /// Docs/Theory/BiasedLaw.md, "Many points".
  func densities(step: BigFloat, from low: Int, to high: Int) -> [RealBall] {
    let sums = ChirpSum(
      real: density.real, imaginary: density.imaginary, bits: density.bits,
      accuracy: plan.bits, error: density.error, total: density.total
    ).values(spacing: plan.spacing, step: step, from: low, to: high)
    let factors = aliasing
    let p = Precision(clamping: plan.bits + 128)
    return zip(low...high, sums).map { index, sum in
      let logarithm = RealBall(exact: step).multiplied(by: index, precision: p)
      return value(of: .density, logarithm: logarithm, sum: sum, aliasing: factors)
    }
  }

  /// 1/(e^(2 pi d/delta) - 1) for the edges.
  private var aliasing: [Magnitude] {
    let bounds = ChainBounds(plan)
    let c = RealBall(line, precision: ChainBounds.precision)
    return edges.map { edge in
      bounds.aliasing(
        distance: RealBall(edge.sigma, precision: ChainBounds.precision)
          .subtracting(c, precision: ChainBounds.precision).magnitude,
        step: RealBall(exact: plan.spacing))
    }
  }

  private func value(
    of function: LawFunction, logarithm: RealBall, sum: RealBall, aliasing: [Magnitude]
  ) -> RealBall {
    let p = Precision(clamping: plan.bits + 32)
    let isDensity = function == .density
    let spacing = RealBall(exact: plan.spacing)
    let c = RealBall(line, precision: p)
    // Twice the sum times delta/(2 pi).
    let sum = sum.multiplied(by: spacing, precision: p).divided(
      by: RealBall.pi(precision: p), precision: p)
    let low = ChainBounds.precision
    let cut = isDensity ? tail : tail.divided(byLowerBound: Magnitude(lowerBound: c.midpoint))
    let wide = p + 64
    let size = (-logarithm.multiplied(by: c, precision: wide)).exponential(precision: p)
    var value = sum.addingError(cut).multiplied(by: size, precision: p)
    var error = Magnitude.zero
    for (edge, aliasing) in zip(edges, aliasing) {
      let sigma = RealBall(edge.sigma, precision: low)
      let scale = (-logarithm.multiplied(by: sigma, precision: low + 64))
        .exponential(precision: low).magnitudeUpperBound
      var own = edge.integral * scale * aliasing
      if !isDensity { own = own.divided(byLowerBound: Magnitude(lowerBound: sigma.midpoint)) }
      error += own
    }
    value = value.addingError(error)
    if isDensity {
      return value.multiplied(by: (-logarithm).exponential(precision: p), precision: p)
    }
    if plan.order == 0 {
      // The pole of 1/s at 0 is right of the left edge.
      let turns = RealBall.pi(precision: p).scaled(byPowerOfTwo: 1)
        .multiplied(by: c, precision: p).divided(by: spacing, precision: p)
      value = value.subtracting(
        alive.divided(by: turns.exponentialMinusOne(precision: p), precision: p), precision: p)
    }
    return value
  }
}
