internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension ProductTransform {
  /// Docs/Theory/ProductLaw.md, "The nodes".
  func nodes(
    line: BigFloat, step: BigFloat, indices: Range<Int>, normalizer: BigFloat,
    bits: (Int) -> Int
  ) -> [ComplexBall] {
    guard !indices.isEmpty else { return [] }
    let goals = indices.map(bits)
    let most = goals.max() ?? 64
    let size = estimate(at: line.nearestDouble)
    let stepEstimate = step.nearestDouble
    // The bits of every factor at every node, relative to 1, its value on the real axis.
    let depths: [[Double]] = factors.indices.map { place in
      indices.map { size.depth(ofFactor: place, at: Double($0) * stepEstimate) }
    }
    var gammas = GammaQuotients(line: line)
    var sums: [MixtureNodeSum] = []
    for (place, factor) in factors.enumerated() {
      let extra = factor.count.bitWidth + 8
      let finest = zip(goals, depths[place]).map { $0 + extra + Int($1 / 0.693_147) }.max() ?? 64
      guard
        let onLine = MixtureOnLine(
          factor.mixture, sigma: line, precision: Precision(clamping: finest + 8))
      else { return indices.map { _ in .unbounded } }
      sums.append(
        MixtureNodeSum(onLine, step: step, isShared: factors.count > 1, bits: finest))
    }
    // e^(log m(c) - normalizer), for all factors.
    let reach = max(line.exponent.asSize, normalizer.exponent.asSize) + 64
    let wide = Precision(clamping: most + reach + 16)
    var logarithm = RealBall(exact: -normalizer)
    for (sum, factor) in zip(sums, factors) {
      logarithm = logarithm.adding(
        sum.line.logarithm.multiplied(by: RealBall(factor.count), precision: wide),
        precision: wide)
    }
    let bounded = leaks.map { leak in
      let extra = leak.count.bitWidth + 8
      return leak.factor.nodes(
        line: line, step: step, indices: indices, bits: goals.map { $0 + extra })
    }
    for (leak, values) in zip(leaks, bounded) {
      logarithm = logarithm.adding(
        values.logarithm.multiplied(by: RealBall(leak.count), precision: wide), precision: wide)
    }
    let unit = logarithm.exponential(precision: Precision(clamping: most + 16))

    return indices.enumerated().map { position, index in
      // Exact: an index has 64 bits.
      let t = BigFloat.multiplyingExactness(step, index, precision: step.precision + 64).value
      let goal = goals[position]
      let precision = Precision(clamping: goal + 16)
      var node = ComplexBall(unit.rounded(to: precision))
      for (leak, values) in zip(leaks, bounded) {
        node = node.multiplied(
          by: values.values[position].power(
            leak.count, precision: precision + leak.count.bitWidth), precision: precision)
      }
      var exponent = ComplexBall.zero
      for (place, factor) in factors.enumerated() {
        let extra = factor.count.bitWidth + 8
        let own = goal + extra + Int(depths[place][position] / 0.693_147)
        let value = sums[place].value(at: t, index: index, bits: own, gammas: &gammas)
        if factor.count <= 64 {
          node = node.multiplied(
            by: value.power(factor.count, precision: precision), precision: precision)
          continue
        }
        let inner = precision + (2 * extra)
        let power = value.logarithm(precision: inner)
        guard power.isFinite else {
          // So small that its argument is not known.
          let bound = value.magnitudeUpperBound.power(UInt(factor.count.asInt ?? .max))
          node = ComplexBall.zero.addingError(node.magnitudeUpperBound * min(bound, .one))
          continue
        }
        exponent = exponent.adding(
          power.multiplied(by: RealBall(factor.count), precision: inner + 32),
          precision: inner + 32)
      }
      if !exponent.isZero {
        node = node.multiplied(by: exponent.exponential(precision: precision), precision: precision)
      }
      if hasReciprocal {
        node = node.divided(
          by: ComplexBall(real: RealBall(exact: line), imaginary: RealBall(exact: t)),
          precision: precision)
      }
      return node
    }
  }
}

extension ProductSize {
  /// How far a factor has fallen at height t, as a logarithm.
  func depth(ofFactor place: Int, at t: Double) -> Double {
    max(0, -fall(ofFactor: place, at: t))
  }
}

/// The quotients Γ(x + it)/Γ(x) that several factors need at one node.
struct GammaQuotients {
  private let line: BigFloat
  private var lines: [Int: StirlingLine] = [:]
  private var logarithms: [Int: (bits: Int, value: RealBall)] = [:]
  /// Of the last node.
  private var known: [Int: (t: BigFloat, bits: Int, value: ComplexBall)] = [:]

  init(line: BigFloat) { self.line = line }

  /// Γ(k/2 + c + it)/Γ(k/2 + c) with about so many bits after the point.
  mutating func quotient(_ k: Int, at t: BigFloat, bits: Int) -> ComplexBall {
    if let last = known[k], last.t == t, last.bits >= bits { return last.value }
    let half = RealBall(k).scaled(byPowerOfTwo: -1)
    let x = half.adding(
      RealBall(exact: line), precision: Precision(clamping: 64 + line.precision.bits + 64))
    let size = max(0, x.midpoint.exponent.asSize)
    let precision = Precision(clamping: bits + 16)
    if lines[k] == nil { lines[k] = StirlingLine(x) }
    let wide = Precision(clamping: bits + 2 * size + 24)
    if logarithms[k].map({ $0.bits < bits }) ?? true {
      let inner = Precision(clamping: bits + 64 + 2 * size + 24)
      logarithms[k] = (bits + 64, x.logGamma(precision: inner))
    }
    guard let (logarithm, divisor) = lines[k]?.value(at: t, bits: bits + 8),
      let base = logarithms[k]?.value
    else { return .unbounded }
    let value = logarithm.subtracting(ComplexBall(base), precision: wide)
      .exponential(precision: precision).divided(by: divisor, precision: precision)
    known[k] = (t, bits, value)
    return value
  }
}
