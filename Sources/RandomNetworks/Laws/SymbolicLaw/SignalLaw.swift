internal import Multiprecision

/// The law of a squared norm in a network without bias, as an exact value: a mixture of point masses,
/// of scaled chi-squares and of scaled products of independent chi-squares.
///
/// The law is held by its Mellin transform on x > 0,
///
///     E[X^s; X > 0] = sum over the parts of c^s sum_i P_i(s) Γ(s+1)^i (Γ(s+1/2)/sqrt(pi))^(d-i)
///
/// with polynomials P_i of exact coefficients, rational ones unless a parameter is a symbol; what
/// is missing to a total mass of 1 is the point mass at zero. Even numbers of degrees of freedom
/// give the Γ(s+1), odd ones the Γ(s+1/2): a ReLU layer of any width has two terms, and L equal
/// layers have L + 1, not N^L. The form is unique, so that `==` decides whether two laws are the
/// same (Docs/Theory/SymbolicLaws.md, "Uniqueness").
///
/// ```swift
/// let law = try network.signalLaw()
/// law.atom                         // 7/16 for two ReLU layers of width 2
/// try law.moment(2)
/// try law.chiSquareProducts()      // weights 1/4, 1/4, 1/16
/// ```
///
/// A scale that is a symbol counts as positive.
public struct SignalLaw<Scalar: NetworkScalar>: Sendable {
  /// c^s sum_i P_i(s) Γ(s+1)^i (Γ(s+1/2)/sqrt(pi))^(d-i), c = 2^d scale.
  struct Part: Sendable, Equatable {
    /// What multiplies the products of chi-squares; not zero.
    var scale: Scalar
    /// P_0, ..., P_d, d being the number of chi-squares in a product; not all zero.
    var polynomials: [TransformPolynomial<Scalar>]

    /// d.
    var factorCount: Int { polynomials.count - 1 }

    /// The value of the transform at 0.
    var mass: Scalar {
      polynomials.reduce(Scalar.zero) { $0 + $1.evaluated(at: .zero) }
    }
  }

  /// No two of the same scale and number of factors.
  private(set) var parts: [Part] = []

  /// The law of zero.
  public static var zero: Self { Self() }

  private init() {}

  init(_ parts: [Part]) {
    for part in parts { add(part) }
  }

  private mutating func add(_ part: Part) {
    guard let place = parts.firstIndex(where: { $0.isAlike(part) }) else {
      if part.polynomials.contains(where: { !$0.isZero }) { parts.append(part) }
      return
    }
    parts[place].polynomials = zip(parts[place].polynomials, part.polynomials).map { $0 + $1 }
  }

  /// The law of a number >= 0.
  public static func pointMass(at place: Scalar) -> Self {
    place.isZero ? .zero : Self([Part(scale: place, polynomials: [.one])])
  }

  /// The law of a scale > 0 times a chi-square.
  ///
  /// - Throws: ``NetworkError/invalidParameter(_:)`` for degrees of freedom below 1.
  public static func chiSquare(
    degreesOfFreedom: Int, scale: Scalar = .one
  ) throws(NetworkError) -> Self {
    guard degreesOfFreedom >= 1 else {
      throw .invalidParameter(
        "a chi-square needs at least 1 degree of freedom, not \(degreesOfFreedom)")
    }
    let units = LayerFactor<Scalar>.Units(width: Scalar(degreesOfFreedom), activity: .one)
    return Self([try Part(LayerFactor(variance: scale, units: units))])
  }

  /// P(X = 0).
  public var atom: Scalar { parts.reduce(Scalar.one) { $0 - $1.mass } }

  /// The places and weights of the point masses, that at zero first.
  public var pointMasses: [(place: Scalar, weight: Scalar)] {
    let atom = atom
    return (atom.isZero ? [] : [(.zero, atom)])
      + parts.filter { $0.factorCount == 0 }.map { ($0.scale, $0.mass) }
  }

  /// Whether point masses are all there is.
  public var isDiscrete: Bool { parts.allSatisfy { $0.factorCount == 0 } }
}

extension SignalLaw.Part {
  /// Whether the transforms of the parts add up to one of the same kind.
  func isAlike(_ other: Self) -> Bool {
    factorCount == other.factorCount && scale == other.scale
  }
}

extension SignalLaw: Equatable {
  /// Whether the transforms have the same parts, in any order: whether the laws are the same, as
  /// the form is unique. Enclosures count as equal when they are written alike.
  public static func == (left: Self, right: Self) -> Bool {
    left.parts.count == right.parts.count
      && left.parts.allSatisfy { right.parts.contains($0) }
  }
}
