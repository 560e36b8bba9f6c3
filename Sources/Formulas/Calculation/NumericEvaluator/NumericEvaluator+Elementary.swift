internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension NumericEvaluator {
  func exponential(_ x: CertifiedReal, range: SourceRange?) throws -> CertifiedReal {
    let argument = ball(x)
    let result = argument.exponential(precision: precision)
    if result.isUnbounded {
      throw unknownExponential(of: argument, "exp(\(x.brief))", range: range)
    }
    return certified(result)
  }

  func logarithm(_ x: CertifiedReal, range: SourceRange?) throws -> CertifiedReal {
    try require(
      x, allowsEdge: false, range: range,
      x.isZero
        ? "log(0) has no value: log has a pole at 0"
        : "log(\(x.brief)) is not real: log needs an argument > 0")
    return try image("log", x, mayOverflow: false, range: range) { $0.logarithm(precision: $1) }
  }

  func squareRoot(_ x: CertifiedReal, range: SourceRange?) throws -> CertifiedReal {
    try require(
      x, range: range, "sqrt(\(x.brief)) is not real: sqrt needs an argument >= 0")
    if case .exact(let value) = x, value.isPositive, let root = exactRoot(value, 2) {
      return .exact(root)
    }
    return try image("sqrt", x, mayOverflow: false, range: range) { $0.squareRoot(precision: $1) }
  }

  func magnitude(_ x: CertifiedReal) -> CertifiedReal {
    switch x {
    case .exact(let value): .exact(value.magnitude)
    case .enclosed(let ball, let precision): .enclosed(ball.magnitude, precision: precision)
    }
  }

  /// The functions that have a value at every number; the tangent has one at every fraction, and
  /// a ball that reaches a pole leaves it undecided.
  func entire(_ name: String, _ x: CertifiedReal, range: SourceRange?) throws -> CertifiedReal {
    let function: (RealBall, Precision) -> RealBall =
      switch name {
      case "sin": { $0.sine(precision: $1) }
      case "cos": { $0.cosine(precision: $1) }
      case "tan": { $0.tangent(precision: $1) }
      case "atan": { $0.arcTangent(precision: $1) }
      case "sinh": { $0.hyperbolicSine(precision: $1) }
      case "cosh": { $0.hyperbolicCosine(precision: $1) }
      case "tanh": { $0.hyperbolicTangent(precision: $1) }
      case "asinh": { $0.inverseHyperbolicSine(precision: $1) }
      case "erf": { $0.errorFunction(precision: $1) }
      case "erfi": { $0.imaginaryErrorFunction(precision: $1) }
      default: { $0.complementaryErrorFunction(precision: $1) }
      }
    return try image(
      name, x, mayOverflow: ["sinh", "cosh", "erfi"].contains(name), range: range, function)
  }

  func inverse(_ name: String, _ x: CertifiedReal, range: SourceRange?) throws -> CertifiedReal {
    let one = CertifiedReal(1)
    switch name {
    case "acosh":
      try require(
        x - one, range: range, "acosh(\(x.brief)) is not real: acosh needs an argument >= 1")
      return try image(name, x, mayOverflow: false, range: range) {
        $0.inverseHyperbolicCosine(precision: $1)
      }
    case "atanh":
      try require(
        one - magnitude(x), allowsEdge: false, range: range,
        "atanh(\(x.brief)) has no real value: atanh needs an argument between -1 and 1")
      return try image(name, x, mayOverflow: false, range: range) {
        $0.inverseHyperbolicTangent(precision: $1)
      }
    default:
      try require(
        one - magnitude(x), range: range,
        "\(name)(\(x.brief)) is not real: \(name) needs an argument in [-1, 1]")
      return try image(name, x, mayOverflow: false, range: range) {
        name == "asin" ? $0.arcSine(precision: $1) : $0.arcCosine(precision: $1)
      }
    }
  }
}
