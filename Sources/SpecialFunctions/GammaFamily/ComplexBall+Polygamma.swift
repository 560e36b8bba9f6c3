public import BallArithmetic
public import Multiprecision

extension ComplexBall {
  /// The digamma function psi = Γ'/Γ; ``BallArithmetic/ComplexBall/unbounded`` for a ball that
  /// contains a pole 0, -1, -2, ...
  ///
  /// By the derivative of Stirling's series at z + n less the sum of the 1/(z + k), k < n; far in
  /// the left half plane by psi(z) = psi(1 - z) - pi cot(pi z). Docs/Theory/GammaFamily.md,
  /// "Stirling's series".
  public func digamma(precision: Precision) -> ComplexBall {
    if isUnbounded { return .unbounded }
    if isReal { return ComplexBall(real.digamma(precision: precision)) }
    return stirlingDigamma(precision: precision)
  }

  /// The same by Stirling's series alone, of real numbers too.
  func stirlingDigamma(precision: Precision) -> ComplexBall {
    let argument = GammaArgument(self)
    let useful = GammaArgument.useful(precision, for: self, extra: argument.sizeBits)
    return .refining(useful) { digammaOnce(argument, precision: $0) }
      .rounded(to: precision)
  }

  private func digammaOnce(_ argument: GammaArgument, precision: Precision) -> ComplexBall {
    var plan = StirlingSeries(
      atReal: argument.real, imaginary: argument.imaginary, bits: precision.bits)
    let mirrored = StirlingSeries(
      atReal: 1 - argument.real, imaginary: argument.imaginary, bits: precision.bits)
    var z = self
    var reflection = ComplexBall.zero
    if argument.real < 0.5, plan.shift > mirrored.shift + 16 {
      plan = mirrored
      let size = min(argument.sizeBits, GammaArgument.largestSizeBits)
      z = ComplexBall.one.subtracting(self, precision: precision + size)
      reflection = cotangentOfPi(precision: precision)
        .multiplied(by: .pi(precision: precision), precision: precision)
    }
    let w = z.shifted(by: plan.shift, precision: precision)
    return plan.logGamma(w, order: 2, precision: precision)[1]
      .subtracting(z.sumOfReciprocals(plan.shift, precision: precision), precision: precision)
      .subtracting(reflection, precision: precision)
  }

  /// cot(pi z) = cos(pi z)/sin(pi z); away from the axis ∓i (1 + 2 q/(1 - q)), q = e^(±2 pi i z),
  /// the upper signs for Im z > 0.
  private func cotangentOfPi(precision: Precision) -> ComplexBall {
    guard let nearest = real.midpoint.integer(rounding: .toNearest) else { return .unbounded }
    let inner = precision + 8
    if isReal {
      let angle = real.subtracting(RealBall(nearest), precision: real.midpoint.precision + 8)
        .multiplied(by: .pi(precision: inner), precision: inner)
      let (sine, cosine) = angle.sineAndCosine(precision: inner)
      return ComplexBall(cosine.divided(by: sine, precision: precision))
    }
    let angle = ComplexBall(
      real: real.subtracting(RealBall(nearest), precision: real.midpoint.precision + 8),
      imaginary: imaginary
    ).multiplied(by: .pi(precision: inner), precision: inner)
    if imaginary.distanceFromZeroLowerBound < .one {
      return angle.cosine(precision: inner)
        .divided(by: angle.sine(precision: inner), precision: precision)
    }
    let isAbove = imaginary.midpoint.isPositive
    let upper = isAbove ? angle : angle.conjugate
    let q = ComplexBall(real: -upper.imaginary, imaginary: upper.real).scaled(byPowerOfTwo: 1)
      .exponential(precision: inner)
    let sum = ComplexBall.one.adding(
      q.scaled(byPowerOfTwo: 1)
        .divided(by: ComplexBall.one.subtracting(q, precision: inner), precision: inner),
      precision: precision)
    let value = ComplexBall(real: sum.imaginary, imaginary: -sum.real)
    return isAbove ? value : value.conjugate
  }

  /// 1/z + 1/(z+1) + ... + 1/(z+n-1), by halves as one fraction.
  private func sumOfReciprocals(_ n: Int, precision: Precision) -> ComplexBall {
    if n == 0 { return .zero }
    let (top, bottom) = reciprocalFraction(from: 0, to: n, precision: precision)
    return top.divided(by: bottom, precision: precision)
  }

  private func reciprocalFraction(
    from first: Int, to end: Int, precision: Precision
  ) -> (top: ComplexBall, bottom: ComplexBall) {
    if end - first == 1 { return (.one, shifted(by: first, precision: precision)) }
    let middle = first + (end - first) / 2
    let left = reciprocalFraction(from: first, to: middle, precision: precision)
    let right = reciprocalFraction(from: middle, to: end, precision: precision)
    return (
      left.top.multiplied(by: right.bottom, precision: precision)
        .adding(right.top.multiplied(by: left.bottom, precision: precision), precision: precision),
      left.bottom.multiplied(by: right.bottom, precision: precision)
    )
  }

  /// The polygamma function psi^(m)(z), the m-th derivative of psi (m = 0 is psi itself);
  /// ``BallArithmetic/ComplexBall/unbounded`` for a ball that contains a pole 0, -1, -2, ..., for
  /// m < 0, and where about a million terms do not reach the precision.
  ///
  /// psi^(m)(z) = (-1)^(m+1) m! ζ(m+1, z) for m >= 1. Docs/Theory/GammaFamily.md, "Euler-Maclaurin
  /// summation".
  public func polygamma(order m: Int, precision: Precision) -> ComplexBall {
    if m < 0 || m > 1 << 40 { return .unbounded }
    if m == 0 { return digamma(precision: precision) }
    let inner = precision + 8
    let zeta = ComplexBall.hurwitzZeta(RealBall(m + 1), self, precision: inner)
    let factorial = RealBall(m + 1).gamma(precision: inner)
    let value = zeta.multiplied(by: factorial, precision: precision)
    return m % 2 == 1 ? value : -value
  }
}

extension RealBall {
  /// The polygamma function psi^(m)(x), the m-th derivative of psi (m = 0 is psi itself);
  /// ``BallArithmetic/RealBall/unbounded`` for a ball that contains a pole 0, -1, -2, ..., for
  /// m < 0, and where about a million terms do not reach the precision.
  ///
  /// ```swift
  /// RealBall.one.polygamma(order: 1, precision: 64)   // pi^2/6
  /// ```
  public func polygamma(order m: Int, precision: Precision) -> RealBall {
    m == 0
      ? digamma(precision: precision)
      : ComplexBall(self).polygamma(order: m, precision: precision).real
  }
}
