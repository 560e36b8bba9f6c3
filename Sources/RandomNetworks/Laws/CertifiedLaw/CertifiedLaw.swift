public import BallArithmetic
public import Multiprecision

/// A function that describes a probability law on the real line.
public enum LawFunction: Sendable, Hashable, CaseIterable {
  /// The density of the part without point masses.
  case density
  /// P(X <= x).
  case cumulativeDistribution
  /// P(X > x), with digits of its own where it is tiny.
  case survival
}

/// How a value of a law was computed.
public enum LawMethod: String, Sendable, Hashable {
  /// A finite formula: chi-squares, normal distributions, constants.
  case closedForm = "closed form"
  /// The sum of the residues of the Mellin transform at its poles.
  case residueSeries = "residue series"
  /// The inverse Mellin transform by the trapezoid rule along a line.
  case mellinBarnes = "Mellin-Barnes contour"
  /// Layer after layer in Mellin space, then the inverse transform.
  case mellinChain = "Mellin-Barnes chain"
  /// Layer after layer by binomial expansions far to the right in Mellin space, then the inverse
  /// transform.
  case binomialChain = "Mellin-Barnes contour, binomial expansion"
  /// The inverse Mellin transform by the trapezoid rule along a parabola around the poles.
  case bentContour = "bent contour"
}

/// An enclosure of a law's value, and how it was found.
public struct LawValue: Sendable {
  /// The enclosure; unbounded where nothing is known.
  public let value: RealBall
  /// How the enclosure was computed.
  public let method: LawMethod

  /// An enclosure found by a method.
  public init(_ value: RealBall, by method: LawMethod) {
    self.value = value
    self.method = method
  }
}

/// A probability law whose functions are certified numbers: point masses and a density.
///
/// A law keeps what its values have in common, such as the nodes of a contour: ask one instance for
/// all points. It may be asked from several tasks at once.
public protocol CertifiedLaw: Sendable {
  /// The places of the point masses, in rising order: all of 0, or where the law is one number.
  var pointMasses: [CertifiedReal] { get }

  /// P(X = x) at the point mass with this index.
  func mass(ofPointMass index: Int, precision: Precision) throws(NetworkError) -> CertifiedReal

  /// The greatest value that X can have; nil where there is none.
  var supportEnd: CertifiedReal? { get }

  /// Whether P(X < 0) = 0. Otherwise the law is symmetric about 0.
  var isNonnegative: Bool { get }

  /// A value with a relative accuracy of about the precision where x is exact; where x is a ball,
  /// for all its numbers. Unbounded where the ball of x does not decide.
  ///
  /// - Throws: ``NetworkError/noValue(_:)`` for the density at a point mass or where it is infinite.
  func value(
    of function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue
}

/// A law without point masses needs to say nothing of them.
extension CertifiedLaw {
  /// Empty: the law has no point mass.
  public var pointMasses: [CertifiedReal] { [] }

  /// Nil: there is no greatest value.
  public var supportEnd: CertifiedReal? { nil }

  /// Has no value without point masses.
  ///
  /// - Throws: ``NetworkError/noValue(_:)``, for every index.
  public func mass(
    ofPointMass index: Int, precision: Precision
  ) throws(NetworkError) -> CertifiedReal {
    throw .noValue("the law has no point mass with the index \(index)")
  }
}
