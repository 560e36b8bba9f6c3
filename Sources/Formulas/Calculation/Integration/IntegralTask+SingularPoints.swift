internal import Algebra
internal import BallArithmetic
internal import Multiprecision

/// The points inside an interval at which an integrand may be singular: the integral is split
/// there, so that each piece has them at its ends, where their kind is recognised.
extension IntegralTask {
  /// The rational zeros, between the ends, of the polynomials that are divisors, bases of powers
  /// and arguments of the logarithm and of abs.
  func singularPoints(from left: CertifiedReal?, to right: CertifiedReal?) throws -> [Rational] {
    var polynomials: [Polynomial] = []
    Self.collect(from: try local(0, 1).integrand.tree, into: &polynomials)
    var points: Set<Rational> = []
    for polynomial in polynomials where polynomial.degree <= 16 {
      for (root, _) in polynomial.rationalRoots() {
        let place = CertifiedReal(root)
        if let left, (place - left).certainSign != 1 { continue }
        if let right, (right - place).certainSign != 1 { continue }
        points.insert(root)
      }
    }
    return points.sorted()
  }

  private static func collect(from tree: Integrand, into found: inout [Polynomial]) {
    switch tree {
    case .constant, .polynomial: break
    case .sum(let parts), .product(let parts):
      for part in parts { collect(from: part, into: &found) }
    case .quotient(let top, let bottom):
      collect(from: top, into: &found)
      collectZeros(of: bottom, into: &found)
    case .power(let base, let exponent):
      if exponent.isInteger, !exponent.isNegative {
        collect(from: base, into: &found)
      } else {
        collectZeros(of: base, into: &found)
      }
    case .generalPower(let base, let exponent):
      collectZeros(of: base, into: &found)
      collect(from: exponent, into: &found)
    case .exact(_, let argument): collectZeros(of: argument, into: &found)
    case .call(let name, let arguments):
      for argument in arguments {
        if name == "log" || name == "abs" {
          collectZeros(of: argument, into: &found)
        } else {
          collect(from: argument, into: &found)
        }
      }
    }
  }

  /// The same of a part whose zeros are singular points, too.
  private static func collectZeros(of tree: Integrand, into found: inout [Polynomial]) {
    switch tree {
    case .polynomial(let polynomial): found.append(polynomial)
    case .product(let factors):
      for factor in factors { collectZeros(of: factor, into: &found) }
    case .quotient(let top, let bottom):
      collectZeros(of: top, into: &found)
      collectZeros(of: bottom, into: &found)
    case .power(let base, _): collectZeros(of: base, into: &found)
    case .call("abs", let arguments):
      for argument in arguments { collectZeros(of: argument, into: &found) }
    default: collect(from: tree, into: &found)
    }
  }
}
