internal import BallArithmetic
internal import Multiprecision

/// The expansion of a Meijer G function with p != q in the residues on the other side of its contour:
/// for p < q those on the right, whose series diverges, up to a line, and a bound of the integral
/// along that line. Docs/Theory/MellinBarnes.md, "The expansion far out".
///
/// Where it reaches the precision no digits cancel, while the terms of the convergent series grow
/// like exp(|z|^(1/(q-p))).
struct AlgebraicExpansion {
  private let plan: ResidueSeriesPlan
  private let outline: ResidueSeriesPlan.Outline
  private let product: GammaProduct
  /// The abscissa of the line.
  private let line: BigFloat
  /// z, or 1/z for p > q.
  private let argument: ResidueArgument

  /// About the nanoseconds.
  var cost: Double { outline.nanoseconds + AlgebraicExpansion.boundCost }

  /// Of the bound of what is left out.
  private static let boundCost = 150_000.0

  /// Nil where the expansion does not exist or is not foreseen to reach the precision.
  init?(_ function: MeijerG, at z: ResidueArgument, precision: Precision) {
    let isMirrored = function.p > function.q
    guard function.p != function.q, (isMirrored ? function.m : function.n) > 0 else { return nil }
    let argument = isMirrored ? z.reciprocal : z
    guard argument.isReal, argument.angle == 0, argument.log2Magnitude > 1 else { return nil }
    let own = GammaProduct(function)
    let product = isMirrored ? own.mirrored : own
    guard product.excess > 0, let left = product.left, product.right != nil else { return nil }
    // The poles on the right of F are those on the left of s -> F(-s).
    let opposite =
      isMirrored
      ? ResidueCluster.Reduced(
        leadingUpper: function.leadingUpper, trailingUpper: function.trailingUpper,
        leadingLower: function.leadingLower, trailingLower: function.trailingLower)
      : ResidueCluster.Reduced(mirroring: function)
    guard let clusters = try? ResidueCluster.clusters(of: opposite), !clusters.isEmpty else {
      return nil
    }
    let logarithm = argument.log2Magnitude * 0.693_147_180_559_945
    // The largest residue of each class is the first, or near it.
    let top = clusters.map { cluster in
      cluster.sizeEstimate.logarithm - cluster.base.nearestDouble * logarithm
    }.max()
    guard let top, top.isFinite,
      let line = AlgebraicExpansion.line(
        product, clusters: clusters, from: left.nearestDouble, logarithm: logarithm,
        goal: top - Double(precision.bits + 24) * 0.693_147_180_559_945),
      let exact = line.exactRational
    else { return nil }
    let finite = clusters.compactMap { $0.poles(above: -exact) }
    let plan = ResidueSeriesPlan(
      ResidueProblem(clusters: finite, size: nil), argument: argument.reciprocal)
    guard !finite.isEmpty, let outline = try? plan.outline(precision: precision + 8) else {
      return nil
    }
    self.plan = plan
    self.outline = outline
    self.product = product
    self.line = line
    self.argument = argument
  }

  /// A line between poles on which the integrand is below e^goal; nil when there is none.
  private static func line(
    _ product: GammaProduct, clusters: [ResidueCluster], from left: Double, logarithm: Double,
    goal: Double
  ) -> BigFloat? {
    // In the widest gap between the classes modulo 1.
    let fractions = clusters.map { ($0.base - Rational($0.base.floor)).nearestDouble }.sorted()
    var widest = (place: fractions[0], width: 0.0)
    for (index, value) in fractions.enumerated() {
      let next = index + 1 < fractions.count ? fractions[index + 1] : fractions[0] + 1
      if next - value > widest.width { widest = ((value + next) / 2, next - value) }
    }
    let first = clusters.map(\.base.nearestDouble).min() ?? 0
    let start = (max(left, first) - widest.place).rounded(.up) + widest.place
    guard start.magnitude < 1e9 else { return nil }
    var steps = 0.0
    var least = Double.infinity
    while steps < 1e6 {
      let sigma = start + steps
      let height = product.estimate(at: sigma).peak() - sigma * logarithm
      // A line at a left pole's place is none.
      if height < goal, sigma > left { return BigFloat(sigma) }
      if steps > 64, height > least { return nil }
      least = min(least, height)
      steps = (steps * 1.1).rounded(.down) + 1
    }
    return nil
  }

  func value(precision: Precision) throws(SpecialFunctionError) -> ComplexBall {
    let sum = try plan.value(precision: precision + 8, outline: outline)
    return ComplexBall(sum.real.addingError(remainder()).rounded(to: precision + 4))
  }

  /// |z|^(-σ) (1/π) ∫_0^∞ |F(σ + it)| dt, bounded.
  private func remainder() -> Magnitude {
    let precision: Precision = 192
    guard let majorant = product.majorant(at: line, precision: precision) else { return .infinity }
    let logarithm = argument.logarithm(precision: precision).real
      .addingError(argument.logarithmicRadius)
    let exponent = majorant.scale.subtracting(
      logarithm.multiplied(by: RealBall(exact: line), precision: precision), precision: precision)
    return Magnitude.exponential(of: exponent) * majorant.integralUpperBound()
  }
}
