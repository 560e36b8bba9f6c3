internal import BallArithmetic
internal import Multiprecision

extension MellinChain {
  /// The stages of a stationary law with so many bits.
  private struct Level {
    let chain: MellinChain
    let bits: Int
    let kernel: ToeplitzKernel
    let multipliers: [ComplexBall]
    let terms: [ComplexBall]

    init?(_ chain: MellinChain, bits: Int, _ multipliers: [ComplexBall], _ terms: [ComplexBall]) {
      guard let full = chain.kernel else { return nil }
      (self.chain, self.bits) = (chain, bits)
      let isFull = bits >= chain.plan.bits
      kernel =
        isFull ? full : ToeplitzKernel(chain.nodes, plan: chain.plan, vectorBits: bits)
      let precision = isFull ? chain.precision : Precision(clamping: bits + 8)
      self.multipliers = multipliers.map { $0.rounded(to: precision) }
      self.terms = terms.map { $0.rounded(to: precision) }
    }

    var start: State { chain.state(terms, bits: bits, error: .zero, tail: .zero) }

    func values(_ state: State) -> [ComplexBall] {
      let count = chain.plan.innerCount
      let precision = min(chain.precision, Precision(clamping: bits + 24))
      return chain.sums(state.vector, kernel, count: count).enumerated().map { k, sum in
        sum.multiplied(by: multipliers[k], precision: precision)
          .adding(terms[k], precision: precision)
      }
    }

    func step(_ state: State) -> State {
      chain.state(values(state), bits: bits, error: .zero, tail: .zero)
    }
  }

  /// The stationary sequence: the fixed point of a contraction, near what many stages give.
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
    // The first stages with fewer bits: their errors fade.
    var level = Level(self, bits: 64, multipliers, terms)
    guard var current = level?.start else { return nil }
    var reached = 0.0
    let descent =
      -RealBall(exact: BigFloat(contraction)).approximateLogarithm / 0.693_147_180_559_945
    while reached < Double(plan.bits - 8) {
      if let bits = level?.bits, reached + 40 > Double(bits), bits < plan.bits {
        level = Level(self, bits: min(bits * 3 / 2, plan.bits), multipliers, terms)
      }
      guard let level else { return nil }
      current = level.step(current)
      reached += descent
    }
    if level?.bits != plan.bits { level = Level(self, bits: plan.bits, multipliers, terms) }
    guard let level else { return nil }
    // Twice more, so that the last level's bits are used.
    for _ in 0..<2 { current = level.step(current) }
    guard current.error.isFinite, current.norm.isFinite, current.vector.count == count else {
      return nil
    }
    // How far the sequence is from its image, and so from the fixed point.
    let unit = current.vector.exponent
    var squares = Magnitude.zero
    for (k, value) in level.values(current).enumerated() {
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
