import LayerLaw

/// A piece of work by its name and arguments, as the driver asks for it in one line of input.
enum Workload {
  /// The value as text, beside its measurement and the method that was chosen.
  struct Outcome {
    let value: String
    let method: String
    let measurement: Measurement
  }

  struct UsageError: Error, CustomStringConvertible {
    let description: String
  }

  static func run(_ words: [String]) throws -> Outcome {
    switch (words.first, words.count) {
    case ("meijerg", 4):
      // meijerg L z digits: G^{L,0}_{0,L}(z | 0, ..., 0).
      return try confluent(
        factors: number(words[1]), argument: words[2], digits: number(words[3]))
    case ("product", 4):
      // product k1,k2,.. points digits: the density of a product of chi-squares on a grid.
      return try product(
        degrees: words[1].split(separator: ",").map { try number(String($0)) },
        points: number(words[2]), digits: number(words[3]))
    case ("evaluate", 3):
      // evaluate formula digits: a formula as the command line takes it, without blanks.
      return try formula(words[1], digits: number(words[2]))
    default:
      throw UsageError(description: "unknown workload '\(words.joined(separator: " "))'")
    }
  }

  private static func number(_ text: String) throws -> Int {
    guard let value = Int(text) else { throw UsageError(description: "'\(text)' is no number") }
    return value
  }

  private static func confluent(
    factors: Int, argument: String, digits: Int
  ) throws -> Outcome {
    guard let z = Rational(argument) else {
      throw UsageError(description: "'\(argument)' is no number")
    }
    let zeros = Array(repeating: Rational(0), count: factors)
    let function = try MeijerG(upper: [], [], lower: zeros, [])
    let precision = try Precision(digits: digits) + 16
    let ((value, method), measurement) = try Measurement.of {
      let result = try function.value(at: RealBall(z, precision: precision), precision: precision)
      return (result.value, "\(result.method)")
    }
    return Outcome(value: try text(value, digits), method: method, measurement: measurement)
  }

  /// The density at x of the product of independent chi-squares with k_1, ..., k_L degrees of
  /// freedom is 2^-L Π 1/Γ(k_i/2) G^{L,0}_{0,L}(x/2^L | k_i/2 - 1).
  private static func product(
    degrees: [Int], points: Int, digits: Int
  ) throws -> Outcome {
    let precision = try Precision(digits: digits) + 24
    let lower = degrees.map { Rational(numerator: Integer($0 - 2), nonzeroDenominator: 2) }
    let function = try MeijerG(upper: [], [], lower: lower, [])
    // The mean is Π k_i; points from a tenth of it to ten times of it, by equal ratios.
    let mean = degrees.reduce(Integer(1)) { $0 * Integer($1) }
    let scale = RealBall(mean).scaled(byPowerOfTwo: -degrees.count)
    let arguments = (0..<points).map { index in
      let exponent = RealBall(
        Rational(
          numerator: Integer(2 * index - (points - 1)),
          nonzeroDenominator: Integer(max(points - 1, 1))), precision: precision + 16)
      let ratio = RealBall.e(precision: precision + 16).power(
        exponent.multiplied(
          by: RealBall(10).logarithm(precision: precision + 16), precision: precision + 16),
        precision: precision + 16)
      // A number of 64 bits at that place, exactly: the peers' points are rounded to theirs.
      return RealBall(
        exact: BigFloat(
          ratio.multiplied(by: scale, precision: 64).midpoint, precision: 64,
          rounding: .toNearest))
    }
    let (values, measurement) = try Measurement.of(budget: 2, limit: 11) {
      let constant = degrees.reduce(RealBall.one.scaled(byPowerOfTwo: -degrees.count)) {
        $0.multiplied(
          by: RealBall(
            Rational(numerator: Integer($1), nonzeroDenominator: 2), precision: precision
          )
          .reciprocalGamma(precision: precision), precision: precision)
      }
      return try function.meijerGContour(atPositive: arguments, precision: precision).map {
        $0.multiplied(by: constant, precision: precision)
      }
    }
    let least = values.map(\.relativeAccuracyDigits).min() ?? 0
    return Outcome(
      value: "\(try text(values[points / 2], digits)); \(least) digits at the worst point",
      method: "contour", measurement: measurement)
  }

  private static func formula(_ source: String, digits: Int) throws -> Outcome {
    let expression = try LayerLaw.Expression(parsing: source)
    let calculator = Calculator(digits: digits)
    let (evaluation, measurement) = try Measurement.of(budget: 2, limit: 21) {
      try calculator.evaluate(expression, at: Grid.Point())
    }
    return Outcome(
      value: evaluation.decimal.text, method: evaluation.method, measurement: measurement)
  }

  private static func text(_ value: RealBall, _ digits: Int) throws -> String {
    guard let decimal = value.decimal(digits: digits) else {
      throw UsageError(description: "fewer than \(digits) digits: \(value)")
    }
    return decimal.text
  }
}
