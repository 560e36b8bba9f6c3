internal import Algebra
internal import Multiprecision

/// The symbols of a scale, which stand for a positive number, and their square root: even powers
/// leave the root where their base is known to be positive, as a width or variance is.
struct PositiveScale {
  /// The number above 0 that multiplies the symbols.
  let number: Rational
  /// The scale without its number.
  let form: CanonicalForm
  /// Its square root.
  let root: CanonicalForm
  /// What stays under the root.
  let remainder: CanonicalForm

  /// - Parameter positive: the symbols that stand for positive numbers.
  init(_ scale: CanonicalForm, positive: Set<String>) throws {
    number = scale.leadingNumber.magnitude
    form = try scale.divided(by: CanonicalForm(number))
    guard form.denominator == .one, let (own, power) = form.numerator.singleTerm, power.isOne else {
      remainder = form
      root = try form.raised(to: .half)
      return
    }
    var outside = CanonicalForm.one
    for (base, multiplicity) in CanonicalForm.factors(of: own).factors {
      let isPositive =
        base.terms.allSatisfy { $0.coefficient.isPositive }
        && base.variables.allSatisfy { positive.contains($0.name) }
      guard isPositive else { continue }
      // A rest of 0 or 1 stays.
      let factor = CanonicalForm(RationalFunction(base))
      outside = try outside * factor.power((multiplicity - (multiplicity & 1)) / 2)
    }
    remainder = try form.divided(by: outside * outside)
    root = try outside * remainder.raised(to: .half)
  }
}
