public import BallArithmetic
internal import Multiprecision

/// Enclosures as coefficients: every operation carries its bound at the precision of its operands.
extension CertifiedReal: SeriesCoefficient {
  /// 1/x; nil for zero and for an enclosure that contains it.
  public var reciprocal: CertifiedReal? {
    switch certainSign {
    case nil, 0: nil
    default: try? CertifiedReal(1).divided(by: self)
    }
  }

  /// Whether the number is known to be 1.
  public var isOne: Bool {
    switch self {
    case .exact(let value): value.isOne
    case .enclosed(let ball, _): ball.isCertainlyEqual(to: .one)
    }
  }
}
