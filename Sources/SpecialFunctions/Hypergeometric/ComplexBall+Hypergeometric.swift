public import BallArithmetic
public import Multiprecision

extension ComplexBall {
  /// The generalized hypergeometric function pFq with parameters that are balls, principal branch
  /// as ``Hypergeometric``; with `regularized`, divided by the gamma functions of the lower
  /// parameters, an entire function of them.
  ///
  /// ``BallArithmetic/ComplexBall/unbounded`` where the function has no value, where the balls of
  /// the parameters or the argument meet a pole or lie on both sides of the cut, and where no
  /// method reaches. Exact real parameters are taken as the fractions they are.
  public static func hypergeometric(
    upper: [ComplexBall], lower: [ComplexBall], at z: ComplexBall, regularized: Bool = false,
    precision: Precision
  ) -> ComplexBall {
    if z.isUnbounded || (upper + lower).contains(where: \.isUnbounded) { return .unbounded }
    let parameters = HypergeometricParameters(upper: upper, lower: lower)
    if let (a, b) = parameters.rational {
      if regularized {
        return (try? Hypergeometric.regularized(a, b, at: z, precision: precision)) ?? .unbounded
      }
      guard let function = try? Hypergeometric(upper: a, lower: b) else { return .unbounded }
      return (try? function.value(at: z, precision: precision)) ?? .unbounded
    }
    if z.isZero, !regularized { return .one }
    let evaluation = HypergeometricEvaluation(parameters)
    if upper.count > lower.count + 1, evaluation.terminationIndex == nil { return .unbounded }
    let inner = precision + 16
    guard var value = try? evaluation.value(at: z, precision: inner) else { return .unbounded }
    if regularized {
      for b in lower {
        value = value.multiplied(by: b.reciprocalGamma(precision: inner), precision: inner)
      }
    }
    return value.rounded(to: precision)
  }

  /// Tricomi's confluent hypergeometric function U(a, b, z), principal branch: cut along
  /// (-inf, 0], continuous from above.
  ///
  /// The solution of z w'' + (b - z) w' - a w = 0 with z^a U -> 1 as z -> inf in |arg z| < 3 pi/2
  /// (DLMF 13.2.6). Far out by the asymptotic series with a proven error
  /// (Docs/Theory/Hypergeometric.md, "The confluent functions far out"), else by the connection with
  /// 1F1, for an integer b by the residues of a Meijer G function or by Taylor steps from far out. For
  /// large parameters and z > 0 by an integral: Docs/Theory/SaddlePoint.md. ``BallArithmetic/ComplexBall/unbounded``
  /// at 0 unless Re b < 1. Complex a and b with integer differences, and large complex a and b, may
  /// be out of reach: also unbounded.
  public static func confluentU(
    _ a: ComplexBall, _ b: ComplexBall, at z: ComplexBall, precision: Precision
  ) -> ComplexBall {
    if z.isUnbounded || a.isUnbounded || b.isUnbounded { return .unbounded }
    let parameters = HypergeometricParameters(upper: [a], lower: [b])
    return ConfluentUEvaluation(
      a: parameters.upperParameters[0], b: parameters.lowerParameters[0]
    ).value(at: z, precision: precision)
  }
}

extension RealBall {
  /// The generalized hypergeometric function of real parameters and argument; see
  /// ``BallArithmetic/ComplexBall/hypergeometric(upper:lower:at:regularized:precision:)``.
  /// ``BallArithmetic/RealBall/unbounded`` also on the cut (1, inf) for p = q + 1.
  public static func hypergeometric(
    upper: [RealBall], lower: [RealBall], at x: RealBall, regularized: Bool = false,
    precision: Precision
  ) -> RealBall {
    let a = upper.map { ComplexBall($0) }
    let value = ComplexBall.hypergeometric(
      upper: a, lower: lower.map { ComplexBall($0) }, at: ComplexBall(x),
      regularized: regularized, precision: precision)
    return value.isReal ? value.real : .unbounded
  }

  /// Tricomi's function U(a, b, x) for x > 0; see
  /// ``BallArithmetic/ComplexBall/confluentU(_:_:at:precision:)``.
  public static func confluentU(
    _ a: RealBall, _ b: RealBall, at x: RealBall, precision: Precision
  ) -> RealBall {
    let value = ComplexBall.confluentU(
      ComplexBall(a), ComplexBall(b), at: ComplexBall(x), precision: precision)
    return value.isReal ? value.real : .unbounded
  }

  /// U(a, b, x) for fractions a and b and x > 0, for which an integer b, the logarithmic case, costs
  /// no more than others.
  ///
  /// ```swift
  /// let third = try Rational(numerator: 1, denominator: 3)
  /// RealBall.confluentU(third, 2, at: RealBall(2), precision: 64)   // 0.87493...
  /// ```
  public static func confluentU(
    _ a: Rational, _ b: Rational, at x: RealBall, precision: Precision
  ) -> RealBall {
    if x.isUnbounded { return .unbounded }
    let value = ConfluentUEvaluation(a: .rational(a), b: .rational(b))
      .value(at: ComplexBall(x), precision: precision)
    return value.isReal ? value.real : .unbounded
  }
}
