internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension BinomialTransform {
  /// Docs/Theory/BiasedTail.md, "The nodes".
  func nodes(
    line: BigFloat, step: BigFloat, indices: Range<Int>, normalizer: BigFloat,
    bits: (Int) -> Int
  ) -> [ComplexBall] {
    guard !indices.isEmpty else { return [] }
    let size = estimate(at: line.nearestDouble)
    let stepEstimate = step.nearestDouble
    // All stages' values relative to those on the real axis, where the most bits are needed.
    let most = indices.reduce(0) { max($0, bits($1)) }
    let goals = indices.map { index in
      let depth = max(0, -size.exponent(at: Double(index) * stepEstimate)) / 0.693_147
      return min(bits(index) + Int(min(depth, 1e9)), most) + 48
    }
    let finest = goals.max() ?? 64
    guard
      case .counts(let counts) = sizes.lineCounts(
        at: line.nearestDouble, bits: Double(finest), factors: factors),
      var stages = BinomialStages(
        self, line: line, counts: counts, normalizer: normalizer, bits: finest)
    else { return indices.map { _ in .unbounded } }
    return zip(indices, goals).map { index, goal in
      // Exact: an index has 64 bits.
      let t = BigFloat.multiplyingExactness(step, index, precision: step.precision + 64).value
      let value = stages.value(at: t, bits: goal)
      guard hasReciprocal else { return value }
      return value.divided(
        by: ComplexBall(real: RealBall(exact: line), imaginary: RealBall(exact: t)),
        precision: Precision(clamping: goal))
    }
  }
}

/// The stages of a chain on the lines c, c - 1, ... at the points of one ordinate.
///
/// A stage l before the last is kept as a_i = e^(-A_l) lambda^(s-i) F_l(s - i), lambda = slope/shift of
/// the next stage, A_l near the logarithm of its size.
struct BinomialStages {
  /// What the stages of one place have in common for all ordinates.
  private struct Stage {
    /// log of the constant V or the shift, with the scales, twos and the next stage's lambda.
    let base: RealBall
    /// e^-base.
    let inverse: RealBall
    /// e^(A_(l-1) - A_l) times the value of the outer factors on the real axis.
    let size: RealBall
    /// P(y = 0) e^(-A_(l-1)).
    let dead: RealBall
    /// A bound of e^(-A_(l-1)) E[(1 + lambda y)^(c - n)], n the lines of the stage before.
    let rest: Magnitude
    let isAffine: Bool
    let factors: [(mixture: Int, count: Int)]
  }

  private let c: BigFloat
  private let counts: [Int]
  private let stages: [Stage]
  private var mixtures: [MixtureBelowLine]
  private var gammas: GammaQuotients

  init?(
    _ transform: BinomialTransform, line c: BigFloat, counts: [Int], normalizer: BigFloat,
    bits: Int
  ) {
    (self.c, self.counts) = (c, counts)
    let chain = transform.chain
    gammas = GammaQuotients(line: c)
    let lines = counts.first ?? 1
    var mixtures: [MixtureBelowLine] = []
    for factor in transform.factors {
      guard
        let mixture = MixtureBelowLine(
          factor.mixture, line: c, count: lines, bits: bits + factor.count.bitWidth)
      else { return nil }
      mixtures.append(mixture)
    }
    self.mixtures = mixtures

    let reach = max(c.exponent.asSize, normalizer.exponent.asSize) + 64
    let wide = Precision(clamping: bits + reach + 32 + 2 * counts.count.bitWidthOfCount)
    let fine = Precision(clamping: bits + 16)
    let line = RealBall(exact: c)
    var bounds: [Int: [(variance: RealBall, size: RealBall)]] = [:]
    let logTwo = RealBall.logTwo(precision: wide)
    func leastLogarithm(_ stage: BiasedChain.Stage) -> RealBall {
      stage.leastVariance.ball(precision: wide).logarithm(precision: wide)
    }
    let leasts = chain.kinds.map(leastLogarithm)
    let scales = chain.kinds.map { $0.scaleLogarithm(precision: wide) }
    let slopes = chain.kinds.map { stage -> RealBall in
      guard case .affine(_, let slope) = stage.start else { return .unbounded }
      return slope.ball(precision: wide).logarithm(precision: wide)
    }
    let alive = chain.kinds.indices.map { chain.alive(kind: $0, precision: fine) }
    var stages: [Stage] = []
    var before = BigFloat.zero
    for (index, kind) in chain.stages.enumerated() {
      let stage = chain.kinds[kind]
      let twos = stage.factors.reduce(0) { $0 + $1.count }
      var base = leasts[kind].adding(scales[kind], precision: wide)
        .adding(logTwo.multiplied(by: twos, precision: wide), precision: wide)
      let isLast = index == chain.stages.count - 1
      if !isLast {
        let next = chain.stages[index + 1]
        base = base.adding(slopes[next].subtracting(leasts[next], precision: wide), precision: wide)
      }
      var exponent = RealBall(exact: before).adding(
        base.multiplied(by: line, precision: wide), precision: wide)
      var factors: [(mixture: Int, count: Int)] = []
      for factor in stage.factors {
        guard
          let place = transform.factors.firstIndex(where: { $0.mixture == factor.mixture })
        else { return nil }
        factors.append((place, factor.count))
        exponent = exponent.adding(
          mixtures[place].line.logarithm.multiplied(by: factor.count, precision: wide),
          precision: wide)
      }
      guard exponent.isFinite else { return nil }
      let own =
        isLast ? normalizer : BigFloat.adding(exponent.midpoint, .zero, precision: 64)
      var (dead, rest) = (RealBall.zero, Magnitude.zero)
      if index > 0, case .affine = stage.start {
        let removed = counts[index - 1]
        let place = BigFloat.subtracting(c, BigFloat(removed), precision: c.precision + 64)
        if bounds[removed] == nil {
          bounds[removed] = chain.logSizeBounds(
            at: place, precision: Precision(clamping: 160 + 2 * reach))
        }
        guard let size = bounds[removed]?[index].variance else { return nil }
        let shifted = size.subtracting(
          leasts[kind].multiplied(by: RealBall(exact: place), precision: wide), precision: wide)
        rest = .exponential(
          of: shifted.subtracting(RealBall(exact: before), precision: wide))
        dead = RealBall.one.subtracting(alive[chain.stages[index - 1]], precision: fine)
          .multiplied(
            by: RealBall(exact: -before).exponential(precision: fine), precision: fine)
      }
      stages.append(
        Stage(
          base: base, inverse: (-base).exponential(precision: fine),
          size: exponent.subtracting(RealBall(exact: own), precision: wide)
            .exponential(precision: fine), dead: dead, rest: rest,
          isAffine: stage.start.isAffine, factors: factors))
      before = own
    }
    self.stages = stages
  }

  /// e^(-normalizer) F_L(c + it).
  mutating func value(at t: BigFloat, bits: Int) -> ComplexBall {
    let precision = Precision(clamping: bits)
    let ordinate = RealBall(exact: t)
    let values = mixtures.indices.map { place in
      mixtures[place].values(at: t, bits: bits, gammas: &gammas)
    }
    let points = (0...(counts.first ?? 1)).map { i in
      ComplexBall(
        real: RealBall(
          exact: BigFloat.subtracting(c, BigFloat(i), precision: c.precision + 64)),
        imaginary: ordinate)
    }
    // |s - i|, for the binomial coefficients of the bounds.
    let moduli = points.map(\.magnitudeUpperBound)
    var current: [ComplexBall] = []
    for (stage, count) in zip(stages, counts) {
      var next: [ComplexBall] = []
      next.reserveCapacity(count)
      let wide = precision + (64 + t.exponent.asSize)
      let (sine, cosine) = stage.base.multiplied(by: ordinate, precision: wide)
        .sineAndCosine(precision: precision)
      var outer = ComplexBall(real: cosine, imaginary: sine)
        .multiplied(by: stage.size, precision: precision)
      for i in 0..<count {
        var value = outer
        for factor in stage.factors {
          let own = values[factor.mixture][i]
          value = value.multiplied(
            by: factor.count == 1
              ? own : own.power(factor.count, precision: precision + factor.count.bitWidthOfCount),
            precision: precision)
        }
        if stage.isAffine, !current.isEmpty {
          value = value.multiplied(
            by: sum(current, from: i, points: points, moduli: moduli, stage, precision),
            precision: precision)
        }
        next.append(value)
        outer = outer.multiplied(by: stage.inverse, precision: precision)
      }
      current = next
    }
    return current.first ?? .unbounded
  }

  /// e^(-A) [ P(y = 0) + E[(1 + lambda y)^(s-i); y > 0] ] from the values a_i, ..., a_(n-1): the sum
  /// Σ_j C(s-i, j) a_(i+j) by Horner's rule, and the bound of what is left out.
  private func sum(
    _ a: [ComplexBall], from i: Int, points: [ComplexBall], moduli: [Magnitude], _ stage: Stage,
    _ precision: Precision
  ) -> ComplexBall {
    var result = ComplexBall.zero
    var error = stage.rest
    for k in stride(from: a.count - 1, through: i, by: -1) {
      // (s - k)/(k - i + 1) is the quotient of the binomial coefficients for k + 1 and k.
      result = result.multiplied(by: points[k], precision: precision)
        .divided(by: RealBall(k - i + 1), precision: precision)
        .adding(a[k], precision: precision)
      error = (error * moduli[k]).divided(byLowerBound: Magnitude(UInt(k - i + 1)))
    }
    return result.adding(ComplexBall(stage.dead), precision: precision).addingError(error)
  }
}

extension BiasedChain.Start {
  fileprivate var isAffine: Bool {
    if case .affine = self { return true }
    return false
  }
}
