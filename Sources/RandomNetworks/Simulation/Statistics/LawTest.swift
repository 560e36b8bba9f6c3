public import BallArithmetic
internal import Multiprecision

/// How well a sample agrees with a law: the frequency of each point mass by the exact binomial
/// test, the rest by the Kolmogorov-Smirnov test against the law given that the number is at no
/// point mass.
public struct LawTest: Sendable {
  /// A point mass and how often it occurred.
  public struct PointMass: Sendable {
    /// Where the point mass lies.
    public let place: CertifiedReal
    /// Its probability by the law.
    public let expected: CertifiedReal
    /// How many numbers of the sample were there, up to the rounding of the simulation.
    public let observed: Int
    /// The two-sided p-value of the binomial law, enclosed.
    public let pValue: RealBall
  }

  /// The Kolmogorov-Smirnov test of the numbers at no point mass.
  public struct Distance: Sendable {
    /// How many numbers were compared.
    public let count: Int
    /// The distance of the two distribution functions, enclosed.
    public let distance: RealBall
    /// The p-values at both ends of the enclosure; each with a relative error below 10^-6.
    public let pValue: ClosedRange<Double>
    /// How many values of the law were needed.
    public let evaluations: Int
  }

  /// How many numbers the sample has, those at point masses included.
  public let sampleCount: Int
  /// The tests of the law's point masses, in the law's order.
  public let pointMasses: [PointMass]
  /// Nil when every number was at a point mass, or when the law has nothing else.
  public let distance: Distance?
  /// The probability of a rejection of the true law that was allowed.
  public let significance: Double
  /// How many numbers were where the law has nothing: beside its point masses, which are all.
  public let impossibleCount: Int

  /// The significance of each test: that of all, divided by their number.
  public var levelOfEachTest: Double {
    significance / Double(max(1, pointMasses.count + (distance == nil ? 0 : 1)))
  }

  /// Whether no test rejects the law; the true one is rejected with a probability of at most the
  /// significance.
  public var isAccepted: Bool {
    impossibleCount == 0 && pointMasses.allSatisfy(accepts) && (distance.map(accepts) ?? true)
  }

  /// Whether a point mass is as frequent as the law says, at the level of each test.
  public func accepts(_ mass: PointMass) -> Bool {
    mass.pValue.upperBound(precision: 64).double(rounding: .up) >= levelOfEachTest
  }

  /// Whether the distance is small enough, at the level of each test.
  public func accepts(_ distance: Distance) -> Bool {
    distance.pValue.upperBound >= levelOfEachTest
  }
}

extension SimulatedSample {
  /// Tests the sample against a law.
  ///
  /// - Parameters:
  ///   - significance: the probability with which the true law is rejected, at most.
  ///   - concurrency: how many values of the law are computed at a time.
  /// - Throws: ``NetworkError`` from the law; `CancellationError`.
  public func tested(
    against law: any CertifiedLaw, significance: Double = 0.001, concurrency: Int = 8
  ) async throws -> LawTest {
    let conditional = try ConditionalLaw(law)
    let places = law.pointMasses.map { ScaledDouble(rounding: $0.ball(precision: 96).midpoint) }
    var counts = Array(repeating: 0, count: places.count)
    var others: [ScaledDouble] = []
    for value in values {
      if let index = places.firstIndex(where: { isNear(value, $0) }) {
        counts[index] += 1
      } else {
        others.append(value)
      }
    }
    let masses = places.indices.map { index in
      LawTest.PointMass(
        place: law.pointMasses[index], expected: conditional.masses[index],
        observed: counts[index],
        pValue: BinomialTest(
          successes: counts[index], trials: values.count,
          probability: conditional.masses[index].ball(precision: 128)
        ).pValue(precision: 64))
    }
    let isComparable = conditional.isContinuousSomewhere && !others.isEmpty
    let level = significance / Double(max(1, masses.count + (isComparable ? 1 : 0)))
    return LawTest(
      sampleCount: values.count, pointMasses: masses,
      distance: isComparable
        ? try await distance(
          of: others.sorted(), to: conditional, level: level, concurrency: concurrency) : nil,
      significance: significance,
      impossibleCount: conditional.isContinuousSomewhere ? 0 : others.count)
  }

  /// Whether a value is a point mass, up to the rounding of the simulation.
  private func isNear(_ value: ScaledDouble, _ place: ScaledDouble) -> Bool {
    if value.isZero || place.isZero { return value.isZero && place.isZero }
    let ratio = ScaledDouble(
      value.significand / place.significand, exponent: value.exponent - place.exponent)
    return (ratio.approximateDouble - 1).magnitude <= relativeRoundingError
  }

  private func distance(
    of sorted: [ScaledDouble], to law: ConditionalLaw, level: Double, concurrency: Int
  ) async throws -> LawTest.Distance {
    let distribution = KolmogorovDistribution(count: sorted.count)
    var distance = KolmogorovSmirnovDistance(sorted: sorted)
    var pValue = 0.0...1.0
    // More digits only where the p-value's enclosure leaves the verdict open.
    for accuracy in [1e-3, 1e-6, 0] {
      try await distance.refine(to: accuracy) { points in
        try await law.distribution(at: points, concurrency: concurrency)
      }
      let low = distribution.survival(distance.upper)
      pValue = low...max(low, distribution.survival(distance.lower))
      if level <= pValue.lowerBound || level > pValue.upperBound { break }
    }
    return LawTest.Distance(
      count: sorted.count,
      distance: .enclosing(
        lower: BigFloat(distance.lower), upper: BigFloat(distance.upper), precision: 64),
      pValue: pValue, evaluations: distance.evaluationCount)
  }
}

extension ConditionalLaw {
  /// The values at several points, in parallel.
  fileprivate func distribution(
    at points: [ScaledDouble], concurrency: Int
  ) async throws -> [ClosedRange<Double>] {
    try await withThrowingTaskGroup(of: (Int, [ClosedRange<Double>]).self) { group in
      let parts = max(1, min(concurrency, points.count))
      for part in 0..<parts {
        // Every parts-th point: neighbours cost about the same.
        let indices = stride(from: part, to: points.count, by: parts)
        group.addTask {
          var values: [ClosedRange<Double>] = []
          for index in indices {
            try Task.checkCancellation()
            values.append(try distribution(at: points[index]))
          }
          return (part, values)
        }
      }
      var result = Array(repeating: 0.0...1.0, count: points.count)
      for try await (part, values) in group {
        for (place, value) in values.enumerated() { result[part + place * parts] = value }
      }
      return result
    }
  }
}
