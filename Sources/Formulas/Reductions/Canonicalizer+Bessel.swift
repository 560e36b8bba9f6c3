internal import Multiprecision

extension Canonicalizer {
  private static var largestHalfInteger: Int { 60 }

  /// Modified Bessel functions: elementary at half-integer orders, K of one sign of the order.
  func bessel(
    _ name: String, _ order: CanonicalForm, _ x: CanonicalForm
  ) throws -> CanonicalForm {
    let isK = name == "besselk"
    if let value = order.exactValue {
      if x.isZero, isK {
        throw ArithmeticError.outsideDomain("besselk has a pole at 0")
      }
      if x.isZero, !value.isNegative || value.isInteger { return value.isZero ? .one : .zero }
      if value.denominator == 2, let n = value.floor.asInt, n.magnitude <= Self.largestHalfInteger {
        return isK ? try elementaryK(max(n, -1 - n), x) : try elementaryI(n, x)
      }
    }
    var order = order
    let isEven = isK || order.exactValue?.isInteger == true
    if isEven, Self.isMirrored(order) { order = -order }
    return CanonicalForm(
      variable: CanonicalForm.kernelText(.call(name, [order.expression, x.expression])))
  }

  /// One of an order and its negative counts as mirrored.
  private static func isMirrored(_ order: CanonicalForm) -> Bool {
    if let value = order.exactValue { return value.isNegative }
    let (text, other) = (
      CanonicalForm.kernelText(order.expression), CanonicalForm.kernelText((-order).expression)
    )
    return (other.utf8.count, other) < (text.utf8.count, text)
  }

  /// K_(n+1/2)(x) = sqrt(pi/(2x)) e^(-x) times the sum of (n+k)!/(k! (n-k)!) (2x)^(-k).
  private func elementaryK(_ n: Int, _ x: CanonicalForm) throws -> CanonicalForm {
    let twice = CanonicalForm(2) * x
    var sum = CanonicalForm.zero
    for k in 0...n {
      let coefficient = Rational(
        numerator: try Integer.factorial(n + k),
        nonzeroDenominator: try Integer.factorial(k) * Integer.factorial(n - k))
      sum = try sum + CanonicalForm(coefficient) * twice.power(-k)
    }
    let root = try CanonicalForm(variable: "pi").divided(by: twice).raised(to: .half)
    return try root * function("exp", [-x]) * sum
  }

  /// From I_(-1/2) = sqrt(2/(pi x)) cosh x and I_(1/2) = sqrt(2/(pi x)) sinh x by
  /// I_(v+1) = I_(v-1) - (2v/x) I_v, in either direction.
  private func elementaryI(_ n: Int, _ x: CanonicalForm) throws -> CanonicalForm {
    var low = try function("cosh", [x])
    var high = try function("sinh", [x])
    var v = Rational(numerator: 1, nonzeroDenominator: 2)
    let order = Rational(n) + v
    while v < order {
      let factor = try CanonicalForm(v * 2).divided(by: x)
      (low, high) = (high, low - factor * high)
      v += 1
    }
    while v > order {
      // v is the order of `high`.
      v -= 1
      let factor = try CanonicalForm(v * 2).divided(by: x)
      (low, high) = (high + factor * low, low)
    }
    let circle = CanonicalForm(variable: "pi") * x
    return try CanonicalForm(2).divided(by: circle).raised(to: .half) * high
  }
}
