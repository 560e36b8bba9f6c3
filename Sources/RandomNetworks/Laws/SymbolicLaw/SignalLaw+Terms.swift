public import Multiprecision

extension SignalLaw {
  /// One summand of the Mellin transform of a law, a product of gamma functions:
  ///
  ///     coefficient * pi^(-h/2) * scale^s * Π Γ(s + a) / Π Γ(s + b)
  ///
  /// over the numerator's a and the denominator's b, h of the a being half-integers. Its inverse
  /// Mellin transform is a Meijer G function of x/scale.
  public struct GammaTerm: Sendable, Equatable {
    /// What multiplies pi^(-h/2) and the gamma functions.
    public let coefficient: Scalar
    /// The base of scale^s, by which x is divided in the Meijer G function; positive, or a symbol.
    public let scale: Scalar
    /// The parameters a, in rising order.
    public let numerator: [Rational]
    /// The parameters b.
    public let denominator: [Rational]

    /// h.
    public var halfIntegerCount: Int { numerator.count { !$0.isInteger } }
  }

  /// A component of the law: a weight, and scale times a product of independent chi-squares; of none,
  /// the point mass at the scale.
  public struct ChiSquareProduct: Sendable, Equatable {
    /// The weight in the mixture.
    public let weight: Scalar
    /// What multiplies the chi-squares; of none, the place of the point mass.
    public let scale: Scalar
    /// In rising order.
    public let degreesOfFreedom: [Int]
  }

  /// The density on x > 0 as f(x) = (1/x) sum coefficient pi^(-h/2) G(x/scale), where G is the
  /// Meijer G function G^(d,0)_(0,d) of the term's parameters.
  ///
  /// The parameters of a term are as equal as they can be: no two differ by more than 1. Terms come
  /// by the number of odd degrees of freedom, the most first, then by their size.
  /// Docs/Theory/SymbolicLaws.md, "Balanced products".
  ///
  /// - Throws: ``NetworkError/noValue(_:)`` for a law with a point mass away from zero.
  public func densityTerms() throws(NetworkError) -> [GammaTerm] {
    try requireNoPointMass()
    var terms: [GammaTerm] = []
    for part in parts {
      for (i, polynomial) in part.polynomials.enumerated() {
        terms += part.balancedTerms(of: polynomial, from: part.parameters(evenCount: i))
      }
    }
    return terms
  }

  /// P(X > x) for x > 0 as sum coefficient pi^(-h/2) G(x/scale) with the Meijer G function of the
  /// term: G^(d,0)_(0,d), or G^(d+1,0)_(1,d+1) where there is a denominator.
  ///
  /// Its transform is that of the law divided by s: Γ(s+1)/s = Γ(s), and where there is no
  /// Γ(s+1), P(s)/s = P(0) Γ(s)/Γ(s+1) + (P(s)-P(0))/s.
  /// Docs/Theory/SymbolicLaws.md, "Distribution functions".
  ///
  /// - Throws: as ``densityTerms()``.
  public func survivalTerms() throws(NetworkError) -> [GammaTerm] {
    try requireNoPointMass()
    var terms: [GammaTerm] = []
    for part in parts {
      for (i, polynomial) in part.polynomials.enumerated() where !polynomial.isZero {
        var parameters = part.parameters(evenCount: i)
        if i > 0 {
          parameters[parameters.count - 1] = .zero
          terms += part.balancedTerms(of: polynomial, from: parameters.sorted())
          continue
        }
        let coefficients = polynomial.coefficients
        if let constant = coefficients.first, !constant.isZero {
          terms.append(
            GammaTerm(
              coefficient: constant, scale: part.fullScale, numerator: [.zero] + parameters,
              denominator: [.one]))
        }
        let quotient = TransformPolynomial(Array(coefficients.dropFirst()))
        terms += part.balancedTerms(of: quotient, from: parameters)
      }
    }
    return terms
  }

  /// The law as a mixture of scaled products of independent chi-squares whose degrees of freedom
  /// differ by no more than 2 within a product; with the point mass at zero of weight ``atom``, the
  /// weights sum to 1. For laws of networks no weight is negative.
  ///
  /// Every product of chi-squares is such a mixture, in one way only.
  /// Docs/Theory/SymbolicLaws.md, "Balanced products".
  public func chiSquareProducts() -> [ChiSquareProduct] {
    var products: [ChiSquareProduct] = []
    for part in parts {
      for (i, polynomial) in part.polynomials.enumerated() {
        let start = part.parameters(evenCount: i)
        for term in part.balancedTerms(of: polynomial, from: start) {
          // The coefficient times Π Γ(a) pi^(-h/2).
          let gammas = zip(start, Self.matched(term.numerator, to: start))
            .reduce(Rational.one) { $0 * Self.risingProduct(from: $1.0, through: $1.1) }
          products.append(
            ChiSquareProduct(
              weight: term.coefficient * Scalar(gammas), scale: part.scale,
              degreesOfFreedom: term.numerator.map { ($0 * 2).floor.asInt ?? 0 }))
        }
      }
    }
    return products
  }

  /// The parameters in the order of the ones that they exceed by integers.
  private static func matched(_ parameters: [Rational], to start: [Rational]) -> [Rational] {
    let halves = parameters.filter { !$0.isInteger }
    return halves + parameters.filter(\.isInteger)
  }

  /// Γ(b)/Γ(a) = a (a+1)...(b-1) for b - a an integer >= 0.
  private static func risingProduct(from a: Rational, through b: Rational) -> Rational {
    var product = Rational.one
    var place = a
    while place < b {
      product *= place
      place += 1
    }
    return product
  }

  private func requireNoPointMass() throws(NetworkError) {
    guard let single = parts.first(where: { $0.factorCount == 0 }) else { return }
    throw .noValue(
      "the law has a point mass at \(describe(single.scale)), not only a density: some layers, or"
        + " all, multiply the norm by a number")
  }
}

extension SignalLaw.Part {
  /// 2^d scale.
  var fullScale: Scalar { Scalar(Rational(Integer(2).power(factorCount))) * scale }

  /// The a of Π Γ(s + a) for the polynomial with so many even degrees of freedom.
  func parameters(evenCount: Int) -> [Rational] {
    let half = Rational(numerator: 1, nonzeroDenominator: 2)
    return Array(repeating: half, count: factorCount - evenCount)
      + Array(repeating: .one, count: evenCount)
  }

  /// A polynomial times Π Γ(s + a), written by gamma products alone: (s + a) Γ(s + a) = Γ(s + a + 1)
  /// at the least a, again and again, gives products of all degrees, and the polynomial is a
  /// combination of them: Newton's form with the a of each step as places.
  func balancedTerms(
    of polynomial: TransformPolynomial<Scalar>, from start: [Rational]
  ) -> [SignalLaw.GammaTerm] {
    if polynomial.isZero { return [] }
    if start.isEmpty {
      // A point mass: the polynomial is a constant, the mass.
      let mass = polynomial.evaluated(at: .zero)
      return [
        SignalLaw.GammaTerm(coefficient: mass, scale: fullScale, numerator: [], denominator: [])
      ]
    }
    // With equal parameters together, the least is the one first in turn.
    let turn = start.sorted()
    let coefficients = polynomial.newtonCoefficients { step in
      let (rounds, place) = step.quotientAndRemainder(dividingBy: turn.count)
      return turn[place] + Rational(rounds)
    }
    var parameters = turn
    var terms: [SignalLaw.GammaTerm] = []
    for (step, coefficient) in coefficients.enumerated() {
      if !coefficient.isZero {
        terms.append(
          SignalLaw.GammaTerm(
            coefficient: coefficient, scale: fullScale, numerator: parameters.sorted(),
            denominator: []))
      }
      parameters[step % turn.count] += 1
    }
    return terms
  }
}
