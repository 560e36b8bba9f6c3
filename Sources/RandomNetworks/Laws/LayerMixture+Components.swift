internal import Multiprecision

extension LayerMixture {
  /// scale times a chi-square with so many degrees of freedom.
  public struct ScaledChiSquare: Sendable, Equatable {
    /// The factor, not zero.
    public let scale: Scalar
    /// At least 1.
    public let degreesOfFreedom: Int
  }

  /// One component of the mixture: a sum of independent scaled chi-squares; of none, the point mass
  /// at zero.
  public struct Component: Sendable, Equatable {
    /// The probability of the component.
    public let weight: Scalar
    /// None, one, or an active and an inactive part.
    public let parts: [ScaledChiSquare]

    /// Whether the component is the point mass at zero.
    public var isPointMassAtZero: Bool { parts.isEmpty }

    /// The component's moment of an order >= 0: of independent parts, binomially.
    func moment(_ order: Int) -> Scalar {
      var moments = [Scalar.one] + Array(repeating: Scalar.zero, count: order)
      for part in parts {
        var own = [Scalar.one]
        for r in 0..<order {
          own.append(own[r] * part.scale * Scalar(part.degreesOfFreedom + 2 * r))
        }
        moments = moments.indices.map { m in
          (0...m).reduce(Scalar.zero) { sum, r in
            sum + binomial(m, r) * own[r] * moments[m - r]
          }
        }
      }
      return moments[order]
    }
  }

  /// The width above which the components are not listed.
  public static var largestWidth: Int { 10_000 }

  /// The components that have a weight, by the number of active units; exact where the parameters
  /// are. The weights sum to 1.
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` for a width that is a symbol or above
  ///   ``largestWidth``.
  public func components() throws(NetworkError) -> [Component] {
    guard let count = width.exactValue?.asInt else {
      throw .unsupported("the components of a layer's law need a number as width, not a symbol")
    }
    guard count <= Self.largestWidth else {
      throw .unsupported(
        "the components of a layer's law are listed up to width \(Self.largestWidth), not \(count)")
    }
    if activeScale.isZero, inactiveScale.isZero { return [Component(weight: .one, parts: [])] }
    // inactive^(count - k), read from the end.
    var powers = [Scalar.one]
    let inactive = Scalar.one - activity
    for _ in 0..<count { powers.append(powers[powers.count - 1] * inactive) }
    var components: [Component] = []
    var ways = Integer.one
    var active = Scalar.one
    for k in 0...count {
      let weight = Scalar(Rational(ways)) * active * powers[count - k]
      if !weight.isZero {
        let parts = [(activeScale, k), (inactiveScale, count - k)]
          .filter { !$0.0.isZero && $0.1 > 0 }
          .map { ScaledChiSquare(scale: $0.0, degreesOfFreedom: $0.1) }
        components.append(Component(weight: weight, parts: parts))
      }
      active = active * activity
      ways = (ways * Integer(count - k)).exactQuotient(dividingBy: Integer(k + 1))
    }
    return components
  }
}
