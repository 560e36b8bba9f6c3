internal import BallArithmetic
internal import Multiprecision

/// The Mellin transforms F_l(s) = E[z_l^s; z_l > 0] of the stages of a chain on one line.
///
/// A stage is kept as a_k = Γ(-s_k) lambda^s_k F(s_k), lambda = slope/shift of the next stage: so the
/// next stage is a contraction in ℓ², and errors do not grow along the chain.
///
/// Docs/Theory/BiasedLaw.md.
struct MellinChain {
  let chain: BiasedChain
  let plan: ChainPlan
  let nodes: ChainNodes
  let bounds: ChainBounds
  let kernel: ToeplitzKernel?
  let reflected: [ComplexBall]
  private let transforms: [(mixture: ChiSquareMixture, values: [ComplexBall])]
  private let moments: [[RealBall]]
  let precision: Precision

  /// What is known before a stage.
  struct State {
    var vector: ConjugateVector
    /// A bound of the ℓ² norm of the difference from the true sequence, over all k.
    var error: Magnitude
    /// A bound of the ℓ² norm of the vector.
    var norm: Magnitude
  }

  /// What a stage adds besides the sums: Γ(-s) times a polynomial, by the parity of k; and the
  /// bounds of the discretization, each times Π_(i <= degree) |i - s|.
  struct Increment {
    let even: LinearFactorSum
    let odd: LinearFactorSum
    let discretization: [(size: Magnitude, degree: Int)]
  }

  init(_ chain: BiasedChain, plan: ChainPlan) {
    (self.chain, self.plan) = (chain, plan)
    nodes = ChainNodes(plan)
    bounds = ChainBounds(plan)
    precision = nodes.precision
    kernel = plan.innerCount > 0 ? ToeplitzKernel(nodes, plan: plan, vectorBits: plan.bits) : nil
    reflected = (0...plan.finalCount).map { [nodes] in nodes.reflected($0) }
    var transforms: [(mixture: ChiSquareMixture, values: [ComplexBall])] = []
    // The last stage's first: it needs the most points.
    let kinds = [chain.stages.last].compactMap { $0 } + Array(chain.kinds.indices)
    for kind in kinds {
      let count = kind == chain.stages.last ? plan.finalCount : plan.innerCount
      for factor in chain.kinds[kind].factors
      where !transforms.contains(where: { $0.mixture == factor.mixture && $0.values.count > count })
      {
        transforms.append((factor.mixture, nodes.mellin(factor.mixture, count: count)))
      }
    }
    self.transforms = transforms
    // One more than the poles, for the bounds between integers.
    moments = chain.moments(
      through: (plan.right.floor.asInt ?? 0) + (chain.isStationary ? 0 : 2),
      precision: nodes.precision + 32)
  }

  /// (base)^s_k Π M(s_k) of a stage's factors.
  func factors(
    of stage: BiasedChain.Stage, logarithm: RealBall, count: Int
  ) -> [ComplexBall] {
    let c = RealBall(2 * plan.order + 1).scaled(byPowerOfTwo: -1)
    let wide = precision + 64
    let size = logarithm.multiplied(by: c, precision: wide).exponential(precision: precision)
    let turns = nodes.rotations(logarithm, count: count)
    let own = stage.factors.map { factor in
      transforms.first { $0.mixture == factor.mixture && $0.values.count > count }?.values ?? []
    }
    return (0...count).map { k in
      var value = turns[k].multiplied(by: size, precision: precision)
      for (factor, values) in zip(stage.factors, own) {
        value = value.multiplied(
          by: factor.count == 1 ? values[k] : values[k].power(factor.count, precision: precision),
          precision: precision)
      }
      return value
    }
  }

  /// The logarithm of the stage's constant V or shift, with its scales.
  func logarithm(of stage: BiasedChain.Stage) -> RealBall {
    let wide = precision + 64
    return stage.leastVariance.ball(precision: wide).logarithm(precision: wide)
      .adding(stage.scaleLogarithm(precision: wide), precision: wide)
  }

  /// lambda of the stage, and its logarithm.
  func ratio(of stage: BiasedChain.Stage) -> RealBall {
    guard case .affine(let shift, let slope) = stage.start else { return .unbounded }
    let wide = precision + 64
    return slope.ball(precision: wide).divided(by: shift.ball(precision: wide), precision: wide)
  }

  /// Upper bounds of E[z^m; z > 0] after a stage.
  private func momentBounds(after index: Int) -> [Magnitude] {
    moments[index].map(\.magnitudeUpperBound)
  }

  /// A bound of E[z^sigma; z > 0] after a stage, sigma > -1/2.
  func size(after index: Int, at sigma: Rational) -> Magnitude {
    if sigma.isPositive, chain.isStationary { return chain.sizeBound(after: index, at: sigma) }
    if !sigma.isNegative { return bounds.moment(momentBounds(after: index), at: sigma) }
    // V is at least its least value.
    let stage = chain.kinds[chain.stages[index]]
    let p = ChainBounds.precision
    let s = RealBall(sigma, precision: p)
    return stage.leastVariance.ball(precision: p).power(s, precision: p)
      .multiplied(by: stage.factor(at: s, precision: p), precision: p).magnitudeUpperBound
  }

  /// The corrections of a stage for the poles of Γ(-t), and the bounds of what is left.
  ///
  /// Docs/Theory/BiasedLaw.md, "One stage".
  func increment(of index: Int) -> Increment {
    let stage = chain.kinds[chain.stages[index]]
    let wide = precision + 32
    let lambda = ratio(of: stage)
    let alive = chain.alive(kind: chain.stages[index - 1], precision: wide)
    let dead = RealBall.one.subtracting(alive, precision: wide)
    let period = RealBall.pi(precision: wide).divided(
      by: RealBall(exact: plan.spacing), precision: wide)
    var power = RealBall.one
    var (even, odd): ([RealBall], [RealBall]) = ([], [])
    for m in 0...(plan.right.floor.asInt ?? 0) {
      let moment = m == 0 ? alive : moments[index - 1][m]
      let term = power.multiplied(by: moment, precision: wide)
      power = power.multiplied(by: lambda, precision: wide)
      if m < plan.order {
        even.append(term)
        odd.append(term)
      } else {
        // e^(2 pi (m - c)/h), h = 2 delta.
        let weight = period.multiplied(by: 2 * (m - plan.order) - 1, precision: wide)
          .scaled(byPowerOfTwo: -1).exponential(precision: wide)
        even.append(term.divided(by: weight.adding(1, precision: wide), precision: wide))
        odd.append(
          term.divided(by: RealBall.one.subtracting(weight, precision: wide), precision: wide))
      }
      if m == 0 {
        even[0] = even[0].adding(dead, precision: wide)
        odd[0] = odd[0].adding(dead, precision: wide)
      }
    }
    func sum(_ coefficients: [RealBall]) -> LinearFactorSum {
      LinearFactorSum(
        coefficients, start: 2 * plan.order + 1, divisor: 2, direction: -1,
        numerator: plan.numerator, shift: plan.shift,
        bits: wide.bits + coefficients.count.bitWidthOfCount)
    }

    let p = ChainBounds.precision
    let c = Rational(2 * plan.order + 1) / 2
    let step = bounds.spacing.scaled(byPowerOfTwo: 1)
    var discretization: [(size: Magnitude, degree: Int)] = []
    for sigma in [c - ChainPlan.leftDistance, plan.right] {
      let (factor, degree) = bounds.edge(at: sigma)
      let scale = lambda.rounded(to: p).power(RealBall(sigma, precision: p), precision: p)
        .magnitudeUpperBound
      let aliasing = bounds.aliasing(
        distance: RealBall((sigma - c).magnitude, precision: p), step: step)
      discretization.append(
        (factor * scale * size(after: index - 1, at: sigma) * aliasing, degree))
    }
    return Increment(even: sum(even), odd: sum(odd), discretization: discretization)
  }

  /// What an increment adds at k = 0, ..., count.
  func terms(_ increment: Increment, count: Int) -> [ComplexBall] {
    (0...count).map { k in
      let polynomial = (k.isMultiple(of: 2) ? increment.even : increment.odd).value(k)
      return reflected[k].multiplied(by: polynomial, precision: precision)
    }
  }

  /// a_k/2 + r_k at k = 0, ..., count.
  func sums(
    _ a: ConjugateVector, _ kernel: ToeplitzKernel, count: Int
  ) -> [ComplexBall] {
    let r = kernel.sums(a, outputs: count)
    return (0...count).map { k in
      var (x, y) = (r.real[k], r.imaginary[k])
      if k <= a.count {
        // Half of a_k, in the units of r.
        x += a.real[k] << (a.exponent - r.exponent - 1)
        y += a.imaginary[k] << (a.exponent - r.exponent - 1)
      }
      return ComplexBall(
        real: RealBall(exact: BigFloat(mantissa: x, exponent: r.exponent)),
        imaginary: RealBall(exact: BigFloat(mantissa: y, exponent: r.exponent)))
    }
  }

  /// Γ(-s_k) E[V^s_k]/shift^s_k of a stage at k = 0, ..., count.
  private func values(
    _ state: State, _ increment: Increment, count: Int
  ) -> [ComplexBall] {
    guard let kernel else { return [] }
    return zip(sums(state.vector, kernel, count: count), terms(increment, count: count)).map {
      $0.adding($1, precision: precision)
    }
  }

  /// A bound of the error of the sums, without the discretization's, in ℓ².
  func sumError(_ state: State, count: Int) -> Magnitude {
    guard let kernel else { return .infinity }
    return bounds.norm * state.error + kernel.relativeError(outputs: count) * state.norm
  }

  /// The next state, from the values a_k and a bound of the errors that their radii do not hold.
  func state(
    _ values: [ComplexBall], bits: Int? = nil, error: Magnitude, tail: Magnitude
  ) -> State {
    let top = values[0].magnitudeUpperBound
    guard top.isFinite, top > .zero else {
      return State(
        vector: ConjugateVector(real: [.zero], imaginary: [.zero], exponent: 0), error: .infinity,
        norm: .zero)
    }
    let length = bits ?? plan.bits
    let exponent = top.exponent - length
    var vector = ConjugateVector(real: [], imaginary: [], exponent: exponent)
    var (squares, errors) = (Magnitude.zero, Magnitude.zero)
    for (k, value) in values.enumerated() {
      let (x, y) = (
        value.real.fixedPoint(bits: -exponent), value.imaginary.fixedPoint(bits: -exponent)
      )
      // |a_k| <= a_0: a value that is far above it has an error that is useless, and has no room
      // in the product of the next stage.
      guard max(x.value.bitWidth, y.value.bitWidth) <= length + 1 else {
        return State(
          vector: ConjugateVector(real: [.zero], imaginary: [.zero], exponent: 0),
          error: .infinity, norm: .zero)
      }
      vector.real.append(x.value)
      vector.imaginary.append(k == 0 ? .zero : y.value)
      // Counted for k and -k.
      errors += (x.error * x.error + y.error * y.error).scaled(byPowerOfTwo: 1)
      let size = value.magnitudeUpperBound + Magnitude(2).scaled(byPowerOfTwo: exponent)
      squares += (size * size).scaled(byPowerOfTwo: 1)
    }
    let local = errors.squareRoot.scaled(byPowerOfTwo: exponent)
    return State(
      vector: vector, error: error + local + tail * (top + error + local), norm: squares.squareRoot)
  }

  /// F_L at the points of the line.
  func line() -> BiasedLine? {
    if chain.stages.count < 2 { return finish(nil) }
    return stateBeforeLast().flatMap { finish($0) }
  }

  /// E[z^m; z > 0] after a stage, m >= 1 below the right edge.
  func momentAfter(_ index: Int, order m: Int) -> RealBall { moments[index][m] }

  /// What is known before the last stage; nil where no bound was found.
  func stateBeforeLast() -> State? {
    let count = plan.innerCount
    var current: State?
    var cache: [[Int]: [ComplexBall]] = [:]
    var tails: [Int: Magnitude] = [:]
    for index in chain.stages.indices.dropLast() {
      if index == 0, chain.isStationary {
        current = stationaryState()
        if current == nil { return nil }
        continue
      }
      let (kind, next) = (chain.stages[index], chain.stages[index + 1])
      let stage = chain.kinds[kind]
      let wide = precision + 64
      let multipliers =
        cache[[kind, next]]
        ?? factors(
          of: stage,
          logarithm: logarithm(of: stage).adding(
            ratio(of: chain.kinds[next]).logarithm(precision: wide), precision: wide),
          count: count)
      cache[[kind, next]] = multipliers
      let tail = tails[kind] ?? bounds.tail(of: stage, count: count, isReflected: true)
      tails[kind] = tail
      var values: [ComplexBall]
      var error = Magnitude.zero
      if let state = current, case .affine = stage.start {
        let increment = increment(of: index)
        values = self.values(state, increment, count: count)
        error = sumError(state, count: count)
        for part in increment.discretization {
          error += part.size * bounds.gammaNorm(degree: part.degree)
        }
        error *= multipliers[0].magnitudeUpperBound
      } else {
        values = Array(reflected[...count])
      }
      for k in values.indices {
        values[k] = values[k].multiplied(by: multipliers[k], precision: precision)
      }
      current = state(values, error: error, tail: tail)
      if current?.error.isFinite != true { return nil }
    }
    return current
  }

  /// The last stage.
  private func finish(_ state: State?) -> BiasedLine? {
    let index = chain.stages.count - 1
    let stage = chain.kinds[chain.stages[index]]
    let count = plan.finalCount
    let multipliers = factors(of: stage, logarithm: logarithm(of: stage), count: count)
    var values = multipliers
    var errors = Array(repeating: Magnitude.zero, count: count + 1)
    if let state, case .affine = stage.start {
      let increment = increment(of: index)
      let sums = self.values(state, increment, count: count)
      let common = sumError(state, count: count)
      for k in 0...count {
        values[k] = multipliers[k].multiplied(by: sums[k], precision: precision)
          .divided(by: reflected[k], precision: precision)
        // Π |i - s_k|, i = 0, ..., degree.
        let s = nodes.abscissa(k)
        var error = common.divided(
          byLowerBound: reflected[k].magnitude(precision: 64).distanceFromZeroLowerBound)
        for part in increment.discretization {
          var product = part.size
          for i in 0...part.degree {
            product *= s.subtracting(ComplexBall(i), precision: 64).magnitudeUpperBound
          }
          error += product
        }
        errors[k] = error * multipliers[k].magnitudeUpperBound
      }
    }
    let tail = bounds.tail(of: stage, count: count, isReflected: false)
    let c = Rational(2 * plan.order + 1) / 2
    let left = plan.order == 0 ? c - ChainPlan.leftDistance : c - 1
    let alive = chain.alive(kind: chain.stages[index], precision: precision)
    let edges = [left, chain.isStationary ? plan.right : c + 1].map { sigma in
      BiasedLine.Edge(
        sigma: sigma, integral: edgeIntegral(of: stage, at: sigma) * size(after: index, at: sigma))
    }
    return BiasedLine(
      plan: plan, nodes: nodes, values: values, errors: errors, tail: tail, edges: edges,
      alive: alive)
  }

  /// A bound of (1/2 pi) ∫ |M(sigma + it)/M(sigma)| dt for one factor of the stage.
  ///
  /// Docs/Theory/BiasedLaw.md, "The last integral".
  private func edgeIntegral(of stage: BiasedChain.Stage, at sigma: Rational) -> Magnitude {
    let p = ChainBounds.precision
    let width = stage.factors.map(\.mixture.width).min() ?? 1
    let x = RealBall(Rational(width) / 2 + sigma, precision: p)
    let root = x.squareRoot(precision: p).multiplied(
      by: x.adding(1, precision: p).squareRoot(precision: p).squareRoot(precision: p),
      precision: p)
    let pi = RealBall.pi(precision: p)
    return root.multiplied(
      by: pi.power(Rational(-1) / 4, precision: p), precision: p
    ).scaled(byPowerOfTwo: -1).magnitudeUpperBound
  }
}
