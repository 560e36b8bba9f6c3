public import BallArithmetic
public import Multiprecision

/// Integration along straight lines by Gauss-Legendre rules, on pieces bisected as the integrand
/// asks for.
///
/// On a piece mapped to [-1, 1] whose integrand is analytic and at most M in modulus inside the
/// ellipse with the foci ±1 and the semi-axes' sum rho, the rule of n nodes errs by at most
/// 64/15 M rho^(-2n)/(1 - rho^-2). M is the modulus of the integrand's enclosure over the rectangle
/// around the ellipse. Source: `Docs/Theory/Quadrature.md`, "Gauss-Legendre".
///
/// ```swift
/// let result = GaussLegendre.integrate(from: .zero, to: .one, precision: 200) { x, _, p in
///   x.exponential(precision: p)
/// }
/// ```
public enum GaussLegendre {
  /// The integral over the straight line from a to b, both finite.
  ///
  /// The integrand is real on a real line when its values there are exactly real. The error aims
  /// at 2^-precision of the largest contribution; what was reached is the result's radius.
  /// A singular point on the line, or one very close to it, leaves the result undecided.
  public static func integrate(
    from a: ComplexBall, to b: ComplexBall, precision: Precision,
    limits: IntegrationLimits = IntegrationLimits(), _ integrand: BallFunction
  ) throws -> IntegrationResult {
    try integrate(along: [a, b], precision: precision, limits: limits, integrand)
  }

  /// The integral along the straight lines from each point to the next.
  ///
  /// ```swift
  /// // Around the pole of 1/z at 0: 2 pi i.
  /// let square = [ComplexBall(1), .imaginaryUnit, ComplexBall(-1), -.imaginaryUnit, ComplexBall(1)]
  /// let result = try GaussLegendre.integrate(along: square, precision: 200) { z, _, p in
  ///   z.reciprocal(precision: p)
  /// }
  /// ```
  public static func integrate(
    along points: [ComplexBall], precision: Precision,
    limits: IntegrationLimits = IntegrationLimits(), _ integrand: BallFunction
  ) throws -> IntegrationResult {
    try integrate(
      along: .polygon(points), precision: precision, limits: limits, integrand)
  }

  /// The integral along a path of straight lines, arcs and curves.
  ///
  /// A piece z(s) is integrated as f(z(s)) dz/ds over its interval of s, which is bisected as that
  /// function asks for: its analyticity in the ellipses follows from what f and z report.
  public static func integrate(
    along path: IntegrationPath, precision: Precision,
    limits: IntegrationLimits = IntegrationLimits(), _ integrand: BallFunction
  ) throws -> IntegrationResult {
    try withoutActuallyEscaping(integrand) { integrand in
      try integral(along: path, precision, limits, integrand)
    }
  }

  private static func integral(
    along path: IntegrationPath, _ precision: Precision, _ limits: IntegrationLimits,
    _ integrand: @escaping BallFunction
  ) throws -> IntegrationResult {
    var run = Run(precision: precision, meter: Meter(limits))
    do {
      var sum = ComplexBall.zero
      for piece in path.pieces {
        guard let (a, b) = piece.interval(run.working + 16) else {
          return .undecided("an end of the path is not finite")
        }
        sum = sum.adding(
          try run.integral(from: a, to: b, piece.integrand(integrand)), precision: run.working)
      }
      if sum.isUnbounded { return .undecided("the integrand has no finite value at some node") }
      return .certified(sum, evaluations: run.meter.evaluations)
    } catch let error as Meter.Exhausted {
      return .undecided(error.reason)
    }
  }
}

extension GaussLegendre {
  private struct Piece {
    let center: ComplexBall
    let half: ComplexBall
    let depth: Int
  }

  private struct Run {
    let precision: Precision
    var meter: Meter
    /// A bound of nothing: about the size of the largest piece met, to which errors compare.
    var scale = Magnitude.zero

    init(precision: Precision, meter: Meter) {
      self.precision = precision
      self.meter = meter
    }

    var working: Precision { precision + 24 }

    mutating func integral(
      from a: ComplexBall, to b: ComplexBall, _ f: BallFunction
    ) throws -> ComplexBall {
      // Ends of very different sizes both keep their digits.
      let sizes = [a, b].map { $0.magnitudeUpperBound }.filter { !$0.isZero }.map(\.exponent)
      let gap = min((sizes.max() ?? 0) - (sizes.min() ?? 0), 1 << 14)
      let wide = working + 16 + gap
      let center = a.adding(b, precision: wide).scaled(byPowerOfTwo: -1)
      let half = b.subtracting(a, precision: wide).scaled(byPowerOfTwo: -1)
      if half.isZero { return .zero }
      var pending = [Piece(center: center, half: half, depth: 0)]
      var sum = ComplexBall.zero
      try estimateScale(center, half, f)
      while let piece = pending.popLast() {
        if let part = try contribution(of: piece, f) {
          sum = sum.adding(part, precision: working)
          continue
        }
        // A short piece that still costs a lot is as much a sign of a singularity as a tiny one.
        let isCostly = piece.depth >= 16 && meter.evaluations > meter.limits.evaluations / 20
        guard piece.depth < meter.limits.depth, !isCostly else {
          let place = piece.center.real.midpoint.nearestDouble
          let height = piece.center.imaginary.midpoint.nearestDouble
          let text = height == 0 ? "\(place)" : "\(place) + \(height)i"
          throw Meter.Exhausted(
            reason: "the integrand may have a singularity near \(text)")
        }
        let quarter = piece.half.scaled(byPowerOfTwo: -1)
        // A short piece far from 0 needs more bits for its place.
        let wide = wide + piece.depth
        pending.append(
          Piece(
            center: piece.center.adding(quarter, precision: wide), half: quarter,
            depth: piece.depth + 1))
        pending.append(
          Piece(
            center: piece.center.subtracting(quarter, precision: wide), half: quarter,
            depth: piece.depth + 1))
      }
      return sum
    }

    /// The size of the integral to which errors are compared, from a few points, and from more
    /// around the largest value while that rises: a narrow peak is found by its slopes.
    private mutating func estimateScale(
      _ center: ComplexBall, _ half: ComplexBall, _ f: BallFunction
    ) throws {
      var largest = Magnitude.zero
      var middle = center
      var reach = half
      for round in 0..<40 {
        var best: ComplexBall?
        let before = largest
        for k in -3...3 where round == 0 || k != 0 {
          let offset = reach.multiplied(by: k, precision: 64).scaled(byPowerOfTwo: -2)
          let point = middle.adding(offset, precision: 64 + 2 * round)
          let value = try f(point, false, 64)
          try meter.count()
          if value.isFinite, value.magnitudeUpperBound > largest {
            largest = value.magnitudeUpperBound
            best = point
          }
        }
        if round == 0 { scale = max(scale, largest * half.magnitudeUpperBound) }
        if let best { middle = best }
        let rise = largest.estimatedBinaryLogarithm - before.estimatedBinaryLogarithm
        if round > 0, rise < 2 { break }
        reach = reach.scaled(byPowerOfTwo: -2)
        if round > 0 { scale = max(scale, largest * reach.magnitudeUpperBound) }
      }
    }

    /// The sums of the semi-axes to try, from a middle one outward.
    private static let ellipses: [Double] = [1.25, 1.5, 2, 3, 4, 6, 9, 14, 24, 48]

    /// The integral over the piece; nil when it must be bisected.
    private mutating func contribution(
      of piece: Piece, _ f: BallFunction
    ) throws -> ComplexBall? {
      let length = piece.half.magnitudeUpperBound
      // By values, never by the bounds over an ellipse, which may be too large by any power.
      let middle = try f(piece.center, false, 64)
      try meter.count()
      if middle.isFinite, middle.relativeAccuracyBits > 0 {
        scale = max(scale, middle.magnitudeUpperBound * length)
      }
      let tolerance = scale.scaled(byPowerOfTwo: -precision.bits)
      // A piece so short that an enclosure over all of it is good enough.
      if piece.depth > 8 {
        let whole = try f(box(piece, 1, 0), false, 64)
        try meter.count()
        if whole.isFinite, whole.magnitudeUpperBound * length <= tolerance.scaled(byPowerOfTwo: -1)
        {
          return whole.multiplied(by: piece.half, precision: working).scaled(byPowerOfTwo: 1)
        }
      }
      let most = precision.bits / 2 + 40
      var best: (count: Int, error: Magnitude)?
      func consider(_ index: Int) throws -> Bool {
        let rho = Self.ellipses[index]
        guard let bound = try ellipseBound(piece, rho, f) else { return false }
        let factor = bound * length
        let (count, error) = Self.cheapest(rho, factor, tolerance)
        if count < best?.count ?? .max { best = (count, error) }
        return true
      }
      if try consider(4) {
        var index = 5
        var previous = best?.count ?? .max
        while index < Self.ellipses.count, try consider(index), let count = best?.count,
          count < previous
        {
          previous = count
          index += 1
        }
      } else {
        var index = 2
        while index >= 0, try !consider(index) { index -= 1 }
        if index >= 0, index < 2 { _ = try consider(index + 1) }
        if index == 2 { _ = try consider(3) }
      }
      guard let best, best.count <= most else { return nil }
      return try sum(piece, best.count, best.error, f)
    }

    /// The rectangle around the piece stretched by the semi-axes.
    private func box(_ piece: Piece, _ width: Double, _ height: Double) -> ComplexBall {
      let shape = ComplexBall(
        real: RealBall(midpoint: .zero, radius: Magnitude(upperBound: width)),
        imaginary: RealBall(midpoint: .zero, radius: Magnitude(upperBound: height)))
      return piece.center.adding(
        piece.half.multiplied(by: shape, precision: 64), precision: 96 + piece.depth)
    }

    /// A bound of the integrand in the ellipse; nil when there is none.
    private mutating func ellipseBound(
      _ piece: Piece, _ rho: Double, _ f: BallFunction
    ) throws -> Magnitude? {
      try meter.count()
      // The doubles are exact or rounded by far less than the widening.
      let wider = 1 + 0x1p-40
      let value = try f(
        box(piece, (rho + 1 / rho) / 2 * wider, (rho - 1 / rho) / 2 * wider), true, 64)
      return value.isFinite ? value.magnitudeUpperBound : nil
    }

    /// The least number of nodes, of a few, for the tolerance, and the error that is proven, with
    /// the factor |h| M of the piece.
    private static func cheapest(
      _ rho: Double, _ factor: Magnitude, _ tolerance: Magnitude
    ) -> (count: Int, error: Magnitude) {
      let bits =
        max(0, factor.estimatedBinaryLogarithm - tolerance.estimatedBinaryLogarithm) + 5
      let wanted = bits * 0.6931471805599453 / (2 * rho.estimatedLogarithm)
      let count = rounded(wanted.isFinite ? Int(min(max(wanted, 2), 1e6)) + 1 : 1 << 20)
      let inverse = Magnitude.one.divided(byLowerBound: Magnitude(lowerBound: BigFloat(rho)))
      let gap = Magnitude.one.subtractingRoundedDown(inverse * inverse)
      let error =
        (inverse.power(UInt(2 * count)) * factor).divided(byLowerBound: gap)
        * Magnitude(64).divided(byLowerBound: Magnitude(15))
      return (count, error)
    }

    /// Few different numbers of nodes, so that the rules are used again.
    private static func rounded(_ count: Int) -> Int {
      if count <= 8 { return (count + 1) / 2 * 2 }
      let step = 1 << max(1, Int.bitWidth - count.leadingZeroBitCount - 4)
      return (count + step - 1) / step * step
    }

    private mutating func sum(
      _ piece: Piece, _ count: Int, _ error: Magnitude, _ f: BallFunction
    ) throws -> ComplexBall {
      let rule = try GaussLegendreRule.rule(count: count, precision: working)
      var sum = ComplexBall.zero
      for (node, weight) in zip(rule.nodes, rule.weights) {
        let offset = piece.half.multiplied(by: node, precision: working)
        let placed = working + piece.depth
        var value = try f(piece.center.adding(offset, precision: placed), false, working)
        try meter.count()
        if !node.isZero {
          let other = try f(piece.center.subtracting(offset, precision: placed), false, working)
          try meter.count()
          value = value.adding(other, precision: working)
        }
        sum = sum.adding(value.multiplied(by: weight, precision: working), precision: working)
      }
      let isReal = piece.center.isReal && piece.half.isReal && sum.isReal
      let part = sum.multiplied(by: piece.half, precision: working)
      // The error is that of the whole piece, its length counted already.
      return isReal ? ComplexBall(part.real.addingError(error)) : part.addingError(error)
    }
  }
}
