public import BallArithmetic
internal import Multiprecision

extension Network where Scalar == CertifiedReal {
  /// The law of z_L.
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` where it is not known.
  public func law() throws(NetworkError) -> any CertifiedLaw {
    let mixture = try mixture()
    guard mixture.inactiveScale.isZero, !mixture.activeScale.isZero,
      let width = mixture.width.exactValue?.asInt
    else { throw .unsupported("the law of z is known at depth 1 for ReLU, linear and dropout") }
    return OneLayerLaw(
      mixture: ChiSquareMixture(width: width, activity: mixture.activity),
      scale: mixture.activeScale)
  }

  /// The law of one linear output unit after the last layer.
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` where it is not known.
  public func outputLaw() throws(NetworkError) -> any CertifiedLaw {
    throw .unsupported("the law of an output is not known yet")
  }
}
