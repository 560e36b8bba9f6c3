internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension NumericEvaluator {
  func besselK(
    _ order: CertifiedReal, _ x: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    let call = "besselk(\(order.brief), \(x.brief))"
    if x.isZero { throw noAnswer("\(call) has no value: besselk has a pole at 0", range: range) }
    try require(
      x, allowsEdge: false, range: range, "\(call) is not real: besselk needs an argument > 0")
    return try enclosed("besselk", [order, x], range: range) {
      RealBall.besselK(ball(order), ball(x), precision: precision)
    }
  }

  func besselI(
    _ order: CertifiedReal, _ x: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    if x.isZero {
      if order.isZero { return CertifiedReal(1) }
      if isInteger(order) || order.certainSign == 1 { return .exact(.zero) }
      if order.certainSign == nil { throw Undecided(range: range) }
      throw noAnswer(
        "besseli(\(order.brief), 0) has no value: there is a pole at 0", range: range)
    }
    if !isInteger(order) {
      try requireNonnegative(x, "besseli(\(order.brief), \(x.brief))", range: range)
    }
    return try enclosed("besseli", [order, x], range: range) {
      RealBall.besselI(ball(order), ball(x), precision: precision)
    }
  }
}
