internal import BallArithmetic
internal import Multiprecision

extension MeijerG {
  /// The contour integral, also where no vertical line separates the two families of poles.
  ///
  /// The poles of the Γ(b_j + s) to the right of the line are taken as residues; what is left is
  /// again a Meijer G function, whose line exists: Docs/Theory/MeijerG.md, "No separating line".
  func contourPastPoles(
    at z: ComplexBall, precision: Precision
  ) throws(SpecialFunctionError) -> ComplexBall {
    let g = ResidueCluster.Reduced(
      leadingUpper: leadingUpper, trailingUpper: trailingUpper,
      leadingLower: leadingLower, trailingLower: trailingLower)
    guard p == q, let largest = g.leadingUpper.max(), let argument = ResidueArgument(z),
      let least = g.leadingLower.min(), -least >= 1 - largest
    else { return try meijerGContour(at: z, precision: precision) }

    let bound = 1 - largest
    var upper = g.leadingUpper
    var lower = g.trailingLower
    var leading: [Rational] = []
    for b in g.leadingLower {
      let count = max(0, (-b - bound).ceiling.asInt ?? .max)
      guard upper.count + count <= MeijerG.mostMovedPoles else {
        throw .outOfReach(
          "no line separates the poles of the Meijer G function with these parameters, and more"
            + " than \(MeijerG.mostMovedPoles) poles lie on the wrong side")
      }
      // Γ(b + s) = Γ(b + count + s) prod -Γ(-b - i - s)/Γ(1 - b - i - s).
      for i in 0..<count {
        upper.append(b + Rational(i + 1))
        lower.append(b + Rational(i))
      }
      leading.append(b + Rational(count))
    }
    let moved = upper.count - g.leadingUpper.count
    let rest = try MeijerG(upper: upper, g.trailingUpper, lower: leading, lower)
    let inner = precision + 16
    let integral = try rest.meijerGContour(at: z, precision: inner)
    let clusters = try ResidueCluster.clusters(of: g).compactMap { $0.poles(above: bound) }
    let residues = try ResidueSeriesPlan(
      ResidueProblem(clusters: clusters, size: nil), argument: argument
    ).value(precision: inner)
    return residues.adding(moved % 2 == 0 ? integral : -integral, precision: precision + 4)
  }

  private static let mostMovedPoles = 64
}
