internal import Multiprecision

extension Network {
  /// E[y^m] of one linear output unit y after the last layer, from E[z_L^j] for j = 0 ... m/2.
  ///
  /// The output layer has the weights and bias that a further layer of the same kind would have.
  /// Given z, Gaussian weights make y Gaussian with variance sw2 z + sb2, so the odd moments are 0
  /// and E y^(2k) = (2k-1)!! sum_j C(k,j) sw2^j sb2^(k-j) E z^j. A row of an orthogonal matrix
  /// gives the j-th term the factor prod_(i<j) n/(n+2i), the ratio of a uniform direction's
  /// moments to a Gaussian's.
  ///
  /// - Precondition: `m >= 0`.
  /// - Throws: ``NetworkError``, for a network without layers among others.
  public func outputMoment(
    _ m: Int, normMoments: [Scalar]
  ) throws(NetworkError) -> Scalar {
    if m == 0 { return .one }
    let layer = try outputLayer()
    if m % 2 == 1 { return .zero }
    let k = m / 2
    guard normMoments.count > k else {
      throw .unsupported("the output's moment \(m) needs the moments of z up to \(k)")
    }
    var sum = Scalar.zero
    var scale = Scalar.one
    for j in 0...k {
      if j == k || !layer.biasVariance.isZero {
        let bias = try NetworkError.translating { () throws(ArithmeticError) in
          try layer.biasVariance.power(k - j)
        }
        sum = sum + binomial(k, j) * scale * bias * normMoments[j]
      }
      scale = scale * layer.weightVariance
      if layer.ensemble == .orthogonal {
        scale = try NetworkError.translating { [scale] () throws(ArithmeticError) in
          try (scale * layer.width).divided(by: layer.width + Scalar(2 * j))
        }
      }
    }
    let gaussian = try NetworkError.translating { () throws(ArithmeticError) in
      try Integer.doubleFactorial(m - 1)
    }
    return Scalar(Rational(gaussian)) * sum
  }
}
