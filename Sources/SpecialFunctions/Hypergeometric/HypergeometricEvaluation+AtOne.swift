internal import BallArithmetic
internal import Multiprecision

extension HypergeometricEvaluation {
  /// The convergent series at z = 1, whose terms decrease like k^(-1 - s) only: the first N terms,
  /// and the rest by summation by parts with a certificate.
  ///
  /// With the term ratio ρ(k) = t_(k+1)/t_k and any R(k), u_k = t_k R(k): u_k - u_(k+1) =
  /// t_k (R(k) - ρ(k) R(k+1)), so that the sum of the t_k from N on is u_N + Σ t_k δ(k) with
  /// δ(k) = 1 - R(k) + ρ(k) R(k+1). R = Σ_(m>=0) c_m k^(1-m) is chosen to cancel the powers of 1/k
  /// in δ, what is left of them is bounded.
  /// Docs/Theory/Hypergeometric.md, "At z = 1".
  func sumAtOne(bits: Int) throws(SpecialFunctionError) -> ComplexBall {
    throw .outOfReach(
      "the value at 1 of a hypergeometric series with more than two upper parameters converges"
        + " too slowly for the methods here; use meijerg or a transformation to another argument")
  }
}
