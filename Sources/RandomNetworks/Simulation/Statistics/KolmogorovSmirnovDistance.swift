/// The greatest distance between a sample's distribution function and a law's, enclosed.
///
/// The law's function F is evaluated at a part of the sorted sample only. F is monotone: between
/// two evaluated numbers, the a-th and the b-th (from 0 on) of n, the distance is at most
///
///     max(b/n - F(y_a), F(y_b) - (a+1)/n),
///
/// and at least what the evaluated numbers show. Intervals whose bound exceeds that are halved
/// until both agree to the accuracy asked for (Docs/Theory/Simulation.md, "The distance").
struct KolmogorovSmirnovDistance: Sendable {
  /// Rising.
  private let sample: [ScaledDouble]
  /// The evaluated places, rising, and F there.
  private var places: [(index: Int, value: ClosedRange<Double>)] = []
  /// At least and at most the distance.
  private(set) var lower = 0.0
  private(set) var upper = 1.0

  /// The number of values of F that were needed.
  var evaluationCount: Int { places.count }

  init(sorted sample: [ScaledDouble]) { self.sample = sample }

  /// Evaluates F until upper <= lower (1 + accuracy), or everywhere.
  mutating func refine(
    to accuracy: Double,
    evaluating values: ([ScaledDouble]) async throws -> [ClosedRange<Double>]
  ) async throws {
    guard !sample.isEmpty else { return }
    while true {
      let wanted = places.isEmpty ? initialPlaces : placesToEvaluate(accuracy)
      if wanted.isEmpty { return }
      let found = try await values(wanted.map { sample[$0] })
      places = (places + zip(wanted, found).map { ($0, $1) }).sorted { $0.index < $1.index }
      enclose()
      if upper <= lower * (1 + accuracy) { return }
    }
  }

  /// The first, the last, and some between.
  private var initialPlaces: [Int] {
    let last = sample.count - 1
    let steps = min(last, 64)
    return steps == 0 ? [0] : (0...steps).map { last * $0 / steps }
  }

  private func placesToEvaluate(_ accuracy: Double) -> [Int] {
    let enough = lower * (1 + accuracy)
    return zip(places, places.dropFirst()).compactMap { left, right in
      guard right.index - left.index > 1, bound(between: left, right) > enough else { return nil }
      return (left.index + right.index) / 2
    }
  }

  /// At most the distance at the numbers strictly between two evaluated ones.
  private func bound(
    between left: (index: Int, value: ClosedRange<Double>),
    _ right: (index: Int, value: ClosedRange<Double>)
  ) -> Double {
    let count = Double(sample.count)
    return max(
      Double(right.index) / count - left.value.lowerBound,
      right.value.upperBound - Double(left.index + 1) / count)
  }

  private mutating func enclose() {
    let count = Double(sample.count)
    (lower, upper) = (0, 0)
    for (index, value) in places {
      let (before, after) = (Double(index) / count, Double(index + 1) / count)
      lower = max(lower, after - value.upperBound, value.lowerBound - before)
      upper = max(upper, after - value.lowerBound, value.upperBound - before)
    }
    for (left, right) in zip(places, places.dropFirst()) where right.index - left.index > 1 {
      upper = max(upper, bound(between: left, right))
    }
    // The roundings of these differences of numbers up to 1.
    lower = max(0, lower - 0x1p-50)
    upper = min(1, upper + 0x1p-50)
  }
}
