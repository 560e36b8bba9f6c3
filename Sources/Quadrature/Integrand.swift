public import BallArithmetic
public import Multiprecision

/// An integrand: an enclosure of the function over a ball, at a working precision.
///
/// When `analytic` is true the result must be ``ComplexBall/unbounded`` unless the function is
/// analytic on the whole ball: a ball that touches a branch cut, a pole or another singularity has
/// no answer. When it is false only the values count.
public typealias BallFunction = (
  _ point: ComplexBall, _ analytic: Bool, _ precision: Precision
) throws -> ComplexBall

/// What an integration may spend, and how it is stopped.
public struct IntegrationLimits: Sendable {
  /// The most evaluations of the integrand.
  public var evaluations: Int
  /// The most bisections of a piece.
  public var depth: Int
  /// Asked now and then; when it answers true the integration ends undecided.
  public var isCancelled: @Sendable () -> Bool

  /// Limits; by default two million evaluations, 60 bisections, and an end on cancellation.
  public init(
    evaluations: Int = 2_000_000, depth: Int = 60,
    isCancelled: @escaping @Sendable () -> Bool = { Task.isCancelled }
  ) {
    self.evaluations = evaluations
    self.depth = depth
    self.isCancelled = isCancelled
  }
}

/// Counts the evaluations of an integrand and stops at the limits.
struct Meter {
  let limits: IntegrationLimits
  private(set) var evaluations = 0

  init(_ limits: IntegrationLimits) { self.limits = limits }

  /// Why the integration has to end here.
  struct Exhausted: Error {
    let reason: String

    static func evaluations(_ limit: Int) -> Exhausted {
      Exhausted(reason: "more than \(limit) \(Self.evaluations)")
    }

    static let cancelled = Exhausted(reason: "the integration was cancelled")
    private static let evaluations = "evaluations of the integrand"

    /// Whether a reason is one of these.
    static func isGiven(by reason: String) -> Bool {
      reason == cancelled.reason || reason.hasSuffix(evaluations)
    }
  }

  mutating func count(_ number: Int = 1) throws {
    let before = evaluations
    evaluations += number
    if evaluations > limits.evaluations {
      throw Exhausted.evaluations(limits.evaluations)
    }
    if before / 32 != evaluations / 32, limits.isCancelled() {
      throw Exhausted.cancelled
    }
  }
}
