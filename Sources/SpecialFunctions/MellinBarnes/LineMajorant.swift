package import BallArithmetic
package import Multiprecision

/// A proven upper bound of a Mellin transform on a vertical line:
///
///     log |M(sigma + it)| <= scale + growth |t| - Σ m_i phi(x_i, |t|)
///                            + Σ n_j (phi(y_j, |t|) + log(1 + t^2/y_j^2)/2)
///
/// with phi(x, t) the integral of atan(u/x) over 0 <= u <= t. Proofs: Docs/Theory/MellinBarnes.md,
/// "The modulus on a line", "The integral along a line" and "The tail".
package struct LineMajorant: LineBound {
  /// A positive number x and how often it occurs.
  struct Term {
    let x: RealBall
    let count: Int
    /// About x.
    let estimate: Double

    init(_ x: RealBall, _ count: Int) {
      self.x = x
      self.count = count
      estimate = x.approximateDouble
    }
  }

  package static let precision: Precision = 64

  package var scale: RealBall = .zero
  package var growth: RealBall = .zero
  var falling: [Term] = []
  var rising: [Term] = []

  /// The same without the proof.
  var estimate: LineEstimate {
    LineEstimate(
      scale: scale.approximateDouble, growth: growth.approximateDouble,
      falling: falling.map { .init(x: $0.estimate, count: Double($0.count)) },
      rising: rising.map { .init(x: $0.estimate, count: Double($0.count)) })
  }

  /// Multiplies the bound by that of |Γ(x + it)|^count for an x <= 0; false at a pole.
  ///
  /// |Γ(x + it)| = pi/(|sin(pi (x + it))| |Γ(1 - x + it)|), and
  /// |sin(pi (x + it))| >= |sin(pi x)| cosh(pi t) >= |sin(pi x)| e^(pi |t|)/2.
  mutating func appendReflected(_ x: RealBall, count: Int, precision: Precision) -> Bool {
    let mirrored = RealBall.one.subtracting(x, precision: precision)
    let sine = x.sineOfPi(precision: precision).magnitude
    guard sine.isCertainlyPositive else { return false }
    let constant = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
      .divided(by: sine, precision: precision).logarithm(precision: precision)
    scale = scale.adding(
      constant.subtracting(mirrored.logGamma(precision: precision), precision: precision)
        .multiplied(by: count, precision: precision), precision: precision)
    let low = LineMajorant.precision
    rising.append(.init(mirrored.rounded(to: low), count))
    growth = growth.subtracting(
      RealBall.pi(precision: low).multiplied(by: count, precision: low), precision: low)
    return true
  }

  /// The bound at height t >= 0, less the scale.
  package func exponent(at t: RealBall) -> RealBall {
    let precision = LineMajorant.precision
    var sum = growth.multiplied(by: t, precision: precision)
    for term in falling {
      let (descent, _) = parts(term.x, t)
      sum = sum.subtracting(
        descent.multiplied(by: term.count, precision: precision), precision: precision)
    }
    for term in rising {
      let (descent, logarithm) = parts(term.x, t)
      sum = sum.adding(
        descent.adding(logarithm, precision: precision)
          .multiplied(by: term.count, precision: precision), precision: precision)
    }
    return sum
  }

  /// phi(x, t) = t atan(t/x) - x log(1 + t^2/x^2)/2, and log(1 + t^2/x^2)/2.
  private func parts(_ x: RealBall, _ t: RealBall) -> (RealBall, RealBall) {
    let precision = LineMajorant.precision
    let ratio = t.divided(by: x, precision: precision)
    let logarithm = ratio.squared(precision: precision).logarithmOnePlus(precision: precision)
      .scaled(byPowerOfTwo: -1)
    let descent = t.multiplied(by: ratio.arcTangent(precision: precision), precision: precision)
      .subtracting(x.multiplied(by: logarithm, precision: precision), precision: precision)
    return (descent, logarithm)
  }

  private func angle(_ t: RealBall, _ x: RealBall) -> RealBall {
    t.divided(by: x, precision: LineMajorant.precision)
      .arcTangent(precision: LineMajorant.precision)
  }

  /// A bound of the derivative of the exponent over low <= t <= high.
  func slopeUpperBound(from low: RealBall, to high: RealBall) -> RealBall {
    let precision = LineMajorant.precision
    var sum = growth
    for term in falling {
      sum = sum.subtracting(
        angle(low, term.x).multiplied(by: term.count, precision: precision), precision: precision)
    }
    for term in rising {
      sum = sum.adding(
        angle(high, term.x).adding(rationalPart(term.x, from: low), precision: precision)
          .multiplied(by: term.count, precision: precision), precision: precision)
    }
    return sum
  }

  /// A bound of t/(y^2 + t^2) for t >= low: the smaller of 1/(2y) and 1/low.
  private func rationalPart(_ y: RealBall, from low: RealBall) -> RealBall {
    let precision = LineMajorant.precision
    let (first, second) = (y.scaled(byPowerOfTwo: 1), low)
    return second.isCertainlyPositive && first.isCertainlyLess(than: second)
      ? RealBall.one.divided(by: second, precision: precision)
      : RealBall.one.divided(by: first, precision: precision)
  }

  /// A bound of the derivative of the exponent for all t >= low: each rising term is paired with a
  /// falling one, those with the least x stay alone.
  package func slopeUpperBound(from low: RealBall) -> RealBall {
    let precision = LineMajorant.precision
    var sum = growth
    var rest = falling.sorted { $0.estimate > $1.estimate }.flatMap {
      Array(repeating: $0.x, count: $0.count)
    }[...]
    for term in rising.sorted(by: { $0.estimate > $1.estimate }) {
      for _ in 0..<term.count {
        sum = sum.adding(rationalPart(term.x, from: low), precision: precision)
        guard let partner = rest.popFirst() else {
          // No partner: atan <= pi/2 < 11/7.
          sum = sum.adding(
            RealBall(11).divided(by: RealBall(7), precision: precision), precision: precision)
          continue
        }
        // atan(t/y) - atan(t/x) <= (x - y) t/(xy + t^2) for x > y, else <= 0.
        let gap = partner.subtracting(term.x, precision: precision)
        if (-gap).isCertainlyNonnegative { continue }
        let product = partner.multiplied(by: term.x, precision: precision)
        let least = product.squareRoot(precision: precision).scaled(byPowerOfTwo: 1)
        let divisor =
          low.isCertainlyPositive && least.isCertainlyLess(than: low) ? low : least
        sum = sum.adding(
          gap.magnitude.divided(by: divisor, precision: precision),
          precision: precision)
      }
    }
    for x in rest {
      sum = sum.subtracting(angle(low, x), precision: precision)
    }
    return sum
  }

  /// An upper bound of ∫_0^∞ |M(sigma + it)| e^(-scale) dt; infinity when none was found.
  ///
  /// Docs/Theory/MellinBarnes.md, "The integral along a line".
  package func integralUpperBound() -> Magnitude {
    let estimate = estimate
    guard var step = (falling + rising).map(\.estimate).min(), step > 0, step.isFinite else {
      return .infinity
    }
    let growth = min(estimate.growth, 0)
    while estimate.growth * step - estimate.exponent(at: step) - growth * step > 1 { step /= 2 }
    var total = Magnitude.zero
    var low = 0.0
    for _ in 0..<20_000 {
      let start = RealBall(exact: BigFloat(low))
      let value = Magnitude.exponential(of: exponent(at: start))
      if low > 0 {
        let descent = -slopeUpperBound(from: start)
        let rest = value.divided(
          byLowerBound: descent.isCertainlyPositive
            ? descent.distanceFromZeroLowerBound : .zero)
        if rest <= total.scaled(byPowerOfTwo: 1) { return total + rest }
      }
      // A piece over which the bound grows by a factor of at most about e.
      var length = step
      func rise(_ length: Double) -> Double {
        var sum = estimate.growth
        for term in estimate.falling {
          sum -= term.count * (low / term.x).estimatedArcTangent
        }
        for term in estimate.rising {
          sum +=
            term.count
            * (((low + length) / term.x).estimatedArcTangent + 1 / max(2 * term.x, low))
        }
        return sum * length
      }
      while rise(length) > 1 { length /= 2 }
      while rise(2 * length) <= 1, 2 * length <= max(low, step) { length *= 2 }
      let next = low + length
      guard next > low else { return .infinity }
      let end = RealBall(exact: BigFloat(next))
      let width = end.subtracting(start, precision: LineMajorant.precision)
      let slope = slopeUpperBound(from: start, to: end)
      var piece = value * width.magnitudeUpperBound
      if !(-slope).isCertainlyNonnegative {
        piece *= Magnitude.exponential(
          of: slope.magnitude.multiplied(by: width, precision: LineMajorant.precision))
      }
      total += piece
      low = next
    }
    return .infinity
  }
}

extension Magnitude {
  /// An upper bound of e^x over the ball, of any size; infinity when unbounded.
  package static func exponential(of x: RealBall) -> Magnitude {
    let upper = x.upperBound(precision: 96)
    guard upper.isFinite else { return upper.isNegative ? .zero : .infinity }
    // e^x = 2^k e^r with 0 <= r < 1 or so.
    let bits = RealBall(exact: upper).divided(by: .logTwo(precision: 128), precision: 128)
    guard let whole = bits.midpoint.integer(rounding: .down), let power = whole.asInt,
      power.magnitude < 1 << 59
    else { return upper.isNegative ? Magnitude.powerOfTwo(-(1 << 59)) : .infinity }
    let rest = RealBall(exact: upper).subtracting(
      RealBall.logTwo(precision: 128).multiplied(by: RealBall(whole), precision: 128),
      precision: 96)
    return rest.magnitudeUpperBound.exponential.scaled(byPowerOfTwo: power)
  }
}
