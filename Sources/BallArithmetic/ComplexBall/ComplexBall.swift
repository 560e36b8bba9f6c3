/// A complex number whose real and imaginary parts are known to lie in two balls.
///
/// Outside the domain of an operation the result is ``unbounded``, as for ``RealBall``. Functions
/// with branch cuts take principal values; each says on which side the cut is continuous. Zeros
/// have no sign: a rectangle that contains points of a cut and points on its other side gets a
/// result that contains the values of both sides.
public struct ComplexBall: Sendable {
  /// The ball of the real part.
  public let real: RealBall
  /// The ball of the imaginary part; unbounded when the real one is, and only then.
  public let imaginary: RealBall

  /// ``unbounded`` when either part is.
  public init(real: RealBall, imaginary: RealBall) {
    let bad = real.isUnbounded || imaginary.isUnbounded
    self.real = bad ? .unbounded : real
    self.imaginary = bad ? .unbounded : imaginary
  }

  /// The real number.
  public init(_ real: RealBall) { self.init(real: real, imaginary: .zero) }

  /// The integer itself.
  public init(_ exact: Int) { self.init(RealBall(exact)) }

  /// The whole plane: nothing is known.
  public static let unbounded = ComplexBall(.unbounded)
  /// The number 0, exactly.
  public static let zero = ComplexBall(0)
  /// The number 1, exactly.
  public static let one = ComplexBall(1)
  /// The number i, exactly.
  public static let imaginaryUnit = ComplexBall(real: .zero, imaginary: .one)

  /// Whether both parts are exact.
  public var isExact: Bool { real.isExact && imaginary.isExact }
  /// Whether both parts are bounded: everything but ``unbounded``.
  public var isFinite: Bool { real.isFinite }
  /// Whether nothing is known of the number.
  public var isUnbounded: Bool { real.isUnbounded }
  /// Whether the number is known to be 0: an exact zero.
  public var isZero: Bool { real.isZero && imaginary.isZero }
  /// Whether the imaginary part is the exact number zero.
  public var isReal: Bool { imaginary.isZero }
  /// Whether zero is in the rectangle.
  public var containsZero: Bool { real.containsZero && imaginary.containsZero }

  /// Whether the other rectangle is surely inside this one.
  public func contains(_ other: ComplexBall) -> Bool {
    real.contains(other.real) && imaginary.contains(other.imaginary)
  }

  /// Whether the rectangles may have a number in common; when false, they are proven disjoint.
  public func overlaps(_ other: ComplexBall) -> Bool {
    real.overlaps(other.real) && imaginary.overlaps(other.imaginary)
  }

  /// About -log2(error / |z|), for the larger radius and the larger part; `Int.max` when exact.
  public var relativeAccuracyBits: Int {
    let radius = max(real.radius, imaginary.radius)
    if radius.isZero { return .max }
    let size = max(Magnitude(upperBound: real.midpoint), Magnitude(upperBound: imaginary.midpoint))
    if radius.isInfinite || size.isZero { return .min }
    return size.exponent - 1 - radius.exponent
  }

  /// An upper bound of |z| over the ball.
  public var magnitudeUpperBound: Magnitude {
    let (x, y) = (real.magnitudeUpperBound, imaginary.magnitudeUpperBound)
    return (x * x + y * y).squareRoot
  }
}

extension ComplexBall: CustomStringConvertible {
  /// `REAL + IMAGINARYi`, each part as ``RealBall/description`` writes it.
  public var description: String { "\(real) + \(imaginary)i" }
}
