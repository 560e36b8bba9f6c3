import LayerLaw

/// The test of one quantity, in the formats of `simulate`.
struct SimulationReport {
  let quantity: String
  /// Which law the samples are compared with.
  let reference: String
  let seed: Int
  let drawing: Simulation.Drawing
  let significance: Double
  let test: LawTest

  private var verdict: String { test.isAccepted ? "accepted" : "rejected" }

  /// The samples that have not died out.
  private var alive: Int {
    test.sampleCount - test.pointMasses.filter(\.place.isZero).reduce(0) { $0 + $1.observed }
  }

  func text(isQuiet: Bool) -> String {
    if isQuiet { return verdict }
    var lines = [
      "\(quantity): \(verdict), against the \(reference) law",
      "  \(test.sampleCount) samples, seed \(seed), by \(drawing.rawValue)",
    ]
    for mass in test.pointMasses {
      lines.append(
        "  P(\(quantity) = \(Self.text(mass.place.ball(precision: 64)))):"
          + " \(mass.observed) of \(test.sampleCount),"
          + " expected \(Self.text(expectedCount(mass))), p = \(Self.text(mass.pValue))")
    }
    if let distance = test.distance {
      lines.append(
        "  Kolmogorov-Smirnov distance \(Self.text(distance.distance)) of \(distance.count),"
          + " p = \(Self.text(distance.pValue))")
    }
    if test.impossibleCount > 0 {
      lines.append("  \(test.impossibleCount) samples where the law has nothing")
    }
    return lines.joined(separator: "\n")
  }

  var json: JSONValue {
    .object([
      ("quantity", .string(quantity)), ("samples", .number(test.sampleCount)),
      ("seed", .number(seed)), ("method", .string(drawing.rawValue)), ("alive", .number(alive)),
      ("against", .string(reference)), ("atom", test.pointMasses.first.map(json) ?? .null),
      ("ks", test.distance.map(json) ?? .null),
      ("significance", .string("\(significance)")), ("accepted", .boolean(test.isAccepted)),
    ])
  }

  private func json(_ mass: LawTest.PointMass) -> JSONValue {
    .object([
      ("place", .string(Self.text(mass.place.ball(precision: 64)))),
      ("expected", .string(Self.text(mass.expected.ball(precision: 64)))),
      ("observed", .number(mass.observed)), ("p_value", .string(Self.text(mass.pValue))),
      ("accepted", .boolean(test.accepts(mass))),
    ])
  }

  private func json(_ distance: LawTest.Distance) -> JSONValue {
    .object([
      ("count", .number(distance.count)), ("distance", .string(Self.text(distance.distance))),
      ("p_value", .string(Self.text(distance.pValue))), ("proven", .boolean(false)),
      ("accepted", .boolean(test.accepts(distance))),
    ])
  }

  private func expectedCount(_ mass: LawTest.PointMass) -> RealBall {
    mass.expected.ball(precision: 64).multiplied(by: test.sampleCount, precision: 64)
  }

  /// The proven digits among the first six.
  private static func text(_ value: RealBall) -> String {
    if value.isExact, value.midpoint.exponent.magnitude < 4096 || value.isZero,
      let exact = value.midpoint.exactRational
    {
      return DecimalEnclosure(rounding: exact, digits: 6).text
    }
    for digits in stride(from: 6, through: 1, by: -1) {
      if let decimal = value.decimal(digits: digits) { return decimal.text }
    }
    return value.description
  }

  /// The digits of a p-value that both ends and their accuracy allow; 0 below the range of doubles.
  private static func text(_ pValue: ClosedRange<Double>) -> String {
    if pValue.upperBound == 0 { return "0" }
    return text(
      RealBall.enclosing(
        lower: BigFloat(pValue.lowerBound * (1 - 1e-5)),
        upper: BigFloat(min(1, pValue.upperBound * (1 + 1e-5))), precision: 64))
  }
}
