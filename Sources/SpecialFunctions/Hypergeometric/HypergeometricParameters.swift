internal import BallArithmetic
internal import Multiprecision

/// The parameters of a hypergeometric function: exact fractions, or balls.
struct HypergeometricParameters {
  enum Values {
    case rational([Rational])
    case balls([ComplexBall])
  }

  let upper: Values
  let lower: Values

  init(upper: [Rational], lower: [Rational]) {
    self.upper = .rational(upper)
    self.lower = .rational(lower)
  }

  /// Balls; exact real ones become fractions.
  init(upper: [ComplexBall], lower: [ComplexBall]) {
    if let a = HypergeometricParameters.fractions(upper),
      let b = HypergeometricParameters.fractions(lower)
    {
      self.init(upper: a, lower: b)
    } else {
      self.init(.balls(upper), .balls(lower))
    }
  }

  private init(_ upper: Values, _ lower: Values) {
    self.upper = upper
    self.lower = lower
  }

  /// The exact values of exact real balls with moderate exponents, else nil.
  static func fractions(_ values: [ComplexBall]) -> [Rational]? {
    var result: [Rational] = []
    for value in values {
      guard value.isReal, value.isExact,
        value.real.isZero || abs(value.real.midpoint.exponent) < 1 << 12,
        let fraction = value.real.midpoint.exactRational
      else { return nil }
      result.append(fraction)
    }
    return result
  }

  var upperCount: Int { HypergeometricParameters.count(upper) }
  var lowerCount: Int { HypergeometricParameters.count(lower) }

  private static func count(_ values: Values) -> Int {
    switch values {
    case .rational(let values): values.count
    case .balls(let values): values.count
    }
  }

  var rational: (upper: [Rational], lower: [Rational])? {
    if case .rational(let a) = upper, case .rational(let b) = lower { return (a, b) }
    return nil
  }

  func upperBalls(precision: Precision) -> [ComplexBall] {
    HypergeometricParameters.balls(upper, precision: precision)
  }

  func lowerBalls(precision: Precision) -> [ComplexBall] {
    HypergeometricParameters.balls(lower, precision: precision)
  }

  private static func balls(_ values: Values, precision: Precision) -> [ComplexBall] {
    switch values {
    case .rational(let values): values.map { ComplexBall(RealBall($0, precision: precision)) }
    case .balls(let values): values
    }
  }

  /// All parameters are real numbers.
  var areReal: Bool {
    if rational != nil { return true }
    return (upperBalls(precision: 8) + lowerBalls(precision: 8)).allSatisfy(\.isReal)
  }

  /// Every parameter raised by an integer.
  func shifted(by shift: Int) -> HypergeometricParameters {
    if let (a, b) = rational {
      let s = Rational(shift)
      return HypergeometricParameters(upper: a.map { $0 + s }, lower: b.map { $0 + s })
    }
    func raise(_ values: [ComplexBall]) -> [ComplexBall] {
      values.map { value in
        let precision = max(value.real.midpoint.precision, value.imaginary.midpoint.precision) + 64
        return value.adding(ComplexBall(shift), precision: precision)
      }
    }
    return HypergeometricParameters(
      upper: raise(upperBalls(precision: 64)), lower: raise(lowerBalls(precision: 64)))
  }

  /// Π a_i / Π b_j, the factor of the derivative.
  func derivativeFactor(precision: Precision) -> ComplexBall {
    var result = ComplexBall.one
    for a in upperBalls(precision: precision) {
      result = result.multiplied(by: a, precision: precision)
    }
    for b in lowerBalls(precision: precision) {
      result = result.divided(by: b, precision: precision)
    }
    return result
  }
}

extension HypergeometricParameters {
  /// The power series at z with about `bits` fractional bits: fixed-point integers for exact
  /// parameters and an exact argument, else balls.
  ///
  /// - Throws: ``SpecialFunctionError/outOfReach(_:)`` when it would take too long.
  func series(at z: ComplexBall, bits: Int) throws(SpecialFunctionError) -> ComplexBall {
    if z.isZero { return .one }
    if let sum = try positiveSeries(at: z, bits: bits) { return sum }
    if let (a, b) = rational, let point = GaussianFraction(z) {
      let series = RationalSeries(upper: a, lower: b)
      if point.isReal, point.denominator.bitWidth < 48, point.real.bitWidth < 48 {
        let exact = Rational(numerator: point.real, nonzeroDenominator: point.denominator)
        if let sum = series.sum(atWord: exact, bits: bits + 104) {
          return ComplexBall(sum.rounded(to: Precision(clamping: bits + 32)))
        }
      }
      let size = Swift.min(z.magnitudeUpperBound.doubleUpperBound, 1e12)
      let estimate = HypergeometricParameters.termEstimate(
        order: b.count + 1 - a.count, size: size, bits: bits)
      if let sum = series.sum(at: point, bits: bits + 40, estimate: estimate) { return sum }
    }
    let precision = Precision(clamping: bits + 24)
    return BallSeries(
      upper: upperBalls(precision: precision), lower: lowerBalls(precision: precision)
    ).sum(at: z, bits: bits + 24)
  }

  /// The sum in balls where the terms are positive and much larger than 1, so that fixed-point
  /// numbers would be long; nil where those serve.
  ///
  /// - Throws: ``SpecialFunctionError/outOfReach(_:)`` when both would take too long.
  func positiveSeries(
    at z: ComplexBall, bits: Int
  ) throws(SpecialFunctionError) -> ComplexBall? {
    let extent = SeriesExtent(self, size: z.magnitudeUpperBound, bits: bits)
    let fixed = rational == nil ? Double.infinity : extent.fixedPointCost
    if extent.peak > 256, let (a, b) = rational, let point = GaussianFraction(z), point.isReal,
      point.real.isPositive, fixed > 1000
    {
      let x = Rational(numerator: point.real, nonzeroDenominator: point.denominator)
      if let sum = PeakSeries.value(upper: a, lower: b, argument: x, bits: bits) {
        return ComplexBall(sum)
      }
    }
    if extent.peak > Double(4 * bits), let (a, b) = rational, z.isReal,
      z.real.isCertainlyPositive, (a + b).allSatisfy(\.isPositive)
    {
      let balls = extent.ballCost(parameterCount: a.count + b.count)
      if balls < Swift.min(fixed, HypergeometricCost.limit) {
        let precision = Precision(clamping: bits + 48)
        return BallSeries(
          upper: upperBalls(precision: precision), lower: lowerBalls(precision: precision)
        ).sum(at: z, bits: bits + 48, termLimit: 1 << 24)
      }
    }
    // Sums of balls that are too wide are repeated with more bits: a third for each.
    let cost =
      rational == nil ? 3 * extent.ballCost(parameterCount: upperCount + lowerCount) : fixed
    if !(cost < HypergeometricCost.limit) { throw SeriesExtent.excess }
    return nil
  }

  /// A guess of the number of terms.
  static func termEstimate(order: Int, size: Double, bits: Int) -> Int {
    if order <= 0 {
      let rate = size < 1 ? Swift.max(-Double.log2(size), 1e-4) : 1e-4
      return Int(Swift.min(Double(bits) / rate, 1e8)) + 1
    }
    let scale = Double.pow(size, 1 / Double(order))
    return Int(Swift.min(3.6 * scale + Double(bits) / 4, 1e8)) + 1
  }
}
