internal import BallArithmetic
internal import Multiprecision

extension MellinChain {
  /// E[(V/least)^(-m/2)], m = 1, ..., count, of the last stage's variance V, least its least value.
  ///
  /// Docs/Theory/BiasedLaw.md, "Near zero".
  ///
  /// - Precondition: the order of the line is 0.
  func negativeMoments(count: Int) -> [RealBall]? {
    let stage = chain.kinds[chain.stages[chain.stages.count - 1]]
    guard case .affine = stage.start, chain.stages.count > 1 else {
      return Array(repeating: .one, count: count)
    }
    guard let state = stateBeforeLast() else { return nil }
    let index = chain.stages.count - 1
    let vector = state.vector
    let alive = chain.alive(kind: chain.stages[index - 1], precision: precision)
    let lambda = ratio(of: stage)
    let p = ChainBounds.precision
    let c = Rational(1) / 2
    // The edges and what they add, but for the factor that depends on m.
    let edges = [c - ChainPlan.leftDistance, chain.isStationary ? plan.right : c + 1].map { sigma in
      let scale = lambda.rounded(to: p).power(RealBall(sigma, precision: p), precision: p)
        .magnitudeUpperBound
      let aliasing = bounds.aliasing(
        distance: RealBall((sigma - c).magnitude, precision: p), step: bounds.spacing)
      return (sigma: sigma, size: scale * size(after: index - 1, at: sigma) * aliasing)
    }
    let highest = edges[1].sigma.floor.asInt ?? 0
    let sequence = (0...vector.count).map { k in
      ComplexBall(
        real: RealBall(exact: BigFloat(mantissa: vector.real[k], exponent: vector.exponent)),
        imaginary: RealBall(
          exact: BigFloat(mantissa: vector.imaginary[k], exponent: vector.exponent)))
    }
    // Γ(s_k + m/2) for the odd and the even m.
    var gammas = [
      sequence.indices.map { nodes.gammas($0).half },
      sequence.indices.map { nodes.gammas($0).whole },
    ]
    let weight = RealBall(exact: plan.spacing).divided(
      by: RealBall.pi(precision: precision), precision: precision)
    // κ at the poles 0, 1, 2, ...: 1/(e^(2 pi |m - c|/delta) - 1).
    let period = RealBall.pi(precision: precision).divided(
      by: RealBall(exact: plan.spacing), precision: precision)
    let kernels = (0...max(highest, 0)).map { m in
      period.multiplied(by: max(2 * m - 1, 1), precision: precision)
        .exponentialMinusOne(precision: precision).reciprocal(precision: precision)
    }
    return (1...count).map { m in
      let parity = (m - 1) & 1
      var sum = RealBall.zero
      for k in sequence.indices {
        let product = sequence[k].multiplied(by: gammas[parity][k], precision: precision).real
        sum = sum.adding(
          k == 0 ? product.scaled(byPowerOfTwo: -1) : product, precision: precision)
      }
      // For m + 2.
      for k in sequence.indices {
        let point = nodes.abscissa(k).adding(
          ComplexBall(RealBall(m).scaled(byPowerOfTwo: -1)), precision: precision)
        gammas[parity][k] = gammas[parity][k].multiplied(by: point, precision: precision)
      }
      let q = Rational(m) / 2
      let gamma = RealBall(q, precision: precision).gamma(precision: precision)
      // The ℓ² error against the ℓ² norm of Γ(s_k + q).
      let spread =
        state.error * bounds.gammaNorm(abscissa: c + q)
        * bounds.spacing.magnitudeUpperBound.scaled(byPowerOfTwo: -2)
      var value = sum.multiplied(by: weight, precision: precision).addingError(spread)
        .divided(by: gamma, precision: precision)
      // 1 - alive + alive, and the poles.
      value = value.adding(1, precision: precision).adding(
        alive.multiplied(by: kernels[0], precision: precision), precision: precision)
      var coefficient = RealBall.one
      for j in 1..<max(highest + 1, 1) {
        // C(-q, j) lambda^j.
        coefficient = coefficient.multiplied(by: lambda, precision: precision)
          .multiplied(by: -(m + 2 * (j - 1)), precision: precision)
          .divided(by: 2 * j, precision: precision)
        value = value.subtracting(
          coefficient.multiplied(by: momentAfter(index - 1, order: j), precision: precision)
            .multiplied(by: kernels[j], precision: precision), precision: precision)
      }
      var error = Magnitude.zero
      for edge in edges { error += edge.size * bounds.edge(at: edge.sigma, exponent: q) }
      return value.addingError(error)
    }
  }
}

extension ChainBounds {
  /// A bound of (1/2 pi) ∫ |Γ(-t) Γ(t + q)/Γ(q)| |dt| on Re t = sigma, -q < sigma no integer.
  ///
  /// Docs/Theory/BiasedLaw.md, "The edges".
  func edge(at sigma: Rational, exponent q: Rational) -> Magnitude {
    let p = Self.precision
    let n = max(1, (sigma.floor.asInt ?? 0) + 1)
    let (x, y) = (Rational(n) - sigma, 1 + sigma + q)
    var value = RealBall(x, precision: p).logGamma(precision: p)
      .adding(RealBall(y, precision: p).logGamma(precision: p), precision: p)
      .subtracting(RealBall(x + y, precision: p).logGamma(precision: p), precision: p)
      .exponential(precision: p)
    let root = RealBall(
      (sigma + q).magnitude * (Rational(n - 1) - sigma).magnitude, precision: p
    ).squareRoot(precision: p)
    value = value.divided(by: root, precision: p)
    for i in 0..<n - 1 {
      value = value.divided(
        by: RealBall((Rational(i) - sigma).magnitude, precision: p), precision: p)
    }
    for i in 0...n {
      value = value.multiplied(by: RealBall(Rational(i) + q, precision: p), precision: p)
    }
    return value.scaled(byPowerOfTwo: -1).magnitudeUpperBound
  }
}
