public import BallArithmetic
public import Multiprecision

extension MeijerG {
  /// |f(z)| <= constant |z|^exponent (1 + |log z|)^logarithms.
  public struct PowerBound: Sendable {
    /// What multiplies the powers.
    public let constant: Magnitude
    /// The exponent of |z|.
    public let exponent: Rational
    /// The exponent of 1 + |log z|.
    public let logarithms: Int
  }

  /// Bounds whose sum bounds |G(z)| for 0 < |z| <= radius on every sheet of log z, one for each
  /// class of lower parameters modulo 1; nil where none is proven: for p > q, for p = q and a radius
  /// above 1/2, and for m = 0.
  ///
  /// From Cauchy's estimate of each residue on a circle around its pole:
  /// Docs/Theory/MeijerG.md, "Bounds at the ends".
  ///
  /// ```swift
  /// let k = try MeijerG(upper: [], [], lower: [0, 0], [])
  /// let bounds = k.bounds(within: .one)  // one: constant (1 + |log z|)
  /// ```
  public func bounds(within radius: Magnitude) -> [PowerBound]? {
    guard m > 0, p <= q, radius.isFinite, p < q || radius <= .powerOfTwo(-1) else { return nil }
    var classes: [Rational: [Rational]] = [:]
    for b in leadingLower { classes[b - Rational(b.floor), default: []].append(b) }
    // Half the least distance of the classes' poles from all other poles and zeros.
    var distance = Rational.one
    for fraction in classes.keys {
      for other in leadingLower + trailingLower + leadingUpper {
        let gap = other - fraction - Rational((other - fraction).floor)
        if !gap.isZero { distance = min(distance, gap, 1 - gap) }
      }
    }
    let half = Rational(numerator: 1, nonzeroDenominator: 2)
    let circle = ResidueCircles(
      function: self, product: GammaProduct(self), radius: distance * half, argument: radius)
    var result: [PowerBound] = []
    for parameters in classes.values {
      guard let least = parameters.min(), let constant = circle.sum(from: least) else { return nil }
      result.append(
        PowerBound(
          constant: constant, exponent: least, logarithms: parameters.count - 1))
    }
    return result
  }
}

/// Bounds of the residues at -b, -b - 1, ..., from the circles around these poles.
private struct ResidueCircles {
  let function: MeijerG
  let product: GammaProduct
  /// Of the circles; at most 1/2.
  let radius: Rational
  /// The largest |z|.
  let argument: Magnitude

  private static let precision: Precision = 64

  /// radius * sum over k of M_k |z|^k at the largest |z|, M_k the maximum of the product on the
  /// circle around -b - k; nil when the first one is not bounded.
  func sum(from b: Rational) -> Magnitude? {
    guard var term = largest(around: -b) else { return nil }
    var sum = Magnitude.zero
    let upper = function.leadingUpper + function.trailingUpper
    let lower = function.leadingLower + function.trailingLower
    for k in 0..<4096 {
      sum += term
      if let ratio = tailRatio(b, k, upper, lower), ratio * argument <= Self.threeQuarters {
        // The terms from here on are at most those of a geometric series.
        return (sum + term * Magnitude(3)) * Magnitude(upperBound: radius)
      }
      term = term * ratio(b, k, upper, lower) * argument
      if !term.isFinite { return nil }
    }
    return nil
  }

  private static let threeQuarters = Magnitude(3).scaled(byPowerOfTwo: -2)

  /// An upper bound of |F(s - 1)/F(s)| on the circle around -b - k.
  private func ratio(
    _ b: Rational, _ k: Int, _ upper: [Rational], _ lower: [Rational]
  ) -> Magnitude {
    let x = b + Rational(k + 1)
    let above = upper.reduce(Magnitude.one) {
      $0 * Magnitude(upperBound: ($1 - x).magnitude + radius)
    }
    return lower.reduce(above) {
      let distance = ($1 - x).magnitude
      // On the circle around the pole itself the distance is the radius.
      let least = distance.isZero ? radius : distance - radius
      return $0.divided(byLowerBound: Self.lowerBound(least))
    }
  }

  /// An upper bound of the ratios at k and all later ones; nil while it is not known.
  private func tailRatio(
    _ b: Rational, _ k: Int, _ upper: [Rational], _ lower: [Rational]
  ) -> Magnitude? {
    let x = b + Rational(k + 1)
    guard (upper + lower).allSatisfy({ $0 < x - 1 }) else { return nil }
    let tops = upper.sorted(by: >).map { x - $0 + radius }
    let bottoms = lower.sorted().map { x - $0 - radius }
    var result = Magnitude.one
    for (index, bottom) in bottoms.enumerated() {
      let least = Self.lowerBound(bottom)
      // (y + alpha)/(y + beta) tends to 1 monotonically.
      result =
        index < tops.count
        ? result * max(.one, Magnitude(upperBound: tops[index]).divided(byLowerBound: least))
        : result.divided(byLowerBound: least)
    }
    return result
  }

  private static func lowerBound(_ positive: Rational) -> Magnitude {
    RealBall(positive, precision: precision).distanceFromZeroLowerBound
  }

  /// The maximum of the product on a circle: over arcs of its upper half, as it takes conjugate
  /// values at conjugate points.
  private func largest(around center: Rational) -> Magnitude? {
    for count in [16, 64, 256] {
      var result = Magnitude.zero
      for arc in 0..<count {
        result = max(result, size(arc, of: count, around: center))
      }
      if result.isFinite { return result }
    }
    return nil
  }

  private func size(_ arc: Int, of count: Int, around center: Rational) -> Magnitude {
    let p = Self.precision
    let step = Rational(numerator: 1, nonzeroDenominator: Integer(count))
    let from = RealBall(Rational(arc) * step, precision: p)
    let to = RealBall(Rational(arc + 1) * step, precision: p)
    let turn = from.union(to, precision: p).multiplied(
      by: RealBall.pi(precision: p), precision: p)
    let offset = ComplexBall(real: .zero, imaginary: turn).exponential(precision: p)
      .multiplied(by: RealBall(radius, precision: p), precision: p)
    var result = Magnitude.one
    for factor in product.factors {
      let place = RealBall(
        factor.isReflected ? factor.shift - center : factor.shift + center, precision: p)
      let argument = ComplexBall(place).adding(
        factor.isReflected ? -offset : offset, precision: p)
      let value =
        factor.power > 0
        ? argument.gamma(precision: p) : argument.reciprocalGamma(precision: p)
      guard value.isFinite else { return .infinity }
      result = result * value.magnitudeUpperBound.power(UInt(factor.power.magnitude))
    }
    return result
  }
}
