public import BallArithmetic

extension Network where Scalar == CertifiedReal {
  /// The law of z_L.
  public func law() throws(NetworkError) -> any CertifiedLaw {
    throw .unsupported("laws are not available yet")
  }

  /// The law of a scalar linear output.
  public func outputLaw() throws(NetworkError) -> any CertifiedLaw {
    throw .unsupported("laws are not available yet")
  }
}
