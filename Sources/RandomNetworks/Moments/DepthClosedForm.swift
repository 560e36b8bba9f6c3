internal import Multiprecision

/// A moment as a function of the depth: the sum over r of p_r(L) lambda_r^L with polynomials p_r.
///
/// With equal layers the moments obey a triangular linear recursion with constant coefficients,
/// E z_(l+1)^m = lambda_m E z_l^m + sum_(j<m) T_(m,j) E z_l^j. It is solved order by order: each
/// forcing term q(l) rho^l has a particular solution p(l) rho^l, where
///
///     rho p(l+1) - lambda_m p(l) = q(l)
///
/// determines p from the highest power down when rho differs from lambda_m, and p of one degree
/// more, with p(0) = 0, when rho equals lambda_m (a resonance: He without further ado has
/// lambda_0 = lambda_1 = 1). The coefficient of lambda_m^l follows from the moment at depth zero.
public struct DepthClosedForm<Scalar: NetworkScalar>: Sendable {
  /// p_r(L) lambda_r^L.
  public struct Term: Sendable {
    /// lambda_r.
    public var base: Scalar
    /// The coefficients of p_r in powers of the depth, ascending.
    public var coefficients: [Scalar]
  }

  /// The terms; their bases differ.
  public var terms: [Term]

  /// The closed forms of the moments of order 0 ... order.
  ///
  /// - Parameters:
  ///   - map: the layer's action on moments; its weight variance must not be zero.
  ///   - initial: the moments of order 0 ... order at depth zero.
  static func moments(
    of map: LayerMomentMap<Scalar>, from initial: [Scalar]
  ) throws(NetworkError) -> [DepthClosedForm] {
    try NetworkError.translating { () throws(ArithmeticError) in
      var solved = [DepthClosedForm(terms: [Term(base: .one, coefficients: [.one])])]
      for m in initial.indices.dropFirst() {
        let eigenvalue = map.eigenvalue(m)
        var forcing = DepthClosedForm(terms: [])
        if !map.shift.isZero {
          for j in 0..<m {
            let weight =
              map.outer[m] * binomial(m, j) * (try map.shift.power(m - j)) * map.inner[j]
            forcing.add(solved[j], times: weight)
          }
        }
        var solution = DepthClosedForm(terms: [])
        for term in forcing.terms {
          solution.add(
            Term(
              base: term.base,
              coefficients: try particular(term, eigenvalue: eigenvalue)))
        }
        let start = solution.terms.reduce(Scalar.zero) { $0 + $1.coefficients[0] }
        let own = initial[m] - start
        solution.add(Term(base: eigenvalue, coefficients: [own]))
        solved.append(solution)
      }
      return solved
    }
  }

  private static func particular(
    _ forcing: Term, eigenvalue: Scalar
  ) throws(ArithmeticError) -> [Scalar] {
    let rho = forcing.base
    let q = forcing.coefficients
    let difference = rho - eigenvalue
    if !difference.isZero {
      var p = Array(repeating: Scalar.zero, count: q.count)
      for k in q.indices.reversed() {
        var rest = Scalar.zero
        for i in (k + 1)..<max(q.count, k + 1) { rest = rest + binomial(i, k) * p[i] }
        p[k] = try (q[k] - rho * rest).divided(by: difference)
      }
      return p
    }
    var p = Array(repeating: Scalar.zero, count: q.count + 1)
    for k in q.indices.reversed() {
      var rest = Scalar.zero
      for i in (k + 2)..<max(p.count, k + 2) { rest = rest + binomial(i, k) * p[i] }
      p[k + 1] = try ((try q[k].divided(by: rho)) - rest).divided(by: Scalar(k + 1))
    }
    return p
  }

  private mutating func add(_ term: Term) {
    if term.coefficients.allSatisfy(\.isZero) { return }
    guard let index = terms.firstIndex(where: { ($0.base - term.base).isZero }) else {
      terms.append(term)
      return
    }
    for (k, coefficient) in term.coefficients.enumerated() {
      if k < terms[index].coefficients.count {
        terms[index].coefficients[k] = terms[index].coefficients[k] + coefficient
      } else {
        terms[index].coefficients.append(coefficient)
      }
    }
  }

  private mutating func add(_ other: DepthClosedForm, times weight: Scalar) {
    for term in other.terms {
      add(Term(base: term.base, coefficients: term.coefficients.map { weight * $0 }))
    }
  }

  /// The moment at a depth, a number or a symbol.
  public func value(atDepth depth: Scalar) throws(NetworkError) -> Scalar {
    try NetworkError.translating { () throws(ArithmeticError) in
      var sum = Scalar.zero
      for term in terms {
        var polynomial = Scalar.zero
        for coefficient in term.coefficients.reversed() {
          polynomial = polynomial * depth + coefficient
        }
        sum = sum + polynomial * (try term.base.raised(to: depth))
      }
      return sum
    }
  }

  /// The same closed form in numbers of another kind.
  public func map<Other: NetworkScalar>(_ transform: (Scalar) -> Other) -> DepthClosedForm<Other> {
    DepthClosedForm<Other>(
      terms: terms.map {
        .init(base: transform($0.base), coefficients: $0.coefficients.map(transform))
      })
  }
}
