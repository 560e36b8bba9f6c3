internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// Docs/Theory/OrthogonalLaw.md, "Outputs".
extension Network where Scalar == CertifiedReal {
  /// The law of a pre-activation of an orthogonal layer behind this network: its square is
  /// gain z Beta(1/2, (D-1)/2), z's factor being independent.
  func orthogonalPreactivationLaw(
    in layer: ResolvedLayer<CertifiedReal>
  ) throws(NetworkError) -> SymmetricLaw {
    guard layer.biasVariance.isZero, try !hasBias() else {
      throw .unsupported(
        "the law of an output with orthogonal weights and a bias is not computed; moments are"
          + " available")
    }
    if try isDeadForCertain() || layer.weightVariance.isZero {
      return SymmetricLaw(square: ProductLaw.zero) { _ in .unbounded }
    }
    guard let width = layer.width.exactValue?.asInt,
      let inputs = layer.inputWidth.exactValue?.asInt,
      max(width, inputs) <= Self.largestOrthogonalWidth
    else {
      throw .unsupported(
        "the law of an output with orthogonal weights is computed up to width"
          + " \(Self.largestOrthogonalWidth)")
    }
    let dimension = max(width, inputs)
    guard dimension > 1 else {
      throw .unsupported(
        "with orthogonal weights and width 1 an output is plus or minus the norm: a law of point"
          + " masses, which is not computed")
    }
    let gain = try layer.squaredGain()
    let factor = MellinProduct.Factor(
      variance: gain, mixture: ChiSquareMixture(width: 1, activity: CertifiedReal(1)),
      dimension: dimension, count: 1)
    let norm = try mellinProduct(allowingOrthogonal: true)
    let square = MellinProduct(
      norm: norm.norm, factors: merged(norm.factors + [factor]), last: factor)
    guard let law = OrthogonalLaw(square) else {
      throw .unsupported(
        "the law of an output behind both Gaussian and orthogonal layers is not computed; moments"
          + " are available")
    }
    let network = self
    // E[(gain z)^(-1/2)] times a coordinate's density at 0, Γ(D/2)/(√pi Γ((D-1)/2)).
    return SymmetricLaw(square: law) { precision throws(NetworkError) in
      let inner = precision + 32
      let half = CertifiedReal(Rational(numerator: -1, nonzeroDenominator: 2))
      let moment: RealBall
      do throws(NetworkError) {
        moment = try network.mellin(at: half, precision: inner)
      } catch .noValue {
        throw .noValue("the density is infinite at 0")
      }
      let place = RealBall(dimension).scaled(byPowerOfTwo: -1)
      let root = RealBall.one.scaled(byPowerOfTwo: -1)
      // Γ(D/2)/(√pi Γ((D-1)/2)) = 1/B((D-1)/2, 1/2).
      let coordinate = RealBall.beta(
        place.subtracting(root, precision: inner), root, precision: inner)
      return moment.divided(
        by: coordinate.multiplied(
          by: gain.ball(precision: inner).squareRoot(precision: inner), precision: inner),
        precision: precision)
    }
  }
}
