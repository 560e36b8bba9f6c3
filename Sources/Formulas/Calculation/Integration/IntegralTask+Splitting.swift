internal import Algebra
internal import BallArithmetic
internal import Multiprecision
internal import Quadrature

/// Integrals that one rule does not reach, in pieces: a rule that bisects takes narrow peaks, near
/// poles and many oscillations, and a rule to infinity begins beyond them.
/// `Docs/Theory/Quadrature.md`, "Splitting".
extension IntegralTask {
  /// The halvings one inside the other; a change of variable counts for three, so that there are two
  /// at most.
  private static let largestAttempts = 6

  private var next: IntegralTask {
    var task = self
    task.attempts += 1
    return task
  }

  /// The value of an attempt; nil when it does not reach the integral, either.
  func attempt(_ method: () throws -> CertifiedReal?) throws -> CertifiedReal? {
    do {
      return try method()
    } catch is UncertifiedIntegral {
      return nil
    } catch let error as CalculationError where error.kind == .noAnswer {
      // Beyond the range of numbers, or without a value, somewhere in between.
      return nil
    }
  }

  /// The length of an interval of the variable.
  private func length(from lower: Expression, to upper: Expression) throws -> CertifiedReal {
    try evaluator.value(of: upper) - evaluator.value(of: lower)
  }

  // MARK: Finite intervals

  /// A finite integral by a change of variable at an end of unknown behaviour, else in halves.
  func otherwise(
    _ lower: Expression, _ upper: Expression, length: CertifiedReal
  ) throws -> CertifiedReal? {
    guard attempts < Self.largestAttempts else { return nil }
    let size = length.ball(precision: 64).midpoint.exponent
    let reach = Rational.power(ofTwo: size - 2)
    if try !isKnown(lower, 1, size - 4) {
      return try attempt {
        guard let end = try changedEnd(at: lower, direction: 1, length: reach) else { return nil }
        return try end.value
          + next.finite(end.place, upper, length: self.length(from: end.place, to: upper))
      }
    }
    if try !isKnown(upper, -1, size - 4) {
      return try attempt {
        guard let end = try changedEnd(at: upper, direction: -1, length: reach) else { return nil }
        return try end.value
          + next.finite(lower, end.place, length: self.length(from: lower, to: end.place))
      }
    }
    return try attempt {
      let middle = (lower + upper) / 2
      return try next.finite(lower, middle, length: self.length(from: lower, to: middle))
        + next.finite(middle, upper, length: self.length(from: middle, to: upper))
    }
  }

  /// Whether the behaviour at an end is known.
  private func isKnown(_ place: Expression, _ direction: Int, _ reach: Int) throws -> Bool {
    do {
      _ = try endpoint(local(place, Rational(direction)), min(reach, -1), place: place)
      return true
    } catch is UncertifiedIntegral {
      return false
    }
  }

  // MARK: Half-lines

  /// The integral to infinity in a changed variable where the behaviour at an end is not known,
  /// else in pieces.
  func otherwise(from origin: Expression, direction: Int) throws -> CertifiedReal? {
    guard attempts < Self.largestAttempts else { return nil }
    let sign = Rational(direction)
    let integrand = try local(origin, sign)
    if try !isKnown(origin, direction, -1) {
      return try attempt {
        guard let end = try changedEnd(at: origin, direction: direction, length: 1) else {
          return nil
        }
        return try end.value + next.half(from: end.place, direction: direction)
      }
    }
    let scale = IntegrandProfile(integrand).scale
    if let decay = try decay(integrand), let bound = decay(0) {
      return try attempt {
        try cutOff(from: origin, direction: direction, bound, scale: scale)
      }
    }
    guard try algebraicBound(integrand) != nil else {
      return try changedHalf(from: origin, direction: direction)
    }
    for distance in [2, 5, 8] {
      let step = sign * Rational.power(ofTwo: scale + distance)
      let place = origin + .number(step)
      let value = try attempt {
        let tail = try half(from: place, step: step, direction)
        let length = CertifiedReal(step.magnitude)
        return try tail
          + (direction > 0
            ? next.finite(origin, place, length: length)
            : next.finite(place, origin, length: length))
      }
      if let value { return value }
    }
    return nil
  }

  /// Up to a point beyond which the decay leaves nothing that counts.
  private func cutOff(
    from origin: Expression, direction: Int, _ bound: DecayBound, scale: Int
  ) throws -> CertifiedReal? {
    let size = try IntegrandProfile(local(origin, Rational(direction))).mass(near: scale)
    let tolerance = Magnitude.powerOfTwo(size - precision.bits - 16)
    var place = bound.start
    while place.exponent <= scale + 2 * precision.bits {
      let tail = bound.tail(from: place)
      if tail <= tolerance {
        guard let distance = place.exactRational else { return nil }
        let end = origin + .number(Rational(direction) * distance)
        let length = CertifiedReal(distance)
        let near =
          try direction > 0
          ? next.finite(origin, end, length: length) : next.finite(end, origin, length: length)
        return evaluator.certified(near.ball(precision: precision + 16).addingError(tail))
      }
      place = BigFloat.multiplying(place, BigFloat(1.125), precision: 12, rounding: .up)
    }
    return nil
  }
}
