internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// A cluster's part at an exact positive argument of machine words.
extension ResidueSeriesPlan {
  /// The part with an error of about 2^-bits by the cheaper of two methods; nil where the argument or
  /// the parameters are not words.
  func wordContribution(
    _ index: Int, _ estimate: ResidueEstimate, bits: Double
  ) throws(SpecialFunctionError) -> (value: RealBall, precision: Precision)? {
    let cluster = problem.clusters[index]
    guard let constant = wordConstant(cluster) else { return nil }
    let cost = WordCost(cluster, estimate, bits: bits)
    if cost.splitting < cost.recurrence,
      let part = splitSum(index, estimate, constant, bits: bits)
    {
      return part
    }
    return try wordSum(index, estimate, constant, bits: bits)
  }

  /// The constant factor of each step, when the argument is exact and all are words.
  func wordConstant(_ cluster: ResidueCluster) -> (numerator: Int, denominator: Int)? {
    guard argument.logarithmicRadius.isZero, let z = argument.positiveWords else { return nil }
    return cluster.wordConstant(times: z)
  }

  /// About the nanoseconds of the two methods, fitted to measurements.
  struct WordCost {
    let recurrence: Double
    let splitting: Double

    init(_ cluster: ResidueCluster, _ estimate: ResidueEstimate, bits: Double) {
      let limbs = 2 + max(0, bits + estimate.initialSeries + estimate.largestTerm) / 64
      let order = Double(cluster.order)
      let count = Double(estimate.count)
      let factors = Double(cluster.numerators.count + cluster.denominators.count)
      // Bits of a step's factors half way.
      let stepBits = factors * Double.log2(count / 2 + 2)
      let words = 1 + (stepBits / 61).rounded(.down)
      let pairs = order * (order + 1) / 2
      // On the average half the limbs: a division of each coefficient, and products with words.
      recurrence =
        count * words * (order * (limbs * 1.4 + 20) + pairs * (limbs * 0.35 + 6)) + 3000
      // GMP's products.
      func product(_ limbs: Double) -> Double { 1.2 * Double.pow(limbs, 1.58) }
      let leaf = count * 2 * pairs * words * (10 + stepBits / 5)
      let size = cluster.numerators.isEmpty ? order : 3 * pairs
      let tree = 4.5 * (2 * pairs + size) * product(limbs / 2)
      splitting = leaf + tree + 6 * pairs * product(limbs) + 8000
    }

    var best: Double { min(recurrence, splitting) }
  }

  /// The part by ``ResidueWordSum``.
  func wordSum(
    _ index: Int, _ estimate: ResidueEstimate, _ constant: (numerator: Int, denominator: Int),
    bits: Double
  ) throws(SpecialFunctionError) -> (value: RealBall, precision: Precision)? {
    let cluster = problem.clusters[index]
    guard let rough = problem.initialWords(index, limbs: 1) else { return nil }
    let order = cluster.order
    let radius = ResidueWordSum.radius(cluster)
    let base = cluster.base.nearestDouble
    let powers = PowerBounds(
      logarithm: argument.log2Magnitude.magnitude * 0.693_147_180_56, count: order)
    // The estimate counts with R = 1/2.
    let weight = order > 1 ? Double(order - 1) * (-1 - Double.log2(radius)) : 0
    let height = powers.log2Sum + estimate.largestTerm
    let needed =
      bits + Double(rough.exponent) + base * argument.log2Magnitude + height
      + Double.log2(Double(estimate.count) + 2) + weight + 6
    guard needed < Double(Precision.maximum.bits / 4) else {
      throw ResidueSeriesPlan.tooManyTerms
    }
    let limbs = max(1, Int((needed / 64).rounded(.up)))
    guard let words = problem.initialWords(index, limbs: limbs) else { return nil }
    let working = Precision(clamping: 64 * limbs + 16)
    // -log z in units of 2^(-64 limbs).
    var slope = (value: Integer.zero, error: 0.0)
    if order > 1 {
      let logarithm = argument.logarithm(precision: working).real
      slope = (
        -logarithm.midpoint.fixedPoint(bits: 64 * limbs),
        logarithm.radius.scaled(byPowerOfTwo: 64 * limbs).doubleUpperBound + 1
      )
    }
    let error = powers.initialError(
      slopeError: slope.error, seriesError: words.error, radius: radius)
    let tail = ResidueTail(cluster, log2Magnitude: argument.log2Magnitude)
    var room = max(powers.limbs, 1 + Int(max(0, height + 1) / 64)) + 2
    for _ in 0..<4 {
      let rows = LimbRows(
        words.series, timesExponentialOf: slope.value, limbs: limbs, powerLimbs: powers.limbs,
        count: order, capacity: limbs + room)
      var sum = ResidueWordSum(
        cluster, rows: rows, error: error, limbs: limbs, constant: constant, tail: tail)
      if let value = try sum.run(largestCount: 2 * estimate.count + 4096) {
        let scaled = value.scaled(byPowerOfTwo: words.exponent)
        return (timesPowerOfArgument(scaled, cluster.base, precision: working), working)
      }
      room *= 2
    }
    return nil
  }

  /// The part by ``ResidueSplitting``; nil where the tail after the foreseen terms has no bound.
  func splitSum(
    _ index: Int, _ estimate: ResidueEstimate, _ constant: (numerator: Int, denominator: Int),
    bits: Double
  ) -> (value: RealBall, precision: Precision)? {
    let cluster = problem.clusters[index]
    // The quotient of series and its product with I lose some bits for each coefficient.
    let needed =
      bits + estimate.initialSeries + estimate.largestTerm + 20 + Double(2 * cluster.order)
    guard needed < Double(Precision.maximum.bits / 4) else { return nil }
    let working = Precision(clamping: Int(max(64, needed)))
    let tail = ResidueTail(cluster, log2Magnitude: argument.log2Magnitude)
    let count = max(estimate.count, tail.safeIndex)
    var splitting = ResidueSplitting(cluster, constant: constant, largestCount: count)
    guard let sums = splitting.sums(count: count, tail: tail, precision: working) else {
      return nil
    }
    let lastOrder = cluster.pieces.last?.order ?? 0
    let initial = initialSeries(cluster, precision: working).map(\.real)
    var total = RealBall.zero
    for (order, series) in zip(sums.orders, sums.values) {
      for i in 0..<order {
        var term = series[order - 1 - i]
        if order == lastOrder { term = term.addingError(sums.tail) }
        total = total.adding(
          initial[i].multiplied(by: term, precision: working), precision: working)
      }
    }
    return (total, working)
  }

  /// The product with z^base.
  private func timesPowerOfArgument(
    _ value: RealBall, _ base: Rational, precision: Precision
  ) -> RealBall {
    guard !base.isZero, let z = argument.rational else { return value }
    let inner = precision + (16 + base.floor.bitWidth)
    let power: RealBall
    if let exponent = base.asInt {
      power = RealBall(z, precision: inner).power(exponent, precision: inner)
    } else {
      power = argument.logarithm(precision: inner).real
        .multiplied(by: RealBall(base, precision: inner), precision: inner)
        .exponential(precision: inner)
    }
    return value.multiplied(by: power, precision: precision)
  }
}

/// Bounds of the λ_j = |log z|^j/j!, j < count: Docs/Theory/MeijerG.md, "One sum".
private struct PowerBounds {
  let values: [Double]
  let logarithm: Double
  /// log2 of their sum.
  let log2Sum: Double
  /// Limbs before the point that hold every j λ_j.
  let limbs: Int

  init(logarithm: Double, count: Int) {
    // Upper bounds: the logarithm is known to more than 40 bits.
    self.logarithm = logarithm * (1 + 0x1p-30) + 0x1p-30
    var values = [1.0]
    var sum = 1.0
    var largest = 1.0
    for j in 1..<max(count, 1) {
      let next = values[j - 1] * self.logarithm / Double(j) * (1 + 0x1p-40)
      values.append(next)
      sum += next
      largest = max(largest, next * Double(j))
    }
    self.values = values
    log2Sum = Double.log2(sum)
    limbs = 1 + Int(Double.log2(largest) + 1) / 64
  }

  /// A bound of sum_i |error_i| R^i for rows I: "One sum", too.
  func initialError(slopeError: Double, seriesError: Double, radius: Double) -> Double {
    // Of the λ_j: with Λ_j + err λ_j for the computed ones.
    var errors = [0.0]
    for j in 1..<max(values.count, 1) {
      let carried = (logarithm + slopeError * 0x1p-60) * errors[j - 1]
      errors.append((carried + values[j - 1] * slopeError + 1) / Double(j) + 1)
    }
    // The norm of a product is at most the product of the norms; the series has |c_i| <= 1.
    var (powerNorm, errorNorm, size, weight) = (0.0, 0.0, 0.0, 1.0)
    for j in values.indices {
      powerNorm += (values[j] + errors[j] * 0x1p-60) * weight
      errorNorm += errors[j] * weight
      size += weight
      weight *= radius
    }
    return (size * errorNorm + powerNorm * (seriesError + 1) * size + size) * (1 + 0x1p-30)
  }
}
