public import BallArithmetic
public import Multiprecision

/// A path in the complex plane, made of straight lines, circular arcs and curves with a given
/// parametrization. The pieces need not be connected: the integral over the path is the sum.
///
/// ```swift
/// // Once around the pole of 1/z: 2 pi i.
/// let circle = IntegrationPath.circle(center: .zero, radius: .one)
/// let result = try GaussLegendre.integrate(along: circle, precision: 200) { z, _, precision in
///   z.reciprocal(precision: precision)
/// }
/// ```
public struct IntegrationPath {
  /// A part of a path.
  public enum Piece {
    /// The straight line from one point to another.
    case line(from: ComplexBall, to: ComplexBall)
    /// center + radius e^(pi i s) for s from one number of half turns to the other.
    case arc(center: ComplexBall, radius: RealBall, from: Rational, to: Rational)
    /// The points z(s), for real s from one number to the other, with the derivative dz/ds.
    ///
    /// Both are asked at complex balls, too, and have to report, like an integrand, where z is not
    /// analytic; the integral is that of f(z(s)) dz/ds.
    case curve(from: RealBall, to: RealBall, point: BallFunction, derivative: BallFunction)
  }

  /// The pieces, whose integrals add up.
  public var pieces: [Piece]

  /// A path of these pieces, connected or not.
  public init(_ pieces: [Piece]) { self.pieces = pieces }

  /// The straight lines from each point to the next.
  public static func polygon(_ points: [ComplexBall]) -> IntegrationPath {
    IntegrationPath(zip(points, points.dropFirst()).map { .line(from: $0, to: $1) })
  }

  /// A full circle, counterclockwise, from the point to the right of the center.
  public static func circle(center: ComplexBall, radius: RealBall) -> IntegrationPath {
    IntegrationPath([.arc(center: center, radius: radius, from: 0, to: 2)])
  }

  /// This path and then another.
  public func followed(by other: IntegrationPath) -> IntegrationPath {
    IntegrationPath(pieces + other.pieces)
  }
}

extension IntegrationPath.Piece {
  /// The interval of the parameter; nil when an end is not finite.
  func interval(_ precision: Precision) -> (from: ComplexBall, to: ComplexBall)? {
    switch self {
    case .line(let a, let b): a.isFinite && b.isFinite ? (a, b) : nil
    case .arc(let center, let radius, let a, let b):
      center.isFinite && radius.isFinite
        ? (
          ComplexBall(RealBall(a, precision: precision)),
          ComplexBall(RealBall(b, precision: precision))
        ) : nil
    case .curve(let a, let b, _, _):
      a.isFinite && b.isFinite ? (ComplexBall(a), ComplexBall(b)) : nil
    }
  }

  /// The integrand of the parameter: f(z) dz/ds. Where it is finite with analyticity asked, z and
  /// f are analytic on the whole ball and on its image, so their composition is.
  func integrand(_ f: @escaping BallFunction) -> BallFunction {
    switch self {
    case .line: return f
    case .arc(let center, let radius, _, _):
      return { s, analytic, precision in
        let angle = s.multiplied(by: RealBall.pi(precision: precision), precision: precision)
          .multiplied(by: .imaginaryUnit, precision: precision)
        let offset = angle.exponential(precision: precision)
          .multiplied(by: radius, precision: precision)
        let slope = offset.multiplied(by: RealBall.pi(precision: precision), precision: precision)
          .multiplied(by: .imaginaryUnit, precision: precision)
        return try f(center.adding(offset, precision: precision), analytic, precision)
          .multiplied(by: slope, precision: precision)
      }
    case .curve(_, _, let point, let derivative):
      return { s, analytic, precision in
        let z = try point(s, analytic, precision)
        guard z.isFinite else { return .unbounded }
        return try f(z, analytic, precision)
          .multiplied(by: derivative(s, analytic, precision), precision: precision)
      }
    }
  }
}
