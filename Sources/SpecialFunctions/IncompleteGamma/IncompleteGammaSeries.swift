internal import BallArithmetic
internal import Multiprecision

/// The three series of the incomplete gamma functions at exact s and z, in fixed point with machine
/// divisors where s is a short dyadic number. Proofs: Docs/Theory/IncompleteGamma.md, "Series".
enum IncompleteGammaSeries {
  private static let term = 0
  private static let argument = 2
  private static let total = 4
  private static let parameter = 6
  private static let quotient = 8

  /// Σ z^k/(s+1)_k, for Re s >= 0; nil beyond `limit` terms.
  static func lower(
    _ s: ExactComplex, _ z: ExactComplex, bits: Int, limit: Int
  ) -> ComplexBall? {
    let isReal = s.isReal && z.isReal
    let parts = isReal ? 1 : 2
    let isShort = s.isReal && s.real.small != nil
    guard s.fitsRow, z.fitsRow else { return nil }
    var row = FixedPointRow(count: 10, bits: bits)
    row.setInteger(term, to: 1)
    row.setParts(argument, to: z)
    row.setParts(parameter, to: s)
    let size = z.ball.magnitudeUpperBound.doubleUpperBound
    let modulus = max(s.real.approximate, s.imaginary.nearestDouble.magnitude)
    var tail = Magnitude(2)
    var largestBits = bits + 1
    var count = 0
    while true {
      if count >= limit { return nil }
      for part in 0..<parts { row.add(term + part, to: total + part) }
      count += 1
      row.multiply(term, by: argument, isReal: isReal)
      if isShort, let (numerator, shift) = s.real.small {
        let factor = numerator + (count << shift)
        for part in 0..<parts {
          if shift > 0 { row.shift(term + part, by: shift) }
          row.divide(term + part, byInteger: factor)
        }
      } else {
        row.addInteger(1, to: parameter)
        if s.isReal {
          for part in 0..<parts { row.divide(term + part, by: parameter) }
        } else {
          row.divideComplex(term, by: parameter)
        }
      }
      let width = row.width(at: term, isReal: isReal)
      largestBits = max(largestBits, width + 1)
      if width <= 6 {
        // The next ratios are at most r: the tail is below 1/(1 - r) times the term.
        let ratio = size / max(modulus, s.real.approximate + Double(count))
        if ratio < 0.999 {
          tail = Magnitude(upperBound: 1.000_001 / (1 - ratio))
          break
        }
      }
    }
    let length = Magnitude(UInt(count + 1))
    let growth = Magnitude.powerOfTwo(largestBits + 1 - bits)
    let rounding = Magnitude(16) * growth * length * length
    guard Magnitude(16) * length * length < .powerOfTwo(bits - 2) else { return nil }
    let last =
      tail
      * (.powerOfTwo(row.width(at: term, isReal: isReal) + 1) + Magnitude(16) * growth * length)
    return row.complexBall(
      at: total, isReal: isReal, errorInUnits: rounding + last,
      precision: Precision(clamping: max(bits, largestBits) + 8))
  }

  /// Σ (-z)^k/(k! (s+k)) over the k with s + k != 0; nil beyond `limit` terms.
  static func entire(
    _ s: ExactComplex, _ z: ExactComplex, bits: Int, limit: Int
  ) -> ComplexBall? {
    let isReal = s.isReal && z.isReal
    let parts = isReal ? 1 : 2
    let isShort = s.isReal && s.real.small != nil
    guard s.fitsRow, z.fitsRow else { return nil }
    var row = FixedPointRow(count: 10, bits: bits)
    row.setInteger(term, to: 1)
    row.setParts(argument, to: z)
    row.setParts(parameter, to: s)
    let size = z.ball.magnitudeUpperBound.doubleUpperBound
    let skipped = s.isPole ? s.real.value.magnitude.integer(rounding: .toNearest)?.asInt ?? -1 : -1
    var largestBits = bits + 1
    var count = 0
    while true {
      if count >= limit { return nil }
      if count != skipped {
        if isShort, let (numerator, shift) = s.real.small {
          let factor = numerator + (count << shift)
          for part in 0..<parts {
            if shift == 0 {
              row.addQuotient(of: term + part, byInteger: factor, to: total + part)
            } else {
              row.copy(term + part, to: quotient + part)
              row.shift(quotient + part, by: shift)
              row.addQuotient(of: quotient + part, byInteger: factor, to: total + part)
            }
          }
        } else {
          for part in 0..<2 { row.copy(term + part, to: quotient + part) }
          if row.isZero(at: parameter), row.isZero(at: parameter + 1) { return nil }
          if s.isReal {
            for part in 0..<parts { row.divide(quotient + part, by: parameter) }
          } else {
            row.divideComplex(quotient, by: parameter)
          }
          for part in 0..<parts { row.add(quotient + part, to: total + part) }
        }
      }
      count += 1
      row.multiply(term, by: argument, isReal: isReal)
      for part in 0..<parts { row.divide(term + part, byInteger: -count) }
      if !isShort { row.addInteger(1, to: parameter) }
      let width = row.width(at: term, isReal: isReal)
      largestBits = max(largestBits, width + 1)
      if width <= 6, size < 0.4999 * Double(count) { break }
    }
    let length = Magnitude(UInt(count + 1))
    let growth = Magnitude.powerOfTwo(largestBits + 1 - bits)
    let rounding = Magnitude(16) * growth * length * length
    guard Magnitude(16) * length * length < .powerOfTwo(bits - 2) else { return nil }
    let distance = s.distanceFromOtherPoles
    let last = Magnitude.powerOfTwo(row.width(at: term, isReal: isReal) + 2)
    var error = (rounding + last).divided(byLowerBound: distance)
    if !isShort {
      // The cut of s itself: at most one unit in each part of s + k.
      let square = distance.multipliedRoundedDown(by: distance)
      guard distance > .powerOfTwo(4 - bits) else { return nil }
      error += (growth * length * Magnitude(8)).divided(byLowerBound: square)
    }
    return row.complexBall(
      at: total, isReal: isReal, errorInUnits: error,
      precision: Precision(clamping: max(bits, largestBits) + 8))
  }

  /// Σ (s-1)...(s-k)/z^k with its remainder: Gamma(s,z) = z^(s-1) e^(-z) times it.
  /// Docs/Theory/IncompleteGamma.md, "The asymptotic expansion".
  ///
  /// - Parameter target: the sum stops at a term below 2^-target, or where the terms grow.
  static func asymptotic(
    _ s: ExactComplex, _ z: ExactComplex, target: Int, bits: Int
  ) -> ComplexBall? {
    let isReal = s.isReal && z.isReal
    let parts = isReal ? 1 : 2
    let isShort = s.isReal && s.real.small != nil
    guard s.fitsRow else { return nil }
    let inverse = z.ball.reciprocal(precision: Precision(clamping: bits + 16))
    guard inverse.isFinite else { return nil }
    var row = FixedPointRow(count: 10, bits: bits)
    row.setInteger(term, to: 1)
    row.set(argument, to: inverse.real.midpoint)
    row.set(argument + 1, to: inverse.imaginary.midpoint)
    row.setParts(parameter, to: s)
    let size = 1 / max(inverse.magnitudeUpperBound.doubleUpperBound, 0x1p-1000)
    let height = s.imaginary.nearestDouble.magnitude
    var largestBits = bits + 1
    var count = 0
    while count < 1 << 24 {
      for part in 0..<parts { row.add(term + part, to: total + part) }
      count += 1
      if isShort, let (numerator, shift) = s.real.small {
        for part in 0..<parts {
          row.multiply(term + part, byInteger: numerator - (count << shift))
        }
        row.multiply(term, by: argument, isReal: isReal)
        if shift > 0 { for part in 0..<parts { row.shift(term + part, by: -shift) } }
      } else {
        row.addInteger(-1, to: parameter)
        row.multiply(term, by: parameter, isReal: isReal)
        row.multiply(term, by: argument, isReal: isReal)
      }
      let width = row.width(at: term, isReal: isReal)
      largestBits = max(largestBits, width + 1)
      if width == 0 { break }
      if Double(count) >= s.real.approximate {
        if width < bits - target { break }
        if Double(count) + 1 - s.real.approximate + height >= size { break }
      }
    }
    let length = Magnitude(UInt(count + 1))
    let stretch = Magnitude.one + z.ball.magnitudeUpperBound + inverse.magnitudeUpperBound
    let rounding =
      Magnitude(16) * .powerOfTwo(largestBits + 1 - bits) * length * length * stretch
    guard Magnitude(16) * length * length * stretch < .powerOfTwo(bits - 2) else { return nil }
    let isComplete =
      isShort && s.isInteger && s.real.value.isPositive
      && Double(count) >= s.real.approximate
    let width = row.width(at: term, isReal: isReal)
    let remainder =
      isComplete
      ? .zero : (Magnitude.powerOfTwo(width + 1) + rounding) * remainderFactor(s, z, count)
    return row.complexBall(
      at: total, isReal: isReal, errorInUnits: rounding + remainder,
      imaginaryError: z.real.value.isNegative ? remainder : .zero,
      precision: Precision(clamping: max(bits, largestBits) + 8))
  }

  /// The remainder over the first omitted term, of index n >= Re s - 1: 1 for real s and z > 0;
  /// e^(2|Im s|) for Re z >= 0; sqrt(e (m + 1)) e^(4 |Im s|), m = n + 1 - Re s, else.
  private static func remainderFactor(
    _ s: ExactComplex, _ z: ExactComplex, _ count: Int
  ) -> Magnitude {
    let height = Magnitude(upperBound: s.imaginary)
    if z.real.value.signum() >= 0 { return height.scaled(byPowerOfTwo: 1).exponential }
    let m = BigFloat.subtracting(
      BigFloat(count + 2), s.real.value, precision: 32, rounding: .up)
    return (Magnitude(3) * Magnitude(upperBound: m)).squareRoot
      * height.scaled(byPowerOfTwo: 2).exponential
  }
}

extension FixedPointRow {
  mutating func setParts(_ index: Int, to value: ExactComplex) {
    set(index, to: value.real.value)
    set(index + 1, to: value.imaginary)
  }

  mutating func multiply(_ target: Int, by factor: Int, isReal: Bool) {
    if isReal { multiply(target, by: factor) } else { multiplyComplex(target, by: factor) }
  }

  func width(at index: Int, isReal: Bool) -> Int {
    isReal ? bitWidth(at: index) : max(bitWidth(at: index), bitWidth(at: index + 1))
  }
}
