internal import Algebra
internal import BallArithmetic
internal import Multiprecision

/// e^g where g does not merely grow like a power. `Docs/Theory/Quadrature.md`, "Decay in a sector".
extension SectorAnalysis {
  /// A bound of |e^(sign g)|: of the sum g of a growing part and of parts that stay bounded, as
  /// -x - e^(-x), the product of the bounds of each.
  func exponential(_ g: Integrand, sign: Int) throws -> SectorForm? {
    if let growth = try Growth(g, self) { return growth.exponential(sign: sign) }
    // |e^(sign h)| <= e^(sup |h|).
    if let supremum = try form(g)?.supremum(from: local.start), supremum < Magnitude(1 << 20) {
      return SectorForm(constant: supremum.exponential)
    }
    guard let terms = Self.terms(of: g) else { return nil }
    return try product(terms.map { try exponential($0, sign: sign) })
  }

  /// The terms of a sum, or of a constant times a sum; nil of anything else.
  private static func terms(of tree: Integrand) -> [Integrand]? {
    switch tree {
    case .sum(let terms): return terms
    case .product(let factors):
      guard
        let place = factors.firstIndex(where: { if case .sum = $0 { true } else { false } }),
        case .sum(let terms) = factors[place]
      else { return nil }
      var rest = factors
      rest.remove(at: place)
      for factor in rest {
        guard case .constant = factor else { return nil }
      }
      return terms.map { .product(rest + [$0]) }
    default: return nil
    }
  }
}
