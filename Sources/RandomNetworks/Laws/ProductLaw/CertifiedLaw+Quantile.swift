public import BallArithmetic
public import Multiprecision

extension CertifiedLaw {
  /// The quantile: the smallest x with P(X <= x) >= p, for 0 <= p < 1.
  ///
  /// An enclosure between two numbers at which certified values of the distribution function (of
  /// the survival function for p > 1/2) lie on the two sides of p; about as many bits as the
  /// precision says. Inside the jump of a point mass it is the mass's place, exactly. The quantile
  /// of 0 of a law on x >= 0 is 0.
  ///
  /// - Parameter p: a ball stands for all its numbers.
  /// - Throws: ``NetworkError/noValue(_:)`` for a p outside [0, 1), where the quantile is infinite
  ///   or does not exist; what the law's values throw.
  public func quantile(
    _ p: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> RealBall {
    let complement = CertifiedReal(1) - p
    if p.certainSign == -1 || complement.certainSign == -1 {
      throw .noValue("a quantile needs a probability between 0 and 1")
    }
    if pointMasses.count == 1, let place = pointMasses.first, !place.isZero,
      try mass(ofPointMass: 0, precision: precision).exactValue == .one
    {
      // One number for certain.
      return p.isZero ? .zero : place.ball(precision: precision + 16)
    }
    if pointMasses.count == 1,
      try mass(ofPointMass: 0, precision: precision).exactValue == .one
    {
      return .zero
    }
    if complement.isZero, let supportEnd { return supportEnd.ball(precision: precision + 16) }
    if complement.isZero { throw .noValue("the quantile of 1 is infinite") }
    if p.isZero {
      if isNonnegative { return .zero }
      throw .noValue("the quantile of 0 is minus infinity")
    }
    guard p.certainSign == 1, complement.certainSign == 1 else { return .unbounded }
    if p.isExactNumber { return try quantile(ofExact: p, precision: precision) }
    // Monotonic: the quantiles of the ends of the ball.
    let ball = p.ball(precision: precision)
    let wide = Precision(clamping: ball.midpoint.precision.bits + 64)
    let ends = [ball.lowerBound(precision: wide), ball.upperBound(precision: wide)]
    var result: [RealBall] = []
    for end in ends {
      result.append(
        try quantile(
          ofExact: .enclosed(RealBall(exact: end), precision: wide), precision: precision))
    }
    return result[0].union(result[1], precision: precision + 16)
  }

  /// The mass of a point mass with bits enough to tell it from a probability, if that takes not many
  /// times the precision: next to the mass the quantile itself needs no more bits than elsewhere.
  private func mass(
    ofPointMass index: Int, apartFrom probability: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> CertifiedReal {
    var bits = precision.bits + 64
    while true {
      let mass = try mass(ofPointMass: index, precision: Precision(clamping: bits))
      if (probability - mass).certainSign != nil || bits > Self.largestMassBits { return mass }
      bits *= 4
    }
  }

  private static var largestMassBits: Int { 1 << 17 }

  /// For an exact 0 < p < 1 of a law that is no single number.
  private func quantile(
    ofExact p: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> RealBall {
    let complement = CertifiedReal(1) - (p.exactFraction.map { .exact($0) } ?? p)
    let half = CertifiedReal(Rational(numerator: 1, nonzeroDenominator: 2))
    let places = pointMasses
    let atom =
      places.first?.isZero ?? false
      ? try mass(ofPointMass: 0, apartFrom: p, precision: precision) : CertifiedReal.zero
    if isNonnegative {
      // P(X <= 0) is the atom's mass.
      guard let sign = (p - atom).certainSign else { return .unbounded }
      if sign <= 0 { return .zero }
      var top = CertifiedReal.zero
      if let last = places.last, !last.isZero {
        top = try mass(
          ofPointMass: places.count - 1, apartFrom: complement, precision: precision)
        guard let above = (top - complement).certainSign else { return .unbounded }
        if above >= 0 { return last.ball(precision: precision + 16) }
      }
      // From the end that is nearer in probability.
      let isUpper = ((p - atom) - (complement - top)).certainSign ?? 1 >= 0
      return try QuantileSearch(
        law: self, function: isUpper ? .survival : .cumulativeDistribution,
        target: isUpper ? complement : p, limit: isUpper ? top : atom, precision: precision
      ).solution()
    }
    // P(X < 0); it is exact where the atom is.
    let below = (CertifiedReal(1) - atom) * half
    guard let first = (p - below).certainSign, let second = (complement - below).certainSign
    else { return .unbounded }
    if first >= 0, second >= 0 { return .zero }
    let isNegative = first < 0
    let tail = isNegative ? p : complement
    // Just right of 0 the function is `below`: the limit for the inner half, else 0 far out.
    let isFar = (tail + tail - below).certainSign ?? -1 < 0
    let size = try QuantileSearch(
      law: self, function: .survival, target: tail, limit: isFar ? .zero : below,
      precision: precision
    ).solution()
    return isNegative ? -size : size
  }
}

extension CertifiedReal {
  /// The number as a fraction, also that of an exact ball.
  fileprivate var exactFraction: Rational? {
    switch self {
    case .exact(let value): value
    case .enclosed(let ball, _): ball.isExact ? ball.midpoint.exactRational : nil
    }
  }
}
