internal import BallArithmetic
internal import Multiprecision

// 2F1 at a fraction where the parameters differ by integers, so that the connection formulas with
// quotients of gamma functions do not hold: Docs/Theory/Hypergeometric.md, "Connection formulas of
// 2F1".

extension Hypergeometric {
  /// Longer polynomials are not taken for a series that does not end.
  private static let longestPolynomial = 2048

  /// (1 - z)^(c-a-b) F(c - a, c - b; c; z) with a polynomial (DLMF 15.8.1), for z < 1; nil where that
  /// does not end, or is long.
  func eulerPolynomial(at x: Rational, precision: Precision) -> RealBall? {
    guard reducedUpper.count == 2, reducedLower.count == 1, x < .one else { return nil }
    let (a, b, c) = (reducedUpper[0], reducedUpper[1], reducedLower[0])
    guard let end = Hypergeometric.terminationIndex([c - a, c - b])?.asInt,
      end <= Hypergeometric.longestPolynomial, !c.isInteger || c.isPositive
    else { return nil }
    let length = x.numerator.bitWidth + x.denominator.bitWidth
    guard (end + 1) * length < 1 << 18,
      let polynomial = Hypergeometric(admissibleUpper: [c - a, c - b], lower: [c])
        .terminatingValue(at: x)
    else { return nil }
    let excess = c - a - b
    let inner = precision + (excess.floor.bitWidth + 24)
    let rest = RealBall(.one - x, precision: inner)
      .power(RealBall(excess, precision: inner), precision: precision + 16)
    return rest.multiplied(
      by: RealBall(polynomial, precision: precision + 16), precision: precision)
  }

  /// Γ(c)/(Γ(a) Γ(b)) G^{1,2}_{2,2}(-z | 1 - a, 1 - b; 0, 1 - c) far to the left, where a - b is an
  /// integer (DLMF 16.18.1): the residues in 1/z, of double poles from some index on.
  func farLeftByResidues(at x: Rational, precision: Precision) -> RealBall? {
    guard reducedUpper.count == 2, reducedLower.count == 1, x < Rational(-4) else { return nil }
    let (a, b, c) = (reducedUpper[0], reducedUpper[1], reducedLower[0])
    let inner = precision + 24
    guard (a - b).isInteger, (a - b).magnitude < Rational(1 << 17),
      let g = try? MeijerG(upper: [.one - a, .one - b], [], lower: [.zero], [.one - c]),
      let value = try? g.meijerGResidueSeries(at: -x, precision: inner)
    else { return nil }
    let divisor = RealBall.gamma(a, precision: inner)
      .multiplied(by: RealBall.gamma(b, precision: inner), precision: inner)
    return RealBall.gamma(c, precision: inner).divided(by: divisor, precision: inner)
      .multiplied(by: value, precision: precision)
  }
}
