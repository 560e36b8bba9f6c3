internal import Multiprecision

extension MeijerG {
  /// Why there is no residue series for p = q on the unit circle: at 1 itself, where m + n <= p keeps
  /// the contour from converging exponentially, whether there is a value at all.
  ///
  /// On a vertical line the integrand is about |t|^ν e^(-(m + n - p) π |t|), ν the sum of the lower
  /// parameters less that of the upper ones (Luke, The Special Functions and Their Approximations I,
  /// 5.2; DLMF 16.17): Docs/Theory/MeijerG.md, "On the unit circle".
  func unitCircleError(isOne: Bool) -> SpecialFunctionError {
    guard isOne, m + n <= p else {
      return .outOfReach(
        "for p = q the residue series of the Meijer G function converges only off the unit circle,"
          + " and |z| = 1, or the ball of z meets the circle; the contour integral reaches it where"
          + " m + n > p")
    }
    if m + n < p {
      return .undefined(
        "the Meijer G function has no value at z = 1 for p = q and m + n < p, here m + n = \(m + n)"
          + " and p = \(p): its integral diverges, and inside and outside the unit circle it is"
          + " two different functions")
    }
    var exponent = Rational.zero
    for b in leadingLower + trailingLower { exponent += b }
    for a in leadingUpper + trailingUpper { exponent -= a }
    if exponent >= Rational(-1) {
      return .undefined(
        "the Meijer G function has no value at z = 1 for p = q = m + n unless the sum of the lower"
          + " parameters less that of the upper ones is below -1: here it is \(exponent), and the"
          + " integral diverges")
    }
    return .outOfReach(
      "the integral of the Meijer G function converges at z = 1 for these parameters, p = q = m + n,"
        + " but no method here reaches it: neither the residue series nor the contour converges"
        + " exponentially on the unit circle")
  }
}
