/// What a check found.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// An identity, for every value of the symbols.
  case proved
  /// At every point of the grid the two agree to the digits asked for, by proven enclosures.
  case certified
  /// At some point the two certainly differ.
  case refuted
  /// Neither could be shown within the limits.
  case undecided
}

/// The result of comparing two formulas.
public struct Comparison: Sendable {
  /// What the comparison found.
  public let verdict: Verdict
  /// How the verdict was reached, in words.
  public let method: String
  /// The significant digits to which numbers were compared where they were.
  public let digits: Int
  /// The number of points at which numbers were compared.
  public let points: Int
  /// The point at which the two differ.
  public let counterexample: Grid.Point?
  /// The values at the counterexample, or at the only point.
  public let left: Evaluation?
  /// The same for the right formula.
  public let right: Evaluation?
}
