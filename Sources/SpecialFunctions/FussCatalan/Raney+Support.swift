public import BallArithmetic
public import Multiprecision

extension Raney {
  /// K = p^p/(p-1)^(p-1), the upper edge of the support [0, K].
  ///
  /// - Throws: ``SpecialFunctionError`` where there is no law (``Raney``).
  public func upperEdge(precision: Precision) throws(SpecialFunctionError) -> RealBall {
    try requireLaw()
    return edge(precision: precision)
  }

  /// Refuses parameters without a law, and those whose law is out of reach.
  func requireLaw() throws(SpecialFunctionError) {
    if p == 1, r > 0, r <= 1 {
      throw .invalidParameters(
        r == 1
          ? "the Raney law with p = r = 1 is the unit mass at 1: it has no density"
          : "the Raney law with p = 1 is the beta law with parameters r = \(r) and"
            + " 1 - r = \(1 - r): use the beta density")
    }
    if p <= 1 {
      throw .invalidParameters("the Raney law needs p > 1, and p is \(p)")
    }
    if r <= 0 || r > p {
      throw .invalidParameters(
        "the Raney law needs 0 < r <= p, else no probability law has these moments: p is \(p)"
          + " and r is \(r)")
    }
    let bound = Rational(Integer.one << 30)
    if p > bound || (p - 1) * bound < 1 || r * bound < 1 {
      throw .outOfReach(
        "the Raney law is computed for p, 1/(p - 1) and 1/r up to 2^30: p is \(p), r is \(r)")
    }
  }

  /// K: exact, then rounded, for small integers p; else p exp((p-1) log(1 + 1/(p-1))).
  func edge(precision: Precision) -> RealBall {
    if let base = p.asInt, base <= 1 << 12 {
      let value = Rational(
        numerator: Integer(base).power(base),
        nonzeroDenominator: Integer(base - 1).power(base - 1))
      return RealBall(value, precision: precision)
    }
    let rest = p - 1
    let inner = precision + (16 + abs(rest.numerator.bitWidth - rest.denominator.bitWidth))
    return RealBall(1 / rest, precision: inner).logarithmOnePlus(precision: inner)
      .multiplied(by: RealBall(rest, precision: inner), precision: inner)
      .exponential(precision: inner)
      .multiplied(by: RealBall(p, precision: inner), precision: precision)
  }

  /// The sign of x - K; nil when it is not decided.
  ///
  /// K is a dyadic number only when p - 1 is a power of two (Docs/Theory/FussCatalan.md, "The
  /// edge"); everywhere else more precision decides. Equality is found as K is exact at enough
  /// bits.
  func signFromEdge(_ x: BigFloat) -> Int? {
    var bits = 64
    let cap = 4 * x.precision.bits + (1 << 16)
    while true {
      let precision = Precision(clamping: bits)
      let difference = RealBall(exact: x)
        .subtracting(edge(precision: precision), precision: precision)
      if difference.isZero { return 0 }
      if difference.isCertainlyPositive { return 1 }
      if difference.isCertainlyNegative { return -1 }
      if bits > cap { return nil }
      bits *= 2
    }
  }

  /// log(K/x) with `precision` relative bits, for an exact x below K and close to it or not.
  func logarithmFromEdge(_ x: BigFloat, precision: Precision) -> RealBall {
    var extra = 16
    while true {
      let inner = precision + extra
      let distance = edge(precision: inner).subtracting(RealBall(exact: x), precision: inner)
      let accuracy = distance.relativeAccuracyBits
      if accuracy >= precision.bits + 4 || extra > 4 * x.precision.bits + (1 << 17) {
        return distance.divided(by: RealBall(exact: x), precision: precision + 8)
          .logarithmOnePlus(precision: precision + 8)
      }
      extra = accuracy > 0 ? extra + precision.bits - accuracy + 16 : 2 * extra
    }
  }

  /// Where a ball lies against the support.
  enum Position {
    /// Below 0 or from K on: the density is 0.
    case outside
    /// Inside (0, K).
    case inside(lower: BigFloat, upper: BigFloat)
    /// Around or at 0, at most to `upper`, which is inside the support; nil beyond.
    case origin(upper: BigFloat?)
    /// From `lower` inside the support across K.
    case edge(lower: BigFloat)
  }

  func position(_ x: RealBall, precision: Precision) -> Position {
    let (low, high) = x.isExact ? (x.midpoint, x.midpoint) : x.endpoints(precision: precision)
    if high.isNegative { return .outside }
    if !low.isPositive {
      return .origin(upper: high.isZero || (signFromEdge(high) ?? 1) < 0 ? high : nil)
    }
    if let sign = signFromEdge(low), sign >= 0 { return .outside }
    if let sign = signFromEdge(high), sign < 0 { return .inside(lower: low, upper: high) }
    return .edge(lower: low)
  }
}
