public import BallArithmetic

/// What a certified integration found.
public enum IntegrationResult: Sendable {
  /// An enclosure of the integral, with the number of evaluations of the integrand.
  case certified(ComplexBall, evaluations: Int)
  /// The integral could not be enclosed: the sentence says what stood in the way. Never a number.
  case undecided(String)

  /// The enclosure; nil when undecided.
  public var value: ComplexBall? {
    if case .certified(let value, _) = self { value } else { nil }
  }

  /// Whether the integration ended at its ``IntegrationLimits``, or was cancelled.
  public var isExhausted: Bool {
    if case .undecided(let reason) = self { Meter.Exhausted.isGiven(by: reason) } else { false }
  }
}
