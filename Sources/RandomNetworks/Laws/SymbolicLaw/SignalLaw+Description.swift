extension SignalLaw: CustomStringConvertible {
  /// The mixture, as `7/16*point_mass(0) + 1/4*chi_square_product([1, 2], 1)`.
  public var description: String {
    var terms: [String] = []
    let atom = atom
    if !atom.isZero { terms.append("\(describe(atom))*point_mass(0)") }
    for product in chiSquareProducts() {
      let scale = describe(product.scale)
      let degrees = product.degreesOfFreedom
      let law =
        switch degrees.count {
        case 0: "point_mass(\(scale))"
        case 1: "chi_square(\(degrees[0]), \(scale))"
        default: "chi_square_product(\(degrees), \(scale))"
        }
      terms.append("\(describe(product.weight))*\(law)")
    }
    return terms.joined(separator: " + ")
  }
}
