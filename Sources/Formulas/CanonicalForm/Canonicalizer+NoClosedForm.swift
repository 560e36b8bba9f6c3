extension Canonicalizer {
  /// What is true of a quantity that `derive` has no formula for, and what to ask for instead.
  static func withoutClosedForm(_ name: String, range: SourceRange?) -> CalculationError {
    let (reason, remedy) =
      reasons[name] ?? ("\(name) has no closed form that derive writes down", nil)
    return CalculationError(
      .noAnswer, reason, remedy: remedy ?? "evaluate it instead: eval proves its digits",
      range: range)
  }

  private static let reasons: [String: (reason: String, remedy: String?)] = [
    "quantile": (
      "quantile(p) has no closed form: it solves cdf(x) = p",
      "derive 'cdf(x)', or evaluate it: eval proves its digits"
    ),
    "tail_exponent": (
      "tail_exponent has no closed form: it is the s > 0 at which the eigenvalue"
        + " sw2^s*E[xi^s; xi > 0] is 1", nil
    ),
    "joint_cdf": (
      "joint_cdf has no closed form that derive writes down: it is an integral over the law of the"
        + " norm before the layer", nil
    ),
    "log_normal_distance": (
      "log_normal_distance has no closed form: it is a greatest difference", nil
    ),
    "mean_field_distance": (
      "mean_field_distance has no closed form: it is a greatest difference", nil
    ),
    "eigenvalue": (
      "derive does not write eigenvalue(m) down",
      "derive 'mellin(s)' at depth 1 and input norm 1: eigenvalue(m) is its value at s = -m-1"
    ),
    "log_mean": logarithms("log_mean"), "log_variance": logarithms("log_variance"),
    "log_cumulant": logarithms("log_cumulant"),
    "law": ("law is a probability law, not a number", "derive 'law' alone"),
  ]

  private static func logarithms(_ name: String) -> (reason: String, remedy: String?) {
    ("derive does not write \(name) down: it is made of derivatives of ln mellin(s) at s = 0", nil)
  }
}
