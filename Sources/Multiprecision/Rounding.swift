internal import CMPFR

/// The direction of rounding of a floating-point result.
public enum Rounding: Hashable, Sendable, CaseIterable {
  /// To nearest, ties to even.
  case toNearest
  /// Toward zero: never greater in magnitude than the exact value.
  case towardZero
  /// Away from zero: never less in magnitude than the exact value.
  case awayFromZero
  /// Toward plus infinity.
  case up
  /// Toward minus infinity.
  case down

  var mpfr: mpfr_rnd_t {
    switch self {
    case .toNearest: MPFR_RNDN
    case .towardZero: MPFR_RNDZ
    case .awayFromZero: MPFR_RNDA
    case .up: MPFR_RNDU
    case .down: MPFR_RNDD
    }
  }
}
