internal import Multiprecision

/// The normal law of mean 0 and variance v as formulas: e^(-x^2/(2v))/sqrt(2 pi v), and
/// erfc(-x/sqrt(2v))/2.
struct NormalFormulas {
  private let canonicalizer: Canonicalizer
  private let twice: CanonicalForm
  /// 2v without its number.
  private let scale: PositiveScale

  /// - Parameter positive: the symbols that stand for positive numbers.
  init(
    variance: CanonicalForm, positive: Set<String>, _ canonicalizer: Canonicalizer
  ) throws {
    self.canonicalizer = canonicalizer
    twice = CanonicalForm(2) * variance
    scale = try PositiveScale(twice, positive: positive)
  }

  func density(at x: CanonicalForm) throws -> Expression {
    let decay = try canonicalizer.function("exp", [-(x * x).divided(by: twice)])
    let pi = CanonicalForm(variable: "pi")
    let root = try (pi * CanonicalForm(scale.number)).raised(to: .half) * scale.root
    return try decay.divided(by: root).withRootsBelow(
      [
        pi.raised(to: .half), CanonicalForm(2).raised(to: .half),
        scale.remainder.raised(to: .half),
      ].filter { $0.exactValue == nil })
  }

  func cdf(at x: CanonicalForm) throws -> Expression {
    let root = try CanonicalForm(scale.number).raised(to: .half) * scale.root
    if x.exactValue != nil || root.rationalFunction != nil {
      let form = try canonicalizer.function("erfc", [-x.divided(by: root)]) * .half
      return form.expression
    }
    let place: Expression =
      if case .quotient(let top, let bottom) = root.expression.kind {
        .product([bottom, x.expression]) / top
      } else {
        x.expression / root.expression
      }
    return .call("erfc", [-place]) / 2
  }
}
