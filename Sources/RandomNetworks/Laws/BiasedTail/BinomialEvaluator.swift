internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions
internal import Synchronization

/// The density and the survival function of a network with biases far to the right.
///
/// Docs/Theory/BiasedTail.md.
final class BinomialEvaluator: Sendable {
  private typealias Line = MellinBarnesLine<BinomialTransform>

  private struct Entry {
    let kind: ProductTransform.Kind
    let line: Line
    let bits: Int
    let place: Double
  }

  private let transforms: [ProductTransform.Kind: BinomialTransform]
  private let entries = Mutex<[Entry]>([])

  private static let largestCount = 48
  private static let attempts = 6

  init(_ chain: BiasedChain) {
    var transforms: [ProductTransform.Kind: BinomialTransform] = [:]
    for kind in [ProductTransform.Kind.density, .survival] {
      transforms[kind] = BinomialTransform(kind: kind, chain: chain)
    }
    self.transforms = transforms
  }

  private func planner(
    _ kind: ProductTransform.Kind, place: Double, bits: Int
  ) -> LinePlanner<BinomialTransform>? {
    transforms[kind].map {
      LinePlanner(transform: $0, angle: 0, logarithms: place...place, bits: Double(bits))
    }
  }

  /// About the logarithm of the value, or of x times the density; nil beyond the range of doubles.
  func size(_ kind: ProductTransform.Kind, place: Double) -> Double? {
    planner(kind, place: place, bits: 64)?.saddle(place)?.value
  }

  /// A ball around 0 for a saddle point so far out that the value is below all numbers; nil for others.
  ///
  /// Docs/Theory/BiasedTail.md, "Out of range".
  func beyondRange(_ kind: ProductTransform.Kind, logarithm: RealBall) -> RealBall? {
    let place = logarithm.approximateDouble
    guard let transform = transforms[kind], place.isFinite, place > 0,
      size(kind, place: place) == nil
    else { return nil }
    let sigma = BigFloat(1 << 30)
    let wide: Precision = 256
    guard let line = transform.majorant(at: sigma, precision: wide) else { return nil }
    let exponent = line.scale.subtracting(
      logarithm.multiplied(by: RealBall(exact: sigma), precision: wide), precision: wide)
    // 1/pi < 1/2: both halves of the line.
    let bound =
      Magnitude.exponential(of: exponent).scaled(byPowerOfTwo: -1) * line.integralUpperBound()
    return bound < .powerOfTwo(-(1 << 29)) ? RealBall(midpoint: .zero, radius: bound) : nil
  }

  /// About the nanoseconds of a value; nil where the expansion does not reach so many bits.
  func cost(_ kind: ProductTransform.Kind, place: Double, bits: Int) -> Double? {
    let isThere = entries.withLock { entries in
      entries.contains { $0.kind == kind && $0.bits >= bits && $0.place == place }
    }
    return isThere ? 0 : planner(kind, place: place, bits: bits)?.plan()?.cost
  }

  /// The value, or x times the density, with about so many bits relative to it or as many as the
  /// place is known for; nil where none was found.
  ///
  /// - Parameter logarithm: log x with so many bits after the point.
  func value(
    _ kind: ProductTransform.Kind, place: Double, bits: Int, logarithm: (Int) -> RealBall
  ) -> RealBall? {
    guard let transform = transforms[kind] else { return nil }
    for line in candidates(kind, place: place, bits: bits) {
      let (value, _) = line.value(logarithm: logarithm(line.logarithmPrecision))
      if value.relativeAccuracyBits >= bits - 2 { return value }
    }
    // Some bits more than asked for: the line serves near places too.
    var goal = bits + 12
    var best: RealBall?
    for _ in 0..<Self.attempts {
      guard let plan = planner(kind, place: place, bits: goal)?.plan()?.plan,
        let line = Line(transform, plan: plan, angle: .zero)
      else { break }
      let (value, error) = line.value(logarithm: logarithm(line.logarithmPrecision))
      if value.isUnbounded { break }
      if value.relativeAccuracyBits >= bits - 2 {
        insert(Entry(kind: kind, line: line, bits: bits, place: place))
        return value
      }
      if let known = best, value.radius >= known.radius { break }
      best = value
      // No better where log x is not known well enough.
      if error.scaled(byPowerOfTwo: 4) < value.radius { break }
      let accuracy = value.relativeAccuracyBits
      goal += accuracy < 1 ? goal : max(16, bits - accuracy + 8)
      if goal > 16 * bits + 4_096 { break }
    }
    return best
  }

  /// The lines for the nearest places, which may do.
  private func candidates(
    _ kind: ProductTransform.Kind, place: Double, bits: Int
  ) -> [Line] {
    entries.withLock { entries in
      entries.filter {
        $0.kind == kind && $0.bits >= bits && ($0.place - place).magnitude < 0.5
      }
      .sorted { ($0.place - place).magnitude < ($1.place - place).magnitude }
      .prefix(2).map(\.line)
    }
  }

  private func insert(_ entry: Entry) {
    entries.withLock { entries in
      if entries.count >= Self.largestCount { entries.removeFirst() }
      entries.append(entry)
    }
  }
}
