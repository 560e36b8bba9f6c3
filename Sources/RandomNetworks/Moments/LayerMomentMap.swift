internal import Multiprecision

/// How one layer acts on moments: E[z_l^m | z_(l-1) = y] = sum_j T_(m,j) y^j with
///
///     T_(m,j) = outer_m * C(m,j) * shift^(m-j) * inner_j.
///
/// Gaussian weights: the pre-activation variance is s = sw2 y + sb2 and z_l = s xi, so
/// outer_m = mu_m, shift = sb2, inner_j = sw2^j (theory, section 2).
///
/// Orthogonal weights: h is spherically symmetric in R^n, so |phi(h)|^2 / |h|^2 is independent of
/// |h| and has the moments mu_m / (n (n+2) ... (n+2m-2)). |h|^2 is a noncentral chi-square about
/// r^2 = |W x|^2 with E|h|^(2m) = sum_j C(m,j) (2 sb2)^(m-j) (n/2)_m / (n/2)_j E r^(2j), and
/// r^2 = gain^2 y times 1, or times a Beta(n/2, (n_in-n)/2) variable when the layer narrows, whose
/// moments are (n/2)_j / (n_in/2)_j. Since n (n+2) ... = 2^m (n/2)_m, outer_m = mu_m / 2^m,
/// shift = 2 sb2, inner_j = gain^(2j) / (max(n, n_in)/2)_j.
struct LayerMomentMap<Scalar: NetworkScalar> {
  let outer: [Scalar]
  let shift: Scalar
  let inner: [Scalar]

  init(_ layer: ResolvedLayer<Scalar>, order: Int) throws(NetworkError) {
    let moments = try normMoments(
      width: layer.width, activation: layer.activation, through: order)
    var outer: [Scalar] = []
    var inner: [Scalar] = []
    let half = Scalar(Rational(numerator: 1, nonzeroDenominator: 2))
    let gain: Scalar
    let larger: Scalar?
    switch layer.ensemble {
    case .gaussian:
      (gain, larger) = (layer.weightVariance, nil)
      shift = layer.biasVariance
    case .orthogonal:
      gain = try layer.squaredGain()
      larger = try layer.isContraction() ? layer.inputWidth : layer.width
      shift = layer.biasVariance + layer.biasVariance
    }
    var scale = Scalar.one
    var weight = Scalar.one
    for j in 0...order {
      outer.append(moments[j] * scale)
      inner.append(weight)
      weight = weight * gain
      if let larger {
        scale = scale * half
        weight = try NetworkError.translating { [weight] () throws(ArithmeticError) in
          try weight.divided(by: larger * half + Scalar(j))
        }
      }
    }
    self.outer = outer
    self.inner = inner
  }

  /// T_(m,j).
  func coefficient(_ m: Int, _ j: Int) throws(NetworkError) -> Scalar {
    if j < m, shift.isZero { return .zero }
    return try NetworkError.translating { () throws(ArithmeticError) in
      outer[m] * binomial(m, j) * (try shift.power(m - j)) * inner[j]
    }
  }

  /// lambda_m = T_(m,m), the factor of the m-th moment.
  func eigenvalue(_ m: Int) -> Scalar { outer[m] * inner[m] }

  /// The moments after the layer from those before it.
  func callAsFunction(_ moments: [Scalar]) throws(NetworkError) -> [Scalar] {
    let scaled = zip(inner, moments).map { $0 * $1 }
    var shiftPowers = [Scalar.one]
    for _ in moments.dropFirst() { shiftPowers.append(shiftPowers[shiftPowers.count - 1] * shift) }
    // The outer factor last, once: it is the long one when the width is a symbol.
    return moments.indices.map { m in
      var sum = Scalar.zero
      for j in 0...m where j == m || !shift.isZero {
        sum = sum + binomial(m, j) * shiftPowers[m - j] * scaled[j]
      }
      return outer[m] * sum
    }
  }
}
