internal import Multiprecision

/// The moments mu_m = E[xi^m] of a layer's normalised squared norm xi = |phi(g)|^2, g a vector of
/// N independent standard Gaussians, for m = 0 ... order.
///
/// xi is a sum of N independent terms phi(g_i)^2 with moments nu_r. The moments of such a sum are
/// polynomials in N: with the terms' cumulants kappa_r (from nu by the recursion
/// nu_m = sum_r C(m-1,r-1) kappa_r nu_(m-r)), mu_m = sum_r C(m-1,r-1) N kappa_r mu_(m-r). For
/// ReLU: mu_1 = N/2, mu_2 = N(N+5)/4, mu_3 = N(N+4)(N+11)/8.
func normMoments<Scalar: NetworkScalar>(
  width: Scalar, activation: Activation<Scalar>, through order: Int
) throws(NetworkError) -> [Scalar] {
  var termMoments: [Scalar] = []
  for r in 0...order { termMoments.append(try activation.evenMoment(r)) }
  return momentsOfSum(of: width, independentTerms: termMoments)
}

/// The moments of a sum of `count` independent terms, a number or a symbol, from a term's moments
/// of order 0, 1, ...: for every count a polynomial in it.
func momentsOfSum<Scalar: NetworkScalar>(
  of count: Scalar, independentTerms termMoments: [Scalar]
) -> [Scalar] {
  var cumulants: [Scalar] = [.zero]
  var moments: [Scalar] = [.one]
  for m in termMoments.indices.dropFirst() {
    var rest = Scalar.zero
    var moment = Scalar.zero
    for r in 1..<m {
      let ways: Scalar = binomial(m - 1, r - 1)
      rest = rest + ways * cumulants[r] * termMoments[m - r]
      moment = moment + ways * cumulants[r] * moments[m - r]
    }
    cumulants.append(termMoments[m] - rest)
    moments.append(count * (moment + cumulants[m]))
  }
  return moments
}

/// The binomial coefficient as a scalar.
func binomial<Scalar: NetworkScalar>(_ n: Int, _ k: Int) -> Scalar {
  Scalar(Rational(Integer.binomial(Integer(n), k)))
}
