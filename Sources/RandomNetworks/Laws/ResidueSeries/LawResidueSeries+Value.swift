internal import BallArithmetic
internal import Multiprecision

extension LawResidueSeries {
  /// The number of poles, of the bits of a term, above which the series is given up.
  static let largestCount = 40_000
  static let largestBits = 1 << 20

  /// A value of the law with a relative accuracy of about the precision.
  ///
  /// - Parameter atom: P(z_L = 0), for the distribution.
  /// - Throws: ``NetworkError/unsupported(_:)`` when the series is too long.
  func value(
    of function: LawFunction, at x: CertifiedReal, atom: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> RealBall {
    guard x.certainSign == 1 else { return .unbounded }
    let inner = precision + 16
    var value: RealBall
    if case .exact(let place) = x, case .exact(let scale) = scale,
      let u = try? argument(place, scale)
    {
      value = try part(function, at: .exact(u), precision: inner)
    } else {
      let wide = precision + 128
      let ball = x.ball(precision: wide).divided(by: scale.ball(precision: wide), precision: wide)
        .scaled(byPowerOfTwo: -depth)
      guard ball.isCertainlyPositive else { return .unbounded }
      value = try enclosed(function, at: ball, precision: inner)
    }
    if function == .density {
      value = value.divided(by: x.ball(precision: inner), precision: inner)
    }
    if !activitySpread.isZero {
      guard activitySpread <= .one else { return .unbounded }
      value = value.addingError(
        value.magnitudeUpperBound * activitySpread.exponentialMinusOne)
    }
    if function == .cumulativeDistribution {
      value = value.adding(atom.ball(precision: inner), precision: inner)
    }
    return value.rounded(to: precision + 8)
  }

  /// A value at a ball.
  func value(
    of function: LawFunction, at x: RealBall, atom: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> RealBall {
    if x.isExact, let place = x.midpoint.exactRational {
      return try value(of: function, at: .exact(place), atom: atom, precision: precision)
    }
    return try value(
      of: function, at: .enclosed(x, precision: x.midpoint.precision), atom: atom,
      precision: precision)
  }

  private func argument(_ x: Rational, _ scale: Rational) throws(ArithmeticError) -> Rational {
    try x.divided(by: scale * Rational(Integer.one.shifted(leftBy: depth)))
  }

  /// x f(x), P(0 < z <= x) or P(z > x) for all u of a ball, from the values at its ends.
  ///
  /// Docs/Theory/LawResidueSeries.md, "An argument that is an enclosure".
  private func enclosed(
    _ function: LawFunction, at u: RealBall, precision: Precision
  ) throws(NetworkError) -> RealBall {
    let wide = max(precision, u.midpoint.precision) + 64
    guard
      let low = u.lowerBound(precision: wide).exactRational,
      let high = u.upperBound(precision: wide).exactRational, low.isPositive
    else { return .unbounded }
    let first = try part(function, at: .exact(low), precision: precision)
    if low == high { return first }
    let last = try part(function, at: .exact(high), precision: precision)
    switch function {
    case .cumulativeDistribution, .survival:
      return first.union(last, precision: precision)
    case .density:
      // u^(1 - N/2) f(u) does not increase: with g = u f(u), g(u) <= g(low) (u/low)^(N/2) and
      // g(u) >= g(high) (u/high)^(N/2).
      let ratio = RealBall(high, precision: wide).divided(
        by: RealBall(low, precision: wide), precision: wide
      )
      .logarithm(precision: 64).multiplied(by: RealBall(leastWidth), precision: 64)
      .scaled(byPowerOfTwo: -1).exponential(precision: wide)
      return first.multiplied(by: ratio, precision: precision)
        .union(last.divided(by: ratio, precision: precision), precision: precision)
    }
  }

  /// x f(x), P(0 < z <= x) or P(z > x) at an exact u, with a relative accuracy of the precision
  /// where it can be had.
  private func part(
    _ function: LawFunction, at u: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> RealBall {
    var extra = 0
    var attempts = 0
    while true {
      let result = try sum(function, at: u, precision: precision, extra: extra)
      attempts += 1
      let accuracy = result.relativeAccuracyBits
      if accuracy >= precision.bits - 2 || attempts == 4 { return result }
      // What is lost is lost again.
      extra += accuracy == .min ? 64 << attempts : precision.bits - accuracy + 8
    }
  }

  /// The residues and the remainder, with bits for an absolute error of about 2^-precision times
  /// the value expected.
  private func sum(
    _ function: LawFunction, at u: CertifiedReal, precision: Precision, extra: Int
  ) throws(NetworkError) -> RealBall {
    guard
      let plan = ResidueLawPlan(
        estimate, function: function,
        logArgument: u.ball(precision: 64).logarithm(precision: 53).approximateDouble,
        depth: depth, bits: precision.bits + extra)
    else { throw Self.tooLong }
    let working = Precision(clamping: plan.largestBits + 64)
    let argument = u.ball(precision: working)
    let logArgument = argument.logarithm(precision: working)
    let tail = Tail(self, logArgument: argument.logarithm(precision: 128))
    let dividing = function != .density
    var last = plan.lastPole
    var remainder = tail.bound(after: last, dividing: dividing)
    while remainder > .powerOfTwo(plan.target) {
      last += max(1, last / 64)
      if last > 2 * Self.largestCount { throw Self.tooLong }
      remainder = tail.bound(after: last, dividing: dividing)
    }
    guard let factor = ResidueLawArgument(argument, bits: working.bits) else { return .unbounded }
    var result = RealBall.zero
    for isHalfInteger in [true, false] {
      guard
        let residues = ResidueClass(
          self, isHalfInteger: isHalfInteger, argument: argument, logArgument: logArgument,
          precision: working)
      else { continue }
      guard residues.constant.isFinite, !residues.constant.containsZero else { return .unbounded }
      var sum = ResidueClassSum(
        residues, argument: factor, dividing: dividing,
        target: plan.target - residues.constant.midpoint.exponent,
        plan: plan)
      let own = sum.run(through: (isHalfInteger ? last - 1 : last) / 2)
      result = result.adding(
        own.multiplied(by: residues.constant, precision: working), precision: working)
    }
    result = result.addingError(remainder)
    if function == .survival {
      result = aliveMass(precision: working).subtracting(result, precision: working)
    }
    return result.rounded(to: precision + 16)
  }

  private static var tooLong: NetworkError {
    .unsupported(
      "the residue series of the law of z is too long at this argument: its terms grow too much"
        + " before they fall")
  }
}
