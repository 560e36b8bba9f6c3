internal import BallArithmetic
internal import Multiprecision

/// Tricomi's function U(a, b, z): the choice of the method, and of the working precision.
/// Docs/Theory/Hypergeometric.md, "The confluent functions far out" and "Inexact arguments".
struct ConfluentUEvaluation {
  let a: HypergeometricParameter
  let b: HypergeometricParameter

  private var hasExactParameters: Bool {
    a.ball(precision: 64).isExact && b.ball(precision: 64).isExact
      || HypergeometricParameters(upper: [a], lower: [b], precision: 64).rational != nil
  }

  private static let one = HypergeometricParameter.one

  /// The value over a ball: at the midpoint, and U' = -a U(a + 1, b + 1, z) over the whole ball.
  func value(at z: ComplexBall, precision: Precision) -> ComplexBall {
    if z.isExact { return refined(at: z, precision: precision) }
    if z.containsZero || (z.imaginary.containsZero && !z.real.isCertainlyPositive && !z.isReal) {
      return .unbounded
    }
    let center = ComplexBall(
      real: RealBall(exact: z.real.midpoint), imaginary: RealBall(exact: z.imaginary.midpoint))
    let radius =
      (z.real.radius * z.real.radius + z.imaginary.radius * z.imaginary.radius).squareRoot
    let useful = max(0, z.magnitudeUpperBound.exponent - radius.exponent) + 64
    let value = refined(at: center, precision: min(precision, Precision(clamping: useful)))
    let slope = ConfluentUEvaluation(a: a + Self.one, b: b + Self.one)
      .approximation(at: z, bits: 64)
      .multiplied(by: a.ball(precision: 64), precision: 64)
    let error = slope.magnitudeUpperBound * radius
    let areReal = a.ball(precision: 64).isReal && b.ball(precision: 64).isReal
    return z.isReal && value.isReal && areReal
      ? ComplexBall(value.real.addingError(error)) : value.addingError(error)
  }

  private func refined(at z: ComplexBall, precision: Precision) -> ComplexBall {
    if z.isZero { return atZero(precision: precision) }
    var bits = precision.bits + 16
    var best = ComplexBall.unbounded
    var previous = Int.min
    for attempt in 0..<7 {
      let value = approximation(at: z, bits: bits)
      let accuracy = value.relativeAccuracyBits
      if best.isUnbounded || accuracy > best.relativeAccuracyBits { best = value }
      if accuracy >= precision.bits - 2 { break }
      // Parameters that are balls do not get better by precision.
      if attempt >= 1, accuracy <= previous, !hasExactParameters { break }
      previous = accuracy
      if attempt >= 3, bits > 16 * precision.bits + 8192 { break }
      let missing = accuracy > -(1 << 30) ? precision.bits - accuracy + 24 : bits
      bits += min(max(missing, 32), 3 * bits)
      if bits > 1 << 22 { break }
    }
    return best.rounded(to: precision + 8)
  }

  /// Γ(1 - b)/Γ(a - b + 1) for Re b < 1; infinite otherwise.
  private func atZero(precision: Precision) -> ComplexBall {
    let below = (Self.one - b).ball(precision: precision)
    guard below.real.isCertainlyPositive else { return .unbounded }
    return gammaQuotient([Self.one - b], [a - b + Self.one], precision: precision + 16)
      .rounded(to: precision)
  }

  /// A ball around the value, with about `bits` working bits; unbounded where no method works.
  func approximation(at z: ComplexBall, bits: Int) -> ComplexBall {
    if z.containsZero { return .unbounded }
    let asymptotics = ConfluentAsymptotics(a: a, b: b)
    let size = z.magnitudeUpperBound
    let length = min(size.doubleUpperBound, 1e30)
    if asymptotics.isTerminating || length > 0.6 * Double(bits) {
      if let value = asymptotics.confluentU(at: z, bits: bits) { return value }
    }
    if let value = integral(at: z, bits: bits, otherCost: otherCost(bits: bits, length: length)) {
      return value
    }
    guard length < 1e5 else { return .unbounded }
    if !b.isCertainlyNoInteger, let value = meijerG(at: z, bits: bits) { return value }
    if b.isCertainlyNoInteger {
      return (try? connected(at: z, bits: bits, length: length)) ?? .unbounded
    }
    return inward(at: z, bits: bits, length: length)
  }

  /// About the microseconds of the other methods; infinite where they lose so much that parameters
  /// which are balls would not have the digits for it.
  private func otherCost(bits: Int, length: Double) -> Double {
    if length > 1e5 { return .infinity }
    let isLogarithmic = !b.isCertainlyNoInteger
    guard case .rational = a, case .rational = b else {
      if isLogarithmic { return .infinity }
      return loss(length) > 64 ? .infinity : connectionCost(bits: bits, length: length)
    }
    return connectionCost(bits: bits, length: length) * (isLogarithmic ? 2 : 1)
  }

  /// About the bits by which the terms of the connection exceed U: they grow to exp(2 sqrt(a z)),
  /// which U is below by as much again.
  private func loss(_ length: Double) -> Double {
    let first = a.ball(precision: 64).real.approximateDouble.magnitude
    let second = b.ball(precision: 64).real.approximateDouble.magnitude
    return 3 * length + 6 * (length * (first + second)).squareRoot()
  }

  private func connectionCost(bits: Int, length: Double) -> Double {
    let loss = loss(length)
    let inner = Double(bits) + loss
    let terms = inner / 4 + 2 * loss
    return 2 * terms * (0.15 + inner * 1e-4) + HypergeometricCost.connection(bits: Int(inner))
  }

  /// DLMF 13.2.42: Γ(1 - b)/Γ(a - b + 1) M(a, b, z) + Γ(b - 1)/Γ(a) z^(1 - b) M(a - b + 1, 2 - b, z).
  /// To the right the two terms, of size e^|z|, cancel.
  private func connected(
    at z: ComplexBall, bits: Int, length: Double
  ) throws(SpecialFunctionError) -> ComplexBall {
    let one = Self.one
    let inner = bits + Int(3 * length) + 24
    let precision = Precision(clamping: inner)
    var first = gammaQuotient([one - b], [a - b + one], precision: precision)
    if !first.isZero {
      let series = HypergeometricParameters(upper: [a], lower: [b], precision: precision)
      first = first.multiplied(by: try series.series(at: z, bits: inner), precision: precision)
    }
    var second = gammaQuotient([b - one], [a], precision: precision)
    if !second.isZero {
      let series = HypergeometricParameters(
        upper: [a - b + one], lower: [one + one - b], precision: precision)
      second = second.multiplied(by: try series.series(at: z, bits: inner), precision: precision)
        .multiplied(
          by: z.power((one - b).ball(precision: precision + 32), precision: precision),
          precision: precision)
    }
    return first.adding(second, precision: precision)
  }

  /// For every b: from the asymptotic series at a point far out, in the right half-plane, by Taylor
  /// steps inward; there U is not the solution that the errors grow with.
  private func inward(at z: ComplexBall, bits: Int, length: Double) -> ComplexBall {
    let one = Self.one
    let inner = bits + Int(3 * length) + 32
    guard HypergeometricCost.taylorSteps(to: z, bits: inner) < HypergeometricCost.limit else {
      return .unbounded
    }
    let parameters = HypergeometricParameters(
      upper: [a], lower: [b], precision: Precision(clamping: inner + 32))
    let equation = TaylorContinuation(parameters, bits: inner)
    // A unit vector to few bits: z's direction, or i or -i for z in the left half-plane.
    let modulus = z.magnitude(precision: 64).midpoint
    func part(_ value: BigFloat) -> BigFloat {
      let unit = BigFloat.dividing(value, modulus, precision: 64)
      return BigFloat(
        mantissa: unit.scaled(byPowerOfTwo: 8).integer(rounding: .toNearest) ?? 0, exponent: -8)
    }
    let isLeft = z.real.midpoint.isNegative
    let side: BigFloat = z.imaginary.midpoint.isNegative ? -1 : 1
    let x = isLeft ? 0 : part(z.real.midpoint)
    let y = isLeft ? side : part(z.imaginary.midpoint)
    func along(_ distance: BigFloat) -> ComplexBall {
      func scaled(_ value: BigFloat) -> RealBall {
        let product = BigFloat.multiplying(value, distance, precision: 24)
        return product.isZero ? .zero : RealBall(exact: product)
      }
      return ComplexBall(real: scaled(x), imaginary: scaled(y))
    }
    var distance = BigFloat(Double(inner) * 0.75 + 16)
    for _ in 0..<4 {
      let start = along(distance)
      let value = ConfluentAsymptotics(a: a, b: b).confluentU(at: start, bits: inner)
      let slope = ConfluentAsymptotics(a: a + one, b: b + one)
        .confluentU(at: start, bits: inner)
      guard let value, let slope else {
        distance = distance.scaled(byPowerOfTwo: 1)
        continue
      }
      let precision = Precision(clamping: inner)
      let derivative = -slope.multiplied(by: a.ball(precision: precision), precision: precision)
      var waypoints: [ComplexBall] = []
      if isLeft {
        let reach = BigFloat(modulus, precision: 24, rounding: .toNearest)
        waypoints.append(along(reach))
        let corner = RealBall(
          exact: BigFloat.multiplying(reach, BigFloat(0.75), precision: 24))
        waypoints.append(
          ComplexBall(
            real: -corner,
            imaginary: side.isNegative ? -corner : corner))
      }
      waypoints.append(z)
      return equation.continued([value, derivative], from: start, along: waypoints).first
        ?? .unbounded
    }
    return .unbounded
  }
}

extension TaylorContinuation {
  /// The Taylor coefficients at the end of a path, from those at its exact start; empty when all
  /// bits are lost or the path is too long. The last point may be a ball.
  func continued(
    _ initial: [ComplexBall], from start: ComplexBall, along waypoints: [ComplexBall]
  ) -> [ComplexBall] {
    var point = start
    var derivatives = initial
    var count = 0
    for waypoint in waypoints {
      while true {
        count += 1
        if count > 20_000 { return [] }
        let (next, isLast) = ContinuationPath.next(
          from: point, toward: waypoint, radius: reachableRadius(at: point), part: stepPart)
        let step = next.subtracting(point, precision: exactPrecision)
        if !step.isZero { derivatives = propagated(derivatives, at: point, by: step) }
        if derivatives[0].isUnbounded || derivatives[0].relativeAccuracyBits < -64 { return [] }
        point = next
        if isLast { break }
      }
    }
    return derivatives
  }
}
