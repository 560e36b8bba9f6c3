public import Multiprecision

/// The Raney numbers A_m(p, r) with exact rational p and r, and the law W_{p,r} on [0, K] whose
/// moments they are.
///
///     A_m(p, r) = r/(mp + r) C(mp + r, m),    Σ A_m(p, r) z^m = B(z)^r,    B = 1 + z B^p
///
/// The numbers exist for all p and r. The law exists, as a probability density, for p > 1 and
/// 0 < r <= p; the functions of the law throw
/// ``SpecialFunctionError/invalidParameters(_:)`` elsewhere. Its density is
/// W = -Im(B(1/(x + i0))^r)/(πx) on 0 < x < K = p^p/(p-1)^(p-1) and 0 elsewhere. Products of s
/// square Gaussian matrices have the law p = s + 1, r = 1 of their squared singular values when
/// the size grows: ``FussCatalan``.
///
/// ```swift
/// let law = Raney(p: 3, r: 1)
/// try law.number(4)                                               // 55
/// try law.density(at: RealBall(1), precision: 100)                // 0.178979127488028...
/// try law.cumulativeDistribution(at: RealBall(1), precision: 100)
/// ```
///
/// Source: K. Penson, K. Zyczkowski, Phys. Rev. E 83 (2011) 061118. What is used of it is proven in
/// Docs/Theory/FussCatalan.md.
public struct Raney: Sendable, Hashable {
  /// The first parameter; above 1 for the law.
  public let p: Rational
  /// The second parameter; above 0 and at most p for the law.
  public let r: Rational

  /// The numbers and the law of two parameters; functions of the law throw where there is none.
  public init(p: Rational, r: Rational) {
    self.p = p
    self.r = r
  }

  /// The most bits of a Raney number that is computed.
  private static let largestNumber = 1 << 28

  /// A_m(p, r), exactly: (r/m!) (mp + r - 1)(mp + r - 2)...(mp + r - m + 1), and 1 for m = 0.
  ///
  /// The product has no division by mp + r: where that is zero it is the limit of the quotient.
  ///
  /// - Throws: ``SpecialFunctionError/invalidParameters(_:)`` for m < 0,
  ///   ``SpecialFunctionError/outOfReach(_:)`` beyond 2^28 bits.
  public func number(_ m: Int) throws(SpecialFunctionError) -> Rational {
    if m < 0 {
      throw .invalidParameters("the Raney number of index \(m) has no value: m must be >= 0")
    }
    if m == 0 { return .one }
    do {
      let top = Rational(m) * p + r
      if let integer = top.asInteger, integer.isPositive {
        // r/m C(mp + r - 1, m - 1), by the fast binomial coefficient.
        let choice = try Integer.binomial(
          integer - 1, m - 1, maximumBitWidth: Raney.largestNumber)
        return r * Rational(numerator: choice, nonzeroDenominator: Integer(m))
      }
      // (n - d)(n - 2d)... for mp + r = n/d.
      let bits = max(top.numerator.bitWidth, top.denominator.bitWidth) + m.bitWidth
      guard m <= Raney.largestNumber / bits else {
        throw SpecialFunctionError.outOfReach(
          "the Raney number of index \(m) for p = \(p), r = \(r) has too many bits")
      }
      let product = Raney.product(top.numerator, top.denominator, 1..<m)
      let below = try Integer.factorial(m, maximumBitWidth: Raney.largestNumber)
      let scale = try top.denominator.power(m - 1, maximumBitWidth: Raney.largestNumber)
      return r * Rational(numerator: product, nonzeroDenominator: below * scale)
    } catch let error as SpecialFunctionError {
      throw error
    } catch {
      throw .outOfReach("the Raney number of index \(m) for p = \(p), r = \(r): \(error)")
    }
  }

  /// The product of n - id over a range of i, in halves so that long multiplications are balanced.
  private static func product(_ n: Integer, _ d: Integer, _ range: Range<Int>) -> Integer {
    if range.count < 2 {
      return range.isEmpty ? .one : n - d * Integer(range.lowerBound)
    }
    let middle = range.lowerBound + range.count / 2
    return product(n, d, range.lowerBound..<middle) * product(n, d, middle..<range.upperBound)
  }
}
