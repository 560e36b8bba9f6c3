public import Multiprecision

/// The generalized hypergeometric function with exact rational parameters, a function of one
/// argument,
///
///     pFq(a_1, ..., a_p; b_1, ..., b_q; z) = Σ_k Π (a_i)_k / Π (b_j)_k z^k / k!.
///
/// Conventions:
/// - An upper and a lower parameter that are equal cancel first, also when they are 0 or negative
///   integers: 3F2(-10, 11, -10; 1, -10; 1) is 2F1(-10, 11; 1; 1) = 1.
/// - After that a lower parameter -N = 0, -1, -2, ... is admitted when some upper parameter is -n
///   with n <= N: the series ends before its terms divide by zero.
/// - For p <= q the function is entire. For p = q + 1 the principal branch is taken: cut along
///   [1, inf), continuous from below (Im z < 0), as DLMF 15.2, 16.2 and all common systems have it.
/// - For p > q + 1 only terminating series have a value.
///
/// ```swift
/// let f = try Hypergeometric(upper: [1 / 2, 1 / 2], lower: [1])
/// try f.value(at: RealBall(Rational(1) / 4, precision: 200), precision: 200)
/// ```
public struct Hypergeometric: Sendable, Hashable {
  /// The upper parameters as given.
  public let upper: [Rational]
  /// The lower parameters as given.
  public let lower: [Rational]
  /// What is left after equal parameters are cancelled.
  let reducedUpper: [Rational]
  let reducedLower: [Rational]

  /// The function with these parameters.
  ///
  /// - Throws: ``SpecialFunctionError/undefined(_:)`` when a lower parameter is 0 or a negative
  ///   integer and no upper parameter ends the series before.
  public init(upper: [Rational], lower: [Rational]) throws(SpecialFunctionError) {
    self.upper = upper
    self.lower = lower
    (reducedUpper, reducedLower) = Hypergeometric.cancelling(upper, lower)
    let end = Hypergeometric.terminationIndex(reducedUpper)
    for b in reducedLower where b.isInteger && !b.isPositive {
      if let end, end <= -b.numerator { continue }
      throw .undefined(
        "a lower parameter is 0 or a negative integer, b = \(b): the terms of the hypergeometric"
          + " series divide by zero, as no upper parameter -n with n <= \(-b) ends it before;"
          + " the regularized function, divided by the gamma functions of the lower parameters,"
          + " has a value")
    }
  }

  /// Parameters that are known to be admissible and without common ones.
  init(admissibleUpper upper: [Rational], lower: [Rational]) {
    self.upper = upper
    self.lower = lower
    (reducedUpper, reducedLower) = Hypergeometric.cancelling(upper, lower)
  }

  static func cancelling(
    _ upper: [Rational], _ lower: [Rational]
  ) -> (upper: [Rational], lower: [Rational]) {
    var above: [Rational] = []
    var below = lower
    for a in upper {
      if let index = below.firstIndex(of: a) {
        below.remove(at: index)
      } else {
        above.append(a)
      }
    }
    return (above.sorted(), below.sorted())
  }

  /// The least n with -n among the parameters.
  static func terminationIndex(_ upper: [Rational]) -> Integer? {
    upper.compactMap { $0.isInteger && !$0.isPositive ? -$0.numerator : nil }.min()
  }

  /// Whether the series is a polynomial.
  public var isTerminating: Bool { Hypergeometric.terminationIndex(reducedUpper) != nil }
  /// p, the number of upper parameters after cancellation.
  var p: Int { reducedUpper.count }
  /// q, the number of lower parameters after cancellation.
  var q: Int { reducedLower.count }

  var parameters: HypergeometricParameters {
    HypergeometricParameters(upper: reducedUpper, lower: reducedLower)
  }

  /// What the divergence of the series for p > q + 1 is answered with.
  static let divergence = SpecialFunctionError.undefined(
    "the hypergeometric series with more than one upper parameter above the number of lower"
      + " ones diverges for every argument but 0, and it does not terminate here")
}
