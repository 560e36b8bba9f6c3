/// Why an integral was not enclosed by a method, though it may have a value: another method, other
/// pieces or another variable may reach it.
struct UncertifiedIntegral: Error {
  let reason: String
  var remedy: String?
  /// Whether nothing else is to be tried: the limits were reached, or the rule divides the interval
  /// itself.
  var isFinal = false
}

/// A proof that an integral diverges.
struct DivergentIntegral: Error {
  /// The end, as `x = 0` or `infinity`.
  let place: String
  /// How the integrand behaves there, with the colon before it; empty when that is known in another
  /// variable only.
  var behaviour = ""
}
