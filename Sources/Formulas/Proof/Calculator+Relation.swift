internal import BallArithmetic
internal import Multiprecision

/// How two numbers compare at one point.
enum Relation {
  /// Equal fractions.
  case equal
  /// Proven to agree to the digits asked for.
  case close
  /// Proven to differ by more; the digits that show it.
  case different(digits: Int)
  /// Not decided within the limit of precision.
  case unknown
}

extension Calculator {
  /// Compares two values at a point, with as much precision as it takes up to a limit.
  func relation(_ left: Expression, _ right: Expression, at point: Grid.Point) throws -> Relation {
    let start = try Precision(digits: digits) + 32
    let limit = start.bits * 8 + 4096
    var precision = start
    while true {
      let a = try enclosure(of: left, at: point, precision: precision)
      let b = try enclosure(of: right, at: point, precision: precision)
      if let x = a.exactValue, let y = b.exactValue {
        return x == y ? .equal : .different(digits: try digitsThatDiffer(x, y))
      }
      if let relation = relation(
        a.ball(precision: precision), b.ball(precision: precision), precision)
      {
        return relation
      }
      if precision.bits >= limit { return .unknown }
      precision = Precision(clamping: precision.bits * 2)
    }
  }

  private func relation(_ a: RealBall, _ b: RealBall, _ precision: Precision) -> Relation? {
    guard a.isFinite, b.isFinite else { return nil }
    let difference = a.subtracting(b, precision: precision).magnitude
    let tolerance = RealBall(
      Rational(numerator: 1, nonzeroDenominator: Integer(10).power(digits)), precision: precision)
    // |x - y| <= tolerance * max(|x|, |y|) follows from either, and fails when both fail.
    let forLeft = a.magnitude.multiplied(by: tolerance, precision: precision)
    let forRight = b.magnitude.multiplied(by: tolerance, precision: precision)
    if !difference.containsZero, forLeft.isCertainlyLess(than: difference),
      forRight.isCertainlyLess(than: difference)
    {
      return .different(digits: digits)
    }
    if difference.isCertainlyLess(than: forLeft) || difference.isCertainlyLess(than: forRight) {
      return .close
    }
    return nil
  }

  /// The digits at which two different fractions print differently.
  private func digitsThatDiffer(_ x: Rational, _ y: Rational) throws -> Int {
    let size = max(x.magnitude, y.magnitude)
    let ratio = (x - y).magnitude / size
    let bits = max(ratio.denominator.bitWidth - ratio.numerator.bitWidth + 1, 0)
    return min(max(digits, Precision(clamping: max(bits, 1)).digits + 3), 10_000)
  }
}
