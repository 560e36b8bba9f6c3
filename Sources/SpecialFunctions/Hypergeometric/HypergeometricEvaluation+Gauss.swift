internal import BallArithmetic
internal import Multiprecision

// The Gauss function 2F1: DLMF 15.4.20, 15.8.1-15.8.5. The connection formulas hold in the plane
// cut along [1, inf), and on the cut from below: there arg(1 - z) = arg(-z) = pi, the principal
// values of the powers. Docs/Theory/Hypergeometric.md, "Connection formulas of 2F1".

extension HypergeometricEvaluation {
  /// The six arguments that the connection formulas lead to.
  private enum Transformation: CaseIterable {
    case identity, pfaff, oneMinus, oneMinusReciprocal, reciprocal, reciprocalOneMinus
  }

  /// 2F1 by the connection formula of least cost; nil when Taylor steps cost less: near
  /// exp(± i pi/3), and near 1 or far out where parameters differ by integers.
  func connected(at z: ComplexBall, bits: Int) throws(SpecialFunctionError) -> ComplexBall? {
    let (upper, lower) = (parameters.upperParameters, parameters.lowerParameters)
    guard upper.count == 2, lower.count == 1 else { return nil }
    let (a, b, c) = (upper[0], upper[1], lower[0])
    let excess = c - a - b
    let difference = b - a
    let hasExcess = excess.isCertainlyNoInteger
    let hasDifference = difference.isCertainlyNoInteger
    let rest = TaylorContinuation.fromOne(z)
    let (size, restSize) = (modulus(z), modulus(rest))
    let isLong = !z.isReal || z.real.midpoint.minimumPrecision.bits > 48
    var best: (cost: Double, transformation: Transformation)?
    for transformation in Transformation.allCases {
      let (length, isUsable, isConnection): (Double, Bool, Bool)
      switch transformation {
      case .identity: (length, isUsable, isConnection) = (size, true, false)
      case .pfaff: (length, isUsable, isConnection) = (size / restSize * 1.0001, true, false)
      case .oneMinus: (length, isUsable, isConnection) = (restSize, hasExcess, true)
      case .oneMinusReciprocal:
        (length, isUsable, isConnection) = (restSize / size * 1.0001, hasExcess, true)
      case .reciprocal: (length, isUsable, isConnection) = (1 / size, hasDifference, true)
      case .reciprocalOneMinus:
        (length, isUsable, isConnection) = (1 / restSize, hasDifference, true)
      }
      guard isUsable, length < 0.9999 else { continue }
      var cost = HypergeometricCost.series(length: length, bits: bits, isLong: isLong)
      if isConnection { cost = 2 * cost + HypergeometricCost.connection(bits: bits) }
      if transformation == .pfaff { cost += HypergeometricCost.power(bits: bits) }
      if cost < best?.cost ?? .infinity { best = (cost, transformation) }
    }
    guard let best, best.cost < HypergeometricCost.taylorSteps(to: z, bits: bits) else {
      return nil
    }
    let precision = Precision(clamping: bits + 16)
    let one = HypergeometricParameter.one
    func power(_ base: ComplexBall, _ exponent: HypergeometricParameter) -> ComplexBall {
      base.power(exponent.ball(precision: precision + 32), precision: precision)
    }
    func series(
      _ upper: [HypergeometricParameter], _ lower: HypergeometricParameter,
      _ argument: (top: ComplexBall, bottom: ComplexBall)
    ) throws(SpecialFunctionError) -> ComplexBall {
      try HypergeometricParameters(upper: upper, lower: [lower], precision: precision)
        .series(at: argument.top, over: argument.bottom, bits: bits + 16)
    }
    let zero = HypergeometricParameter.rational(.zero)
    switch best.transformation {
    case .identity:
      return try parameters.series(at: z, bits: bits)
    case .pfaff:
      // (1 - z)^-a F(a, c - b; c; z/(z - 1)).
      return power(rest, zero - a).multiplied(
        by: try series([a, c - b], c, (-z, rest)), precision: precision)
    case .oneMinus, .oneMinusReciprocal:
      var first = gammaQuotient([c, excess], [c - a, c - b], precision: precision)
      var second = gammaQuotient([c, zero - excess], [a, b], precision: precision)
      let restPower = second.isZero ? ComplexBall.one : power(rest, excess)
      second = second.multiplied(by: restPower, precision: precision)
      let below = one - excess
      if best.transformation == .oneMinus {
        if !first.isZero {
          first = first.multiplied(
            by: try series([a, b], below, (rest, .one)), precision: precision)
        }
        if !second.isZero {
          second = second.multiplied(
            by: try series([c - a, c - b], one + excess, (rest, .one)), precision: precision)
        }
      } else {
        if !first.isZero {
          first = first.multiplied(by: power(z, zero - a), precision: precision).multiplied(
            by: try series([a, a - c + one], below, (-rest, z)), precision: precision)
        }
        if !second.isZero {
          second = second.multiplied(by: power(z, a - c), precision: precision).multiplied(
            by: try series([c - a, one - a], one + excess, (-rest, z)), precision: precision)
        }
      }
      return first.adding(second, precision: precision)
    case .reciprocal, .reciprocalOneMinus:
      var sum = ComplexBall.zero
      for (first, second) in [(a, b), (b, a)] {
        var term = gammaQuotient(
          [c, second - first], [second, c - first], precision: precision)
        if term.isZero { continue }
        let below = first - second + one
        if best.transformation == .reciprocal {
          term = term.multiplied(by: power(-z, zero - first), precision: precision)
            .multiplied(
              by: try series([first, first - c + one], below, (.one, z)), precision: precision)
        } else {
          term = term.multiplied(by: power(rest, zero - first), precision: precision)
            .multiplied(
              by: try series([first, c - second], below, (.one, rest)), precision: precision)
        }
        sum = sum.adding(term, precision: precision)
      }
      return sum
    }
  }

  private func modulus(_ value: ComplexBall) -> Double {
    max(value.magnitudeUpperBound.doubleUpperBound, 1e-300)
  }

  /// 2F1(a, b; c; 1) = Γ(c) Γ(c - a - b) / (Γ(c - a) Γ(c - b)) for Re(c - a - b) > 0.
  func gaussSum(bits: Int) throws(SpecialFunctionError) -> ComplexBall {
    let (upper, lower) = (parameters.upperParameters, parameters.lowerParameters)
    let (a, b, c) = (upper[0], upper[1], lower[0])
    return gammaQuotient(
      [c, c - a - b], [c - a, c - b], precision: Precision(clamping: bits + 16))
  }

  /// The sum of the lower parameters less the sum of the upper ones: at z = 1 the series with
  /// p = q + 1 converges when it has a positive real part, and only then.
  var excess: HypergeometricParameter {
    var result = HypergeometricParameter.rational(.zero)
    for value in parameters.lowerParameters { result = result + value }
    for value in parameters.upperParameters { result = result - value }
    return result
  }
}

extension HypergeometricParameters {
  /// The power series at top/bottom, exactly that fraction where parameters and both are exact.
  func series(
    at top: ComplexBall, over bottom: ComplexBall, bits: Int
  ) throws(SpecialFunctionError) -> ComplexBall {
    if rational != nil, let x = GaussianFraction(top), let y = GaussianFraction(bottom) {
      return try series(at: x.divided(by: y), bits: bits)
    }
    let precision = Precision(clamping: bits + 24)
    return try series(at: top.divided(by: bottom, precision: precision), bits: bits)
  }

  func series(
    at point: GaussianFraction, bits: Int
  ) throws(SpecialFunctionError) -> ComplexBall {
    guard let (a, b) = rational else { return .unbounded }
    let ball = point.ball(precision: Precision(clamping: bits + 72))
    if let sum = try positiveSeries(at: ball, bits: bits) { return sum }
    let series = RationalSeries(upper: a, lower: b)
    if point.isReal, point.denominator.bitWidth < 48, point.real.bitWidth < 48 {
      let exact = Rational(numerator: point.real, nonzeroDenominator: point.denominator)
      if let sum = series.sum(atWord: exact, bits: bits + 104) {
        return ComplexBall(sum.rounded(to: Precision(clamping: bits + 32)))
      }
    }
    let size = Swift.min(point.magnitudeUpperBound.doubleUpperBound, 1e12)
    let estimate = HypergeometricParameters.termEstimate(
      order: b.count + 1 - a.count, size: size, bits: bits)
    if let sum = series.sum(at: point, bits: bits + 40, estimate: estimate) { return sum }
    let precision = Precision(clamping: bits + 24)
    return BallSeries(
      upper: upperBalls(precision: precision), lower: lowerBalls(precision: precision)
    ).sum(at: point.ball(precision: precision), bits: bits + 24)
  }
}

extension GaussianFraction {
  init(real: Integer, imaginary: Integer, positiveDenominator: Integer) {
    self.real = real
    self.imaginary = imaginary
    self.denominator = positiveDenominator
  }

  /// The quotient by a fraction that is not zero.
  func divided(by other: GaussianFraction) -> GaussianFraction {
    let norm = other.real * other.real + other.imaginary * other.imaginary
    let x = real * other.real + imaginary * other.imaginary
    let y = imaginary * other.real - real * other.imaginary
    return GaussianFraction(
      real: x * other.denominator, imaginary: y * other.denominator,
      positiveDenominator: norm * denominator
    ).reduced
  }

  private var reduced: GaussianFraction {
    let divisor = Integer.greatestCommonDivisor(
      Integer.greatestCommonDivisor(real, imaginary), denominator)
    return GaussianFraction(
      real: real.exactQuotient(dividingBy: divisor),
      imaginary: imaginary.exactQuotient(dividingBy: divisor),
      positiveDenominator: denominator.exactQuotient(dividingBy: divisor))
  }
}
