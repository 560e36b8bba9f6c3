public import BallArithmetic
public import Multiprecision

extension MeijerG {
  /// The value by the series of residues at the poles of the Γ(b_j + s), j <= m.
  ///
  /// For p < q at every z != 0, for p = q inside the unit circle; for p > q, and for p = q outside
  /// the unit circle, by G^{m,n}_{p,q}(z | a; b) = G^{n,m}_{q,p}(1/z | 1 - b; 1 - a). Where p = q
  /// and m + n = p the two sides of the unit circle are two different functions: that is the
  /// definition. Poles of any order are exact coincidences of the parameters. The
  /// principal branch of z^(-s) is taken, which is continuous from above on the negative real axis.
  ///
  /// The relative accuracy for an exact argument is the precision, unless the value is zero or
  /// extraordinarily small; a thin ball keeps its accuracy. Proofs: Docs/Theory/MeijerG.md.
  ///
  /// ```swift
  /// let g = try MeijerG(upper: [], [], lower: [0, 0, 0], [])
  /// try g.meijerGResidueSeries(at: RealBall(5), precision: 100)   // 0.0118282944874520862...
  /// ```
  ///
  /// - Throws: ``SpecialFunctionError/undefined(_:)`` at 0 and for a negative argument,
  ///   ``SpecialFunctionError/outOfReach(_:)`` on the unit circle for p = q and where too many terms
  ///   are needed.
  public func meijerGResidueSeries(
    at z: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    if let value = try MeijerG.valueOfUselessArgument(z) { return value }
    guard let argument = ResidueArgument(positive: z) else { return .unbounded }
    return try residueSeries(argument, precision: precision).real
  }

  /// The value at an exact fraction: fractions of machine words are the fastest arguments.
  public func meijerGResidueSeries(
    at z: Rational, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    if z.isZero { throw MeijerG.zeroArgument }
    if z.isNegative { throw MeijerG.negativeArgument }
    return try residueSeries(ResidueArgument(z), precision: precision).real
  }

  /// The value at a complex argument, on the principal branch.
  public func meijerGResidueSeries(
    at z: ComplexBall, precision: Precision
  ) throws(SpecialFunctionError) -> ComplexBall {
    if z.isReal, z.real.isCertainlyPositive {
      return ComplexBall(try meijerGResidueSeries(at: z.real, precision: precision))
    }
    if z.isZero { throw MeijerG.zeroArgument }
    guard let argument = ResidueArgument(z) else { return .unbounded }
    if MeijerG.meetsBranchCut(z) { return .unbounded }
    return try residueSeries(argument, precision: precision)
  }

  /// Whether the ball lies on both sides of the cut, across which the branch is not continuous; on it
  /// the values from above are taken.
  static func meetsBranchCut(_ z: ComplexBall) -> Bool {
    z.imaginary.containsZero && !z.isReal && !z.real.isCertainlyPositive
  }

  static let zeroArgument = SpecialFunctionError.undefined(
    "the Meijer G function has no value at z = 0, which is a branch point")
  static let negativeArgument = SpecialFunctionError.undefined(
    "the Meijer G function is not real for negative z, where the branch cut of z^(-s) lies; a"
      + " complex argument gives the principal branch")

  /// Throws outside the domain of a real argument; unbounded for a ball that is partly outside.
  static func valueOfUselessArgument(
    _ z: RealBall
  ) throws(SpecialFunctionError) -> RealBall? {
    if z.isZero { throw zeroArgument }
    if z.isCertainlyNegative { throw negativeArgument }
    return z.isCertainlyPositive ? nil : .unbounded
  }
}

extension MeijerG {
  /// The series' plan, in 1/z where that is needed.
  func residuePlan(_ z: ResidueArgument) throws(SpecialFunctionError) -> ResidueSeriesPlan {
    let isMirrored = try usesReciprocal(z)
    return ResidueSeriesPlan(
      try residueProblems.problem(self, isMirrored: isMirrored),
      argument: isMirrored ? z.reciprocal : z)
  }

  /// Whether the series is that of the poles on the right, in 1/z.
  private func usesReciprocal(_ z: ResidueArgument) throws(SpecialFunctionError) -> Bool {
    if p != q { return p > q }
    guard let isOutside = z.isOutsideUnitCircle else {
      throw unitCircleError(isOne: z.rational?.isOne == true)
    }
    return isOutside
  }

  private func residueSeries(
    _ z: ResidueArgument, precision: Precision
  ) throws(SpecialFunctionError) -> ComplexBall {
    try residuePlan(z).value(precision: precision)
  }
}
