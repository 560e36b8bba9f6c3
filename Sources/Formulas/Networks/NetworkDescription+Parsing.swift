extension NetworkDescription.Activation {
  /// `relu`, `linear`, `leaky:SLOPE` or `dropout:KEEP`.
  public init(parsing text: String) throws(FormulaError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let argument = parts.count == 2 ? String(parts[1]) : nil
    switch (parts.first.map(String.init) ?? "", argument) {
    case ("relu", nil): self = .relu
    case ("linear", nil): self = .linear
    case ("leaky", .some(let slope)): self = .leakyReLU(slope: try Expression(parsing: slope))
    case ("dropout", .some(let keep)): self = .dropout(keep: try Expression(parsing: keep))
    case ("leaky", nil):
      throw FormulaError("the leaky activation needs its slope", remedy: "write leaky:1/10")
    case ("dropout", nil):
      throw FormulaError(
        "dropout needs the probability to keep a unit", remedy: "write dropout:4/5")
    default:
      throw FormulaError(
        "unknown activation '\(text)'",
        remedy: "use relu, linear, leaky:SLOPE or dropout:KEEP")
    }
  }
}

extension NetworkDescription.Weights {
  /// `he`, `he-fan-out`, `lecun` or `glorot`.
  public init(parsing text: String) throws(FormulaError) {
    switch text {
    case "he": self = .he
    case "he-fan-out": self = .heFanOut
    case "lecun": self = .leCun
    case "glorot": self = .glorot
    default:
      throw FormulaError(
        "unknown weight scheme '\(text)'",
        remedy: "use he, he-fan-out, lecun or glorot, or give a weight variance")
    }
  }
}
