internal import CGMP

extension Integer {
  /// The remainder in `0 ..< modulus`, for a modulus of one machine word that is not zero:
  /// nothing is allocated.
  public func remainder(modulo modulus: UInt) -> UInt {
    precondition(modulus != 0, "a remainder modulo zero")
    if box == nil {
      let rest = word.magnitude % modulus
      return word < 0 && rest != 0 ? modulus - rest : rest
    }
    return withMPZ { __gmpz_fdiv_ui($0, modulus) }
  }
}
