internal import Multiprecision

/// Outputs and pre-activations h of a network as exact laws: h is normal of variance sigma^2 given
/// the squared norm before, so that h^2 is sigma^2 times a chi-square with one degree of freedom, the
/// squared norm after one more layer, linear and of width 1 (Docs/Theory/SymbolicLaws.md, "Outputs").
extension Network {
  /// The factors of the square of a scalar linear output: those of z_L, and that of the output unit.
  ///
  /// - Throws: as ``layerFactors()``; ``NetworkError/unsupported(_:)`` for orthogonal weights in the
  ///   output layer; ``NetworkError/noValue(_:)`` at depth 0.
  public func squaredOutputFactors() throws(NetworkError) -> [LayerFactor<Scalar>] {
    try factors(of: outputLayer())
  }

  /// The factors of the square of a unit's pre-activation in the last layer; with parameter sharing,
  /// of the core.
  ///
  /// - Throws: as ``squaredOutputFactors()``.
  public func squaredPreactivationFactors() throws(NetworkError) -> [LayerFactor<Scalar>] {
    try withoutLastLayer().factors(of: lastResolvedLayer())
  }

  /// The law of y^2 of a scalar linear output y, as an exact value.
  ///
  /// y is symmetric about 0: E y^(2m) is the law's moment m, and P(y = 0) its ``SignalLaw/atom``.
  ///
  /// - Throws: as ``signalLaw()`` and ``squaredOutputFactors()``.
  public func squaredOutputLaw() throws(NetworkError) -> SignalLaw<Scalar> {
    try SignalLaw(norm: inputNorm, factors: squaredOutputFactors())
  }

  /// The law of h^2 of a unit's pre-activation h in the last layer, as an exact value.
  ///
  /// - Throws: as ``squaredOutputLaw()``.
  public func squaredPreactivationLaw() throws(NetworkError) -> SignalLaw<Scalar> {
    try SignalLaw(norm: inputNorm, factors: squaredPreactivationFactors())
  }

  /// P(y = 0) of a scalar linear output: that the signal has died out, and no bias revives it.
  ///
  /// - Throws: as ``atom()``; ``NetworkError/noValue(_:)`` at depth 0.
  public func outputAtom() throws(NetworkError) -> Scalar {
    try atom(of: outputLayer())
  }

  /// P(h = 0) of a unit's pre-activation in the last layer.
  ///
  /// - Throws: as ``outputAtom()``.
  public func preactivationAtom() throws(NetworkError) -> Scalar {
    try withoutLastLayer().atom(of: lastResolvedLayer())
  }

  private func atom(of next: ResolvedLayer<Scalar>) throws(NetworkError) -> Scalar {
    if !next.biasVariance.isZero { return .zero }
    return next.weightVariance.isZero ? .one : try atom()
  }

  private func factors(
    of next: ResolvedLayer<Scalar>
  ) throws(NetworkError) -> [LayerFactor<Scalar>] {
    if next.ensemble == .orthogonal {
      throw .unsupported(
        "given the norm, a component behind orthogonal weights has a beta law, not a normal one")
    }
    return try layerFactors(followedBy: next.unit)
  }
}
