internal import BallArithmetic
internal import Multiprecision

/// A law given that the number is at none of the point masses: a continuous distribution function.
struct ConditionalLaw: Sendable {
  private let law: any CertifiedLaw
  private let places: [ScaledDouble]
  /// The probabilities of the point masses, in their order.
  let masses: [CertifiedReal]
  /// The probability of the rest, 1 - sum of the masses.
  private let rest: RealBall

  static let precision: Precision = 64

  /// - Throws: ``NetworkError``.
  init(_ law: any CertifiedLaw) throws(NetworkError) {
    self.law = law
    places = law.pointMasses.map {
      ScaledDouble(rounding: $0.ball(precision: Self.precision).midpoint)
    }
    // 1 - p keeps its digits although p may be next to 1.
    var precision: Precision = 128
    var found = try Self.masses(of: law, precision: precision)
    while !found.rest.isZero, found.rest.relativeAccuracyBits < 56, precision.bits < 1 << 14 {
      precision = precision + precision.bits
      found = try Self.masses(of: law, precision: precision)
    }
    (masses, rest) = found
  }

  private static func masses(
    of law: any CertifiedLaw, precision: Precision
  ) throws(NetworkError) -> (masses: [CertifiedReal], rest: RealBall) {
    var masses: [CertifiedReal] = []
    var rest = CertifiedReal(1)
    for index in law.pointMasses.indices {
      let mass = try law.mass(ofPointMass: index, precision: precision)
      masses.append(mass)
      rest = rest - mass
    }
    return (masses, rest.ball(precision: precision))
  }

  /// Whether the law has a part without point masses.
  var isContinuousSomewhere: Bool { !rest.containsZero }

  /// P(X <= x, X at no point mass) / P(X at no point mass), enclosed in [0, 1].
  ///
  /// To the right of the point masses 1 - P(X > x) / rest, to the left P(X <= x) / rest: neither
  /// has anything to cancel.
  func distribution(at x: ScaledDouble) throws(NetworkError) -> ClosedRange<Double> {
    if law.isNonnegative, x <= .zero { return 0...0 }
    let passed = places.prefix { $0 <= x }.count
    let point = x.exactValue
    var precision = Self.precision
    while true {
      let value: RealBall
      if passed == places.count {
        value = RealBall.one.subtracting(
          try law.value(of: .survival, at: point, precision: precision).value
            .divided(by: rest, precision: precision), precision: precision)
      } else {
        var below = try law.value(of: .cumulativeDistribution, at: point, precision: precision)
          .value
        for mass in masses.prefix(passed) {
          below = below.subtracting(mass.ball(precision: precision), precision: precision)
        }
        value = below.divided(by: rest, precision: precision)
      }
      let low = value.lowerBound(precision: 64).double(rounding: .down)
      let high = value.upperBound(precision: 64).double(rounding: .up)
      if high - low <= 0x1p-40 || precision.bits >= 256 {
        guard value.isFinite else {
          throw .unsupported("the law's distribution function has no enclosure at \(point)")
        }
        let least = min(max(low, 0), 1)
        return least...max(least, min(high, 1))
      }
      precision = precision + precision.bits
    }
  }
}
