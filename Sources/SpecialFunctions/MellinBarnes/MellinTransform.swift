package import BallArithmetic
package import Multiprecision

/// A function M(s), analytic on a vertical strip, whose inverse Mellin transforms are wanted:
/// real on the real axis, so that M at the conjugate is the conjugate of M.
///
/// ``MellinBarnesLine`` needs its values at equidistant points of a line and proven bounds of its
/// modulus on other lines; it asks for nothing else.
package protocol MellinTransform: Sendable {
  associatedtype Size: LineSize
  associatedtype Bound: LineBound

  /// The ends of the strip where M is analytic; nil for an end at infinity.
  var left: Rational? { get }
  var right: Rational? { get }

  /// The size on the line Re s = sigma, without proof.
  func estimate(at sigma: Double) -> Size

  /// A proven bound of the modulus on the line Re s = sigma, also outside the strip; nil when poles
  /// are on the line or no bound was found.
  func majorant(at sigma: BigFloat, precision: Precision) -> Bound?

  /// The values e^(-normalizer) M(line + i k step) for the indices k, each with an absolute error
  /// of about 2^-bits(k).
  func nodes(
    line: BigFloat, step: BigFloat, indices: Range<Int>, normalizer: BigFloat,
    bits: (Int) -> Int
  ) -> [ComplexBall]

  /// Numbers in rising order among which are all poles from `low` to `high`.
  func poles(from low: Rational, to high: Rational) -> [Rational]

  /// The coefficients of e^-P, ..., e^-1 of M at pole + e, P the order of the pole; empty for no
  /// pole.
  func principalPart(at pole: Rational, precision: Precision) -> [RealBall]

  /// About the nanoseconds that one residue takes.
  func residueCost(bits: Double) -> Double

  /// About the nanoseconds that one node takes.
  func nodeCost(bits: Double, line: Double) -> Double
}
