internal import Multiprecision
public import RandomNetworks

extension SignalLaw where Scalar == CanonicalForm {
  /// The law as a mixture: `point_mass(c)` is the law of the number c, `chi_square(k, c)` that of c
  /// times a chi-square with k degrees of freedom, and `chi_square_product([j, k], c)` that of c
  /// times the product of independent ones. The weights before them are probabilities.
  public var expression: Expression {
    var terms: [Expression] = []
    func add(_ weight: CanonicalForm, _ law: Expression) {
      terms.append(weight == .one ? law : .product([weight.expression, law]))
    }
    let atom = atom
    if !atom.isZero { add(atom, .call("point_mass", [0])) }
    for product in chiSquareProducts() {
      add(
        product.weight,
        .chiSquareProduct(
          of: product.degreesOfFreedom.map { .number($0) }, scale: product.scale.expression))
    }
    return .sum(terms)
  }
}

extension Expression {
  /// The law of a scaled product of independent chi-squares; of none, a point mass.
  static func chiSquareProduct(of degrees: [Expression], scale: Expression) -> Expression {
    switch degrees.count {
    case 0: .call("point_mass", [scale])
    case 1: .call("chi_square", [degrees[0], scale])
    default: .call("chi_square_product", [.list(degrees), scale])
    }
  }
}
