internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// The evaluation of a residue series: precision foreseen, sums, verification.
struct ResidueSeriesPlan {
  let problem: ResidueProblem
  let argument: ResidueArgument

  init(_ problem: ResidueProblem, argument: ResidueArgument) {
    self.problem = problem
    self.argument = argument
  }

  /// What is foreseen of an evaluation.
  struct Outline {
    /// About log2 of the value.
    var size: Double
    /// The accuracy that the sums need, 2^-bits.
    var bits: Double
    var estimates: [ResidueEstimate]
    /// About the nanoseconds.
    var cost: Double
    var nanoseconds: Double { cost > ResidueSeriesPlan.largestCost ? .infinity : cost }
  }

  /// A limit for the nanoseconds, about a minute.
  static let largestCost = 5e10

  static let tooManyTerms = SpecialFunctionError.outOfReach(
    "the residue series of this Meijer G function needs too many terms at this argument and"
      + " precision; the contour integral may reach it")

  /// About log2 of the value.
  private func foreseenSize() throws(SpecialFunctionError) -> Double {
    if let size = problem.size { return size.log2Size(argument) }
    var top = -Double.infinity
    for cluster in problem.clusters {
      guard let estimate = ResidueEstimate(cluster, argument: argument, bits: 0) else {
        throw ResidueSeriesPlan.tooManyTerms
      }
      top = max(top, estimate.initialSeries + estimate.largestTerm)
    }
    return argument.log2Magnitude < 0 ? top : min(top, 0)
  }

  /// The first attempt at a precision.
  func outline(precision: Precision) throws(SpecialFunctionError) -> Outline {
    if problem.clusters.isEmpty { return Outline(size: 0, bits: 0, estimates: [], cost: 0) }
    let size = try foreseenSize()
    var outline = try outline(bits: Double(precision.bits) + 8 - size, size: size)
    // The value is no larger than the terms: where the first poles cancel, the saddle is not.
    let top = outline.estimates.map { $0.initialSeries + $0.largestTerm }.max() ?? size
    if size > top + 4 {
      outline = try self.outline(bits: Double(precision.bits) + 8 - top, size: top)
    }
    return outline
  }

  private func outline(bits: Double, size: Double) throws(SpecialFunctionError) -> Outline {
    var estimates: [ResidueEstimate] = []
    var cost = 5000.0
    for cluster in problem.clusters {
      guard
        let estimate = ResidueEstimate(cluster, argument: argument, bits: bits)
      else { throw ResidueSeriesPlan.tooManyTerms }
      estimates.append(estimate)
      cost += initialCost(
        cluster,
        bits: max(0, bits) + estimate.initialSeries.magnitude + estimate.largestTerm)
      if wordConstant(cluster) != nil {
        cost += WordCost(cluster, estimate, bits: bits).best
        continue
      }
      let factors = Double(cluster.numerators.count + cluster.denominators.count + 1)
      let limbs = 2 + (max(0, bits) + estimate.initialSeries.magnitude + estimate.largestTerm) / 64
      cost +=
        Double(estimate.count) * Double(cluster.order) * (4 + factors)
        * (20 + limbs) * (argument.isReal ? 0.5 : 1)
    }
    return Outline(size: size, bits: bits, estimates: estimates, cost: cost)
  }

  /// About the nanoseconds of the gamma functions and their derivatives at the first pole; next to
  /// nothing at integers and halves, where they come from few constants.
  private func initialCost(_ cluster: ResidueCluster, bits: Double) -> Double {
    let isDear =
      cluster.order > 1
      && cluster.gammaFactors.contains { !($0.factor.argument + $0.factor.argument).isInteger }
    return isDear ? 0.0066 * Double.pow(bits, 2.5) : 0
  }

  func value(
    precision: Precision, outline first: Outline? = nil
  ) throws(SpecialFunctionError) -> ComplexBall {
    if problem.clusters.isEmpty { return .zero }
    if argument.logarithmicRadius.isInfinite { return .unbounded }
    var outline: Outline
    if let first { outline = first } else { outline = try self.outline(precision: precision) }
    var extra = 0.0
    var attempts = 0
    while true {
      if outline.cost > ResidueSeriesPlan.largestCost { throw ResidueSeriesPlan.tooManyTerms }
      attempts += 1
      var parts: [(value: ComplexBall, spread: Magnitude, precision: Precision)] = []
      var spread = Magnitude.zero
      var loss = 0.0
      for (index, estimate) in outline.estimates.enumerated() {
        let part = try contribution(index, estimate, outline)
        parts.append(part)
        spread += part.spread
        loss = max(loss, estimate.initialSeries + estimate.largestTerm - outline.size)
      }
      // The most precise part's bits lose nothing of the others'.
      let longest = (parts.map(\.precision).max() ?? precision) + 16
      var center = parts.first?.value ?? .zero
      for part in parts.dropFirst() { center = center.adding(part.value, precision: longest) }
      let accuracy = center.relativeAccuracyBits
      if accuracy >= precision.bits || attempts >= 6 {
        return center.rounded(to: precision + 4).addingError(spread)
      }
      if center.containsZero {
        // Either the value is zero or it is smaller than foreseen.
        let limit = 4 * (Double(precision.bits) + max(0, loss)) + 512
        if extra >= limit { return center.rounded(to: precision + 4).addingError(spread) }
        extra = min(limit, max(2 * extra, Double(precision.bits) + max(0, loss) + 64))
      } else {
        extra += Double(precision.bits - accuracy) + 8
      }
      outline = try self.outline(
        bits: Double(precision.bits) + 8 - outline.size + extra, size: outline.size)
    }
  }

  /// One cluster's part: at the center, and how far it may move over the argument's ball.
  private func contribution(
    _ index: Int, _ estimate: ResidueEstimate, _ outline: Outline
  ) throws(SpecialFunctionError) -> (value: ComplexBall, spread: Magnitude, precision: Precision) {
    if let part = try wordContribution(index, estimate, bits: outline.bits) {
      return (ComplexBall(part.value), .zero, part.precision)
    }
    return try generalSum(index, estimate, outline)
  }

  /// The part by ``ResidueRecurrence``, for any argument.
  func generalSum(
    _ index: Int, _ estimate: ResidueEstimate, _ outline: Outline
  ) throws(SpecialFunctionError) -> (value: ComplexBall, spread: Magnitude, precision: Precision) {
    let cluster = problem.clusters[index]
    let terms = Double.log2(Double(estimate.count) + 2)
    let bits = max(64, outline.bits + estimate.initialSeries + estimate.largestTerm + terms + 12)
    guard bits < Double(Precision.maximum.bits / 4) else { throw ResidueSeriesPlan.tooManyTerms }
    let working = Precision(clamping: Int(bits))
    let moments = momentCount(
      estimate, base: cluster.base,
      loss: estimate.initialSeries + estimate.largestTerm - outline.size)
    guard
      var recurrence = ResidueRecurrence(
        cluster, argument: argument, fractionBits: working.bits,
        largestTermBits: Int(estimate.largestTerm), momentCount: moments)
    else { return (.unbounded, .zero, working) }
    let sums = try recurrence.run(largestCount: 2 * estimate.count + 4096)
    let initial = initialSeries(cluster, precision: working)
    let value = combine(sums, initial, cluster, moment: 0, precision: working)
    if argument.logarithmicRadius.isZero { return (value, .zero, working) }
    return (value, spread(sums, initial, cluster, moments, working), working)
  }

  /// The initial series with z^(-s_0 - e).
  func initialSeries(_ cluster: ResidueCluster, precision: Precision) -> [ComplexBall] {
    let order = cluster.order
    if order == 1, cluster.base.isZero {
      return cluster.initialSeries(count: order, precision: precision).map { ComplexBall($0) }
    }
    let sizeBits = cluster.base.isZero ? 0 : max(0, cluster.base.floor.bitWidth + 12)
    let inner = precision + (16 + sizeBits)
    let logarithm = argument.logarithm(precision: inner)
    if logarithm.isReal {
      // One exponential of a series serves the gamma factors and z^(-e).
      let series = cluster.initialSeries(
        count: order, slope: -logarithm.real, precision: precision)
      if cluster.base.isZero { return series.map { ComplexBall($0) } }
      let power = logarithm.real.multiplied(
        by: RealBall(cluster.base, precision: inner), precision: inner
      ).exponential(precision: inner)
      return series.map { ComplexBall($0.multiplied(by: power, precision: precision)) }
    }
    let series = cluster.initialSeries(count: order, precision: precision)
    var power = ComplexBall.one
    if !cluster.base.isZero {
      power = logarithm.multiplied(
        by: RealBall(cluster.base, precision: inner), precision: inner
      ).exponential(precision: inner)
    }
    // Coefficients of z^base e^(-e log z).
    var factors = [power]
    for i in 1..<max(order, 1) {
      factors.append(
        factors[i - 1].multiplied(by: -logarithm, precision: precision)
          .divided(by: RealBall(i), precision: precision))
    }
    return (0..<order).map { n in
      var sum = ComplexBall.zero
      for j in 0...n {
        sum = sum.adding(
          factors[n - j].multiplied(by: series[j], precision: precision), precision: precision)
      }
      return sum
    }
  }

  /// (z d/dz)^moment of the cluster's sum of residues: -s = base + k - e at the poles.
  private func combine(
    _ sums: ResidueRecurrence.Sums, _ initial: [ComplexBall], _ cluster: ResidueCluster,
    moment: Int, precision: Precision
  ) -> ComplexBall {
    var total = ComplexBall.zero
    // A negative argument has real sums, and a complex initial series.
    let isReal = argument.isReal && initial.allSatisfy(\.isReal)
    for (index, order) in sums.orders.enumerated() {
      var series = sums.values[index][0]
      if moment > 0 {
        // Horner's scheme: sum_l C(j, l) k^l (base - e)^(j - l).
        series = Array(repeating: .zero, count: order)
        let base = RealBall(cluster.base, precision: precision)
        for l in 0...moment {
          for i in stride(from: order - 1, through: 0, by: -1) {
            var value = series[i].multiplied(by: base, precision: precision)
            if i > 0 { value = value.subtracting(series[i - 1], precision: precision) }
            series[i] = value
          }
          let weight = RealBall(Integer.binomial(Integer(moment), l))
          for i in 0..<order {
            series[i] = series[i].adding(
              sums.values[index][l][i].multiplied(by: weight, precision: precision),
              precision: precision)
          }
        }
      }
      if isReal {
        var sum = RealBall.zero
        for i in 0..<order {
          sum = sum.adding(
            initial[i].real.multiplied(by: series[order - 1 - i].real, precision: precision),
            precision: precision)
        }
        total = total.adding(ComplexBall(sum), precision: precision)
        continue
      }
      for i in 0..<order {
        total = total.adding(
          initial[i].multiplied(by: series[order - 1 - i], precision: precision),
          precision: precision)
      }
    }
    return total
  }

  // MARK: Arguments with a radius

  /// The number of derivatives, the zeroth included, after which Taylor's remainder over the
  /// argument's ball is negligible though it is bounded without cancellation.
  private func momentCount(_ estimate: ResidueEstimate, base: Rational, loss: Double) -> Int {
    let radius = argument.logarithmicRadius
    if radius.isZero { return 1 }
    let size = Double(estimate.count) + base.nearestDouble.magnitude + 2
    let gain = -Double(radius.exponent) - Double.log2(size)
    if gain < 2 { return 2 }
    return min(max(2, 1 + Int((max(0, loss) + 12) / gain) + 1), 24)
  }

  /// A bound of the cluster's change over the ball: Docs/Theory/MeijerG.md, "Inexact arguments".
  private func spread(
    _ sums: ResidueRecurrence.Sums, _ initial: [ComplexBall], _ cluster: ResidueCluster,
    _ moments: Int, _ precision: Precision
  ) -> Magnitude {
    let radius = argument.logarithmicRadius
    var total = Magnitude.zero
    var weight = Magnitude.one
    for moment in 1..<moments {
      weight = (weight * radius).divided(byLowerBound: Magnitude(UInt(moment)))
      total +=
        combine(sums, initial, cluster, moment: moment, precision: precision)
        .magnitudeUpperBound * weight
    }
    weight = (weight * radius).divided(byLowerBound: Magnitude(UInt(moments)))
    var size = Magnitude.zero
    for coefficient in initial { size += coefficient.magnitudeUpperBound }
    let reach = (Magnitude(upperBound: cluster.base) + .one) * radius
    return total + size * sums.remainder * weight * reach.exponential
  }
}
