internal import BallArithmetic
internal import Multiprecision

/// Poles that no vertical line has on their right sides: the line leaves finitely many of them on
/// the wrong side, and their residues are added or subtracted.
///
/// Docs/Theory/MellinBarnes.md, "Poles on the wrong side".
extension MeijerGContour {
  /// The most poles on the wrong side.
  private static let largestCrossing = 400

  /// Another strip than that between the two families, where that is empty or so narrow that one
  /// beside it, at least twice as wide, is worth the residues; nil when there is none.
  static func betterStrip(
    _ product: GammaProduct, left: Rational, right: Rational
  ) throws(SpecialFunctionError) -> (
    left: Rational, right: Rational, crossed: [(pole: Rational, sign: Int)]
  )? {
    if left >= right { return try widestStrip(product, from: right, to: left) }
    if right - left >= Rational(1) / 2 { return nil }
    let strip = try widestStrip(product, from: left, to: right)
    return strip.right - strip.left >= 2 * (right - left) ? strip : nil
  }

  /// The widest strip between neighbouring poles about those that are in the wrong order, and the
  /// poles on the wrong side of it.
  static func widestStrip(
    _ product: GammaProduct, from low: Rational, to high: Rational
  ) throws(SpecialFunctionError) -> (
    left: Rational, right: Rational, crossed: [(pole: Rational, sign: Int)]
  ) {
    let span = high - low
    guard span < Rational(largestCrossing) else {
      throw .outOfReach(
        "the poles that a contour for the Meijer G function separates overlap over a length of"
          + " \(span.rounded): use the residue series")
    }
    // Poles of the gammas Γ(shift + s) from low - 1 on, of the Γ(shift - s) up to high + 1.
    var leftPoles: Set<Rational> = []
    var rightPoles: Set<Rational> = []
    for factor in product.factors where factor.power > 0 {
      var pole = factor.isReflected ? factor.shift : -factor.shift
      if factor.isReflected {
        while pole <= high + 1 {
          rightPoles.insert(pole)
          pole += 1
        }
      } else {
        while pole >= low - 1 {
          leftPoles.insert(pole)
          pole -= 1
        }
      }
    }
    let poles = leftPoles.union(rightPoles).sorted()
    guard leftPoles.count + rightPoles.count <= 4 * largestCrossing else {
      throw .outOfReach(
        "the contour for the Meijer G function would leave too many poles on the wrong side: use"
          + " the residue series")
    }
    var best: (left: Rational, right: Rational, count: Int)?
    for (left, right) in zip(poles, poles.dropFirst()) {
      let count =
        leftPoles.lazy.filter { $0 >= right }.count + rightPoles.lazy.filter { $0 <= left }.count
      if let known = best {
        let (width, knownWidth) = (right - left, known.right - known.left)
        if width < knownWidth || (width == knownWidth && count >= known.count) { continue }
      }
      best = (left, right, count)
    }
    guard let best else {
      throw .outOfReach("no vertical line between the poles of the Meijer G function was found")
    }
    let crossed =
      leftPoles.filter { $0 >= best.right }.sorted().map { (pole: $0, sign: 1) }
      + rightPoles.filter { $0 <= best.left }.sorted().map { (pole: $0, sign: -1) }
    return (best.left, best.right, crossed)
  }

  /// The residues of the poles on the wrong side, with their signs, at the z with this logarithm.
  func correction(_ logarithm: ComplexBall, precision: Precision) -> ComplexBall {
    var total = ComplexBall.zero
    for (pole, sign) in crossed {
      let part = PrincipalPart(
        pole: pole, coefficients: product.principalPart(at: pole, precision: precision))
      total = total.adding(
        part.residue(logarithm: logarithm, precision: precision)
          .multiplied(by: sign, precision: precision), precision: precision)
    }
    return total
  }
}
