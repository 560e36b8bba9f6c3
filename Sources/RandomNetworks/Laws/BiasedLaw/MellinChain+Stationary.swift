internal import BallArithmetic
internal import Multiprecision

extension MellinChain {
  /// Tv, in the units of v.
  private func transformed(_ v: FixedSequence, _ kernel: ToeplitzKernel) -> FixedSequence {
    let bits = plan.bits
    // The kernel takes integers that are not much longer than the plan's.
    let longest = (v.real + v.imaginary).reduce(0) { max($0, $1.bitWidth) }
    let cut = max(0, longest - bits)
    let r = kernel.sums(
      ConjugateVector(
        real: v.real.map { $0 >> cut }, imaginary: v.imaginary.map { $0 >> cut },
        exponent: cut - bits), outputs: v.count)
    let shift = -bits - r.exponent
    return FixedSequence(
      real: zip(r.real, v.real).map { ($0 >> shift) + ($1 >> 1) },
      imaginary: zip(r.imaginary, v.imaginary).map { ($0 >> shift) + ($1 >> 1) })
  }

  /// About the solution of a = D(Ta + b), without proof: with E = D/(1 - D), a = (1 + ET)c and
  /// (1 + G)c = Db, where G = D(1 - T)ET has singular values that fall fast.
  ///
  /// Docs/Theory/BiasedLaw.md, "The stationary law".
  private func guess(
    multipliers: [ComplexBall], terms: [ComplexBall], _ kernel: ToeplitzKernel
  ) -> [ComplexBall] {
    let bits = plan.bits
    let exponent = terms[0].magnitudeUpperBound.exponent
    let outer = FixedSequence(multipliers, bits: bits)
    let geometric = FixedSequence(
      multipliers.map {
        $0.divided(by: ComplexBall.one.subtracting($0, precision: precision), precision: precision)
      }, bits: bits)
    func resolved(_ v: FixedSequence) -> FixedSequence {
      geometric.multiplied(by: transformed(v, kernel), bits: bits)
    }
    let space = KrylovSpace(bits: bits) { v in
      let inner = resolved(v)
      return v
        + outer.multiplied(by: inner - transformed(inner, kernel), bits: bits)
    }
    let solution = space.solution(of: FixedSequence(terms, bits: bits - exponent))
    let sequence = solution + resolved(solution)
    return zip(sequence.real, sequence.imaginary).map { x, y in
      ComplexBall(
        real: RealBall(exact: BigFloat(mantissa: x, exponent: exponent - bits)),
        imaginary: RealBall(exact: BigFloat(mantissa: y, exponent: exponent - bits)))
    }
  }

  /// The stationary sequence: the fixed point of a contraction, near a guess.
  ///
  /// Docs/Theory/BiasedLaw.md, "The stationary law".
  func stationaryState() -> State? {
    let count = plan.innerCount
    let stage = chain.kinds[chain.stages[0]]
    let wide = precision + 64
    let multipliers = factors(
      of: stage,
      logarithm: logarithm(of: stage).adding(
        ratio(of: stage).logarithm(precision: wide), precision: wide), count: count)
    let contraction = multipliers[0].magnitudeUpperBound * bounds.norm
    guard contraction < .one else { return nil }
    let increment = increment(of: 1)
    let terms = zip(terms(increment, count: count), multipliers).map {
      $0.multiplied(by: $1, precision: precision)
    }
    guard let kernel else { return nil }
    var current = state(
      guess(multipliers: multipliers, terms: terms, kernel), error: .zero, tail: .zero)
    guard current.error.isFinite, current.norm.isFinite, current.vector.count == count else {
      return nil
    }
    // How far the sequence is from its image, and so from the fixed point.
    let unit = current.vector.exponent
    var squares = Magnitude.zero
    for (k, sum) in sums(current.vector, kernel, count: count).enumerated() {
      let value = sum.multiplied(by: multipliers[k], precision: precision)
        .adding(terms[k], precision: precision)
      let own = ComplexBall(
        real: RealBall(exact: BigFloat(mantissa: current.vector.real[k], exponent: unit)),
        imaginary: RealBall(exact: BigFloat(mantissa: current.vector.imaginary[k], exponent: unit)))
      let gap = value.subtracting(own, precision: precision).magnitudeUpperBound
      squares += (gap * gap).scaled(byPowerOfTwo: 1)
    }
    current.error = .zero
    var error = sumError(current, count: count)
    for part in increment.discretization {
      error += part.size * bounds.gammaNorm(degree: part.degree)
    }
    error *= multipliers[0].magnitudeUpperBound
    // |a_0| of the true sequence.
    let c = Rational(2 * plan.order + 1) / 2
    let p = ChainBounds.precision
    let top =
      size(after: 0, at: c) * reflected[0].magnitudeUpperBound
      * ratio(of: stage).rounded(to: p).power(c, precision: p).magnitudeUpperBound
    let tail = bounds.tail(of: stage, count: count, isReflected: true) * top
    let gap = Magnitude.one.subtractingRoundedDown(contraction)
    current.error =
      (squares.squareRoot + error + contraction * tail).divided(byLowerBound: gap) + tail
    return current
  }
}
