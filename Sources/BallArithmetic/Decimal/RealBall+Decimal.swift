internal import Multiprecision

extension RealBall {
  /// The decimal of exactly `digits` significant digits nearest to the midpoint, when every value
  /// of the ball is proven to be within one unit of its last digit; nil otherwise, and for
  /// `digits` < 1.
  ///
  /// The proof is |decimal - midpoint| + radius <= one unit, computed with a ball for the first
  /// term: Docs/Theory/BallArithmetic.md, "Decimals". An exact zero is printed as `0`.
  public func decimal(digits: Int) -> DecimalEnclosure? {
    if isZero { return digits >= 1 ? .zero : nil }
    guard digits >= 1, isFinite,
      let parts = midpoint.decimalDigits(digits, rounding: .toNearest),
      let significand = Integer(parts.digits)
    else { return nil }
    // decimal = significand * 10^place, with the unit 10^place.
    let place = parts.exponent - digits
    let signed = RealBall(parts.isNegative ? -significand : significand)
    // A power of ten this small is held exactly, with the differences it enters; for a larger one
    // the difference of two numbers that agree to `digits` digits keeps 64 bits and more.
    let digitBits = Int((Double(digits) * 3.33).rounded(.up))
    let exactBits = place.magnitude <= 4096 ? Int(place.magnitude) * 4 : 0
    let working = midpoint.precision + (digitBits + exactBits + 96)
    let power = RealBall(10).power(Integer(Int(place.magnitude)), precision: working)
    let center = RealBall(finiteMidpoint: midpoint, radius: .zero)
    var distance: Magnitude
    let unit: Magnitude
    if place >= 0 {
      distance =
        signed.multiplied(by: power, precision: working)
        .subtracting(center, precision: working).magnitudeUpperBound
      distance += radius
      unit = power.distanceFromZeroLowerBound
    } else {
      // In units of the last digit first: no division, so that an exact decimal shows as such.
      let inUnits = center.multiplied(by: power, precision: working)
        .subtracting(signed, precision: working).magnitudeUpperBound
      distance =
        inUnits.divided(byLowerBound: power.distanceFromZeroLowerBound) + radius
      unit = Magnitude.one.dividedRoundedDown(byUpperBound: power.magnitudeUpperBound)
    }
    guard distance <= unit else { return nil }
    return DecimalEnclosure(
      isNegative: parts.isNegative, digits: parts.digits, exponent: parts.exponent,
      radius: distance, requestedDigits: digits)
  }

  /// The largest number of digits for which ``decimal(digits:)`` is not nil: 0 if there is none,
  /// `Int.max` for an exact number.
  public var provenDigits: Int { isExact ? .max : widestDecimal?.digits.utf8.count ?? 0 }

  /// The decimal with the most digits that an inexact ball proves.
  var widestDecimal: DecimalEnclosure? {
    guard isFinite, !midpoint.isZero, !radius.isZero else { return nil }
    // More digits than this have a unit below the radius: 2^(exponents' difference) > |m|/r.
    let bits = midpoint.exponent - radius.exponent + 1
    if bits < 0 { return nil }
    var count = Int((Double(bits) * 0.301_029_995_663_982).rounded(.up)) + 1
    // Once the radius is at most half a unit the decimal is proven: a few steps suffice.
    while count >= 1 {
      if let proven = decimal(digits: count) { return proven }
      count -= 1
    }
    return nil
  }
}

extension RealBall: CustomStringConvertible {
  /// The proven digits and the distance they may be off, `[3.14159265358979 +/- 3.3e-15]`; an
  /// exact number that its own precision prints in full is printed bare.
  public var description: String {
    if isUnbounded { return "[+/- inf]" }
    if isExact {
      if let short = shortExactText { return short }
      return decimal(digits: midpoint.precision.digits + 2)?.description ?? "0"
    }
    if let widest = widestDecimal { return widest.description }
    return "[+/- \(magnitudeUpperBound)]"
  }

  /// The decimal of an exact number when it has few digits.
  private var shortExactText: String? {
    if midpoint.isZero { return "0" }
    guard midpoint.exponent.magnitude < 256, midpoint.minimumPrecision.bits < 256,
      let value = midpoint.exactRational
    else { return nil }
    let decimal = DecimalEnclosure(rounding: value, digits: max(midpoint.precision.digits, 24))
    return decimal.radius.isZero ? decimal.text : nil
  }
}
