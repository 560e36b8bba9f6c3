internal import BallArithmetic
internal import Multiprecision

/// The part of a strip |Im u| <= theta beyond Re u = ± y, where an integrand is known by a bound.
///
/// On each interval [y, y+1] outwards the bound's factors are monotonic, so that their values at
/// the ends bound them; the sum over the intervals ends when each further one is proven to be at
/// most 1/e of the one before. `Docs/Theory/Quadrature.md`, "Tails".
struct StripTail {
  enum Side {
    /// Re u -> -inf on an interval with a left end, with a bound in t.
    case left(EndpointBound)
    /// Re u -> inf of an algebraic substitution, with a bound in 1/t, or of a finite one, with a
    /// bound in the distance from the right end; either end of the line with a bound in 1/|x|.
    case right(EndpointBound)
    /// Re u -> inf of an exponential substitution, and either end of the line.
    case decay(DecayBound)
  }

  let substitution: Substitution
  let side: Side

  static let precision: Precision = 64

  /// Whether the bound holds beyond y in the strip of half-width theta.
  func isValid(from y: Double, theta: Double) -> Bool {
    switch side {
    case .left(let bound), .right(let bound):
      // Further in, the bounds below are not monotonic.
      switch substitution {
      case .exponential: if y < -0.5 { return false }
      case .algebraic, .finite: if y < 0.375 { return false }
      case .algebraicLine: if y < 1 { return false }
      case .line: return false
      }
      return logarithm(y, theta).exponential(precision: Self.precision).magnitudeUpperBound
        <= bound.radius
    case .decay(let bound):
      if case .line = substitution { return lineIsValid(from: y, bound, theta: theta) }
      guard y >= 1, case .exponential(_, let root) = substitution else { return false }
      // The least |t| beyond y; its argument stays below 9/8 of theta/power from y = 2.1 on.
      let least = sum(
        logarithmOfScale, product(inversePower(root), sum(ball(y), -exponential(-y))))
      return (theta == 0 || y >= 2.1)
        && least.exponential(precision: Self.precision).lowerBound(precision: 64) >= bound.start
    }
  }

  /// An upper bound of the integral of |F| over each horizontal line beyond y in the strip, which
  /// also bounds step * sum |F| over equidistant nodes beyond y up to the factor 1 + step.
  /// Infinite when the tail does not decay.
  func integral(from y: Double, theta: Double) -> Magnitude {
    var sum = Magnitude.zero
    var place = y
    for _ in 0..<200 {
      let term = largest(from: place, theta: theta)
      sum = sum + term
      if term.isInfinite { return .infinity }
      if decays(from: place, theta: theta) { return sum + term }
      place += 1
    }
    return .infinity
  }

  /// s: the power of |t| in the integrand with dt/du.
  var exponent: Rational {
    switch (side, substitution) {
    case (.right(let bound), .algebraic), (.right(let bound), .algebraicLine): bound.exponent - 1
    case (.left(let bound), _), (.right(let bound), _): bound.exponent + 1
    case (.decay(let bound), _): bound.exponent + 1
    }
  }

  func ball(_ value: Double) -> RealBall { RealBall(exact: BigFloat(value)) }

  func exponential(_ value: Double) -> RealBall {
    ball(value).exponential(precision: Self.precision)
  }

  func sum(_ terms: RealBall...) -> RealBall {
    terms.reduce(.zero) { $0.adding($1, precision: Self.precision) }
  }

  func product(_ factors: RealBall...) -> RealBall {
    factors.reduce(.one) { $0.multiplied(by: $1, precision: Self.precision) }
  }

  /// ln of the scale, of 1/scale towards infinity, or of the length.
  var logarithmOfScale: RealBall {
    switch substitution {
    case .exponential(let scale, _), .algebraic(let scale), .line(let scale),
      .algebraicLine(let scale):
      let value = RealBall(exact: scale).logarithm(precision: Self.precision)
      if case .right = side { return -value }
      return value
    case .finite(let length): return length.logarithm(precision: Self.precision)
    }
  }

  private func inversePower(_ power: Rational) -> RealBall {
    RealBall(power.reciprocal ?? .one, precision: Self.precision)
  }

  /// The least cosine in the strip.
  private func cosine(_ theta: Double) -> RealBall {
    ball(theta).cosine(precision: Self.precision)
  }

  /// n sinh y, and n cosh y, with n = 3/2 or 3.
  private func hyperbolic(_ y: Double) -> (sine: RealBall, cosine: RealBall) {
    var factor = RealBall(3)
    switch substitution {
    case .algebraic, .algebraicLine: factor = factor.scaled(byPowerOfTwo: -1)
    case .exponential, .finite, .line: break
    }
    return (
      product(factor, ball(y).hyperbolicSine(precision: Self.precision)),
      product(factor, ball(y).hyperbolicCosine(precision: Self.precision))
    )
  }

  /// An upper bound of ln |t| (or of what is small) at distance y outwards; falling in y.
  private func logarithm(_ y: Double, _ theta: Double) -> RealBall {
    switch substitution {
    case .exponential(_, let power):
      let fall = product(exponential(y), cosine(theta))
      return sum(logarithmOfScale, product(inversePower(power), sum(ball(-y), -fall)))
    case .algebraic:
      return sum(logarithmOfScale, -product(hyperbolic(y).sine, cosine(theta)))
    case .finite:
      let depth = product(hyperbolic(y).sine, cosine(theta))
      return sum(logarithmOfScale, -depth, -remainder(depth))
    case .algebraicLine:
      // ln(2/S) - A - ln(1 - e^(-2A)).
      let depth = product(hyperbolic(y).sine, cosine(theta))
      return sum(
        Self.logarithmOfTwo, logarithmOfScale, -depth, -remainder(depth.scaled(byPowerOfTwo: 1)))
    case .line: return .unbounded
    }
  }

  private static let logarithmOfTwo = RealBall(2).logarithm(precision: precision)

  /// ln(1 - e^(-depth)).
  private func remainder(_ depth: RealBall) -> RealBall {
    RealBall.one.subtracting(
      (-depth).exponential(precision: Self.precision), precision: Self.precision
    ).logarithm(precision: Self.precision)
  }

  /// Upper bounds over [y, y+1] of 1 + |log t| and of |dt/du|/|t|.
  private func factors(_ y: Double, _ theta: Double) -> (logarithm: RealBall, slope: RealBall) {
    let scale = sum(.one, logarithmOfScale.magnitude)
    switch substitution {
    case .exponential(_, let power):
      let outer = exponential(y + 1)
      let inverse = inversePower(power)
      return (
        sum(scale, product(inverse, sum(ball(y + 1), ball(theta), outer))),
        product(inverse, sum(.one, outer))
      )
    case .algebraic:
      let cosine = hyperbolic(y + 1).cosine
      return (sum(scale, cosine), cosine)
    case .finite:
      let depth = product(hyperbolic(y).sine, cosine(theta))
      let loss = -remainder(depth)
      let cosine = hyperbolic(y + 1).cosine
      return (
        sum(scale, cosine, loss), product(cosine, loss.exponential(precision: Self.precision))
      )
    case .algebraicLine:
      // |x'/x| = kappa |cosh u coth w| <= 2 kappa cosh y/(1 - e^(-2A)).
      let depth = product(hyperbolic(y).sine, cosine(theta)).scaled(byPowerOfTwo: 1)
      let loss = -remainder(depth)
      let cosine = hyperbolic(y + 1).cosine
      return (
        sum(scale, Self.logarithmOfTwo, cosine, loss),
        product(cosine, loss.exponential(precision: Self.precision)).scaled(byPowerOfTwo: 1)
      )
    case .line: return (.unbounded, .unbounded)
    }
  }

  /// An upper bound of |F| over the interval [y, y+1] outwards.
  private func largest(from y: Double, theta: Double) -> Magnitude {
    let power = RealBall(exponent, precision: Self.precision)
    switch side {
    case .left(let bound), .right(let bound):
      guard exponent.isPositive else { return .infinity }
      let (logarithm, slope) = factors(y, theta)
      let value = product(
        product(power, self.logarithm(y, theta)).exponential(precision: Self.precision),
        logarithm.power(bound.logarithms, precision: Self.precision), slope)
      return value.magnitudeUpperBound * bound.constant
    case .decay(let bound):
      if case .line = substitution { return lineLargest(from: y, bound, theta: theta) }
      guard case .exponential(_, let root) = substitution else { return .infinity }
      let inverse = inversePower(root)
      let fall = exponential(-y)
      let low = sum(logarithmOfScale, product(inverse, sum(ball(y), -fall)))
      let high = sum(logarithmOfScale, product(inverse, ball(y + 1)))
      let size = product(power, low).union(product(power, high), precision: Self.precision)
      let depth = decay(y, bound, root)
      let logarithm = sum(
        .one, logarithmOfScale.magnitude,
        product(inverse, sum(ball(y + 1), ball(theta), fall)))
      let value = product(
        sum(size, -depth).exponential(precision: Self.precision),
        logarithm.power(bound.logarithms, precision: Self.precision),
        product(inverse, sum(.one, fall)))
      return value.magnitudeUpperBound * bound.constant
    }
  }

  /// rate |t|^power at least, beyond y.
  private func decay(_ y: Double, _ bound: DecayBound, _ root: Rational) -> RealBall {
    let scale = product(
      logarithmOfScale, RealBall(root, precision: Self.precision))
    return product(
      RealBall(exact: bound.rate),
      sum(scale, ball(y), -exponential(-y)).exponential(precision: Self.precision))
  }

  /// Whether the bound of each interval beyond y is at most 1/e of the one before.
  private func decays(from y: Double, theta: Double) -> Bool {
    let needed: RealBall
    let fall: RealBall
    switch side {
    case .left(let bound), .right(let bound):
      needed = RealBall(2 * bound.logarithms + 2)
      let drop = sum(logarithm(y, theta), -logarithm(y + 1, theta))
      fall = product(RealBall(exponent, precision: Self.precision), drop)
    case .decay(let bound):
      if case .line = substitution { return lineDecays(from: y, bound) }
      guard case .exponential(_, let root) = substitution else { return false }
      let growth = product(
        RealBall(exponent.magnitude, precision: Self.precision), ball(1.5), inversePower(root))
      needed = sum(growth, RealBall(bound.logarithms + 2))
      fall = product(decay(y, bound, root), ball(1.5))
    }
    return needed.isCertainlyLess(than: fall)
  }
}
