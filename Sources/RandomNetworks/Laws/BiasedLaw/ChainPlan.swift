internal import BallArithmetic
internal import Multiprecision

/// Where and how finely the chain is computed: choices in doubles, without proof, on which the
/// validity of the result does not depend.
///
/// The points are c + i k delta, c = order + 1/2.
struct ChainPlan: Sendable {
  /// The line is Re s = order + 1/2.
  let order: Int
  /// delta = numerator 2^-shift.
  let numerator: Int
  let shift: Int
  /// The last index of a stage before the last, and of the last.
  let innerCount: Int
  let finalCount: Int
  /// The bits of fixed-point numbers, relative to the largest.
  let bits: Int
  /// The right edge, between two integers.
  let right: Rational
  /// About the nanoseconds of the work.
  let cost: Double
  /// log2 of |M(c+it)/M(c)| of the stage with the slowest descent, at equidistant heights up to the
  /// last point's: so many bits fewer are needed there.
  private let levels: [Double]

  /// The bits that a factor of the transforms needs at a point, relative to its own size.
  func bits(at k: Int) -> Int {
    let place = Double(k) / Double(max(finalCount, 1)) * Double(levels.count - 1)
    let low = min(Int(place), levels.count - 1)
    // Levels fall: the one before is on the safe side.
    return max(64, bits + 16 + Int(levels[low]))
  }

  var line: Double { Double(order) + 0.5 }
  var spacing: BigFloat { BigFloat(mantissa: Integer(numerator), exponent: -shift) }

  /// How far the left edges are from the line.
  static let leftDistance = Rational(numerator: 15, nonzeroDenominator: 16)
}

/// log of |M(c+it)/M(c)| for a stage's factors, about.
struct StageDecay {
  private var terms: [(x: Double, weight: Double)] = []
  private var groups: [(range: Range<Int>, count: Double)] = []

  init(_ stage: BiasedChain.Stage, line c: Double) {
    for factor in stage.factors {
      let mixture = factor.mixture
      let start = terms.count
      let activity = min(max(mixture.activity.ball(precision: 64).approximateDouble, 1e-300), 1)
      let n = Double(mixture.width)
      for k in mixture.degreesOfFreedom {
        let k = Double(k)
        let x = k / 2 + c
        var weight = x.estimatedLogGamma - (k / 2).estimatedLogGamma
        if !mixture.isSingle {
          weight +=
            (n + 1).estimatedLogGamma - (k + 1).estimatedLogGamma - (n - k + 1).estimatedLogGamma
            + k * activity.estimatedLogarithm + (n - k) * (1 - activity).estimatedLogarithm
        }
        terms.append((x, weight))
      }
      let top = terms[start...].map(\.weight).max() ?? 0
      let sum = terms[start...].reduce(0) { $0 + ($1.weight - top).estimatedExponential }
      let size = top + sum.estimatedLogarithm
      // What is too small to matter at any height is left out, but for the ends.
      let kept = terms[start...].map { (x: $0.x, weight: $0.weight - size) }
        .filter { $0.weight > -600 }
      terms.replaceSubrange(start..., with: kept)
      groups.append((start..<terms.count, Double(factor.count)))
    }
  }

  func callAsFunction(_ t: Double) -> Double {
    var total = 0.0
    for group in groups {
      var top = -Double.infinity
      var values: [Double] = []
      values.reserveCapacity(group.range.count)
      for term in terms[group.range] {
        let ratio = t / term.x
        let value =
          term.weight - t * ratio.estimatedArcTangent + term.x / 2
          * (ratio * ratio).estimatedLogarithmOnePlus
        values.append(value)
        top = max(top, value)
      }
      let sum = values.reduce(0) { $0 + ($1 - top).estimatedExponential }
      total += group.count * (top + sum.estimatedLogarithm)
    }
    return total
  }
}

extension ChainPlan {
  /// log of |Γ(-c-it)/Γ(-c)|.
  private static func reflectedGamma(order: Int, _ t: Double) -> Double {
    let x = Double.pi * t
    var sum = -0.5 * (x + ((1 + (-2 * x).estimatedExponential) / 2).estimatedLogarithm)
    for j in 0...order {
      let ratio = t / (Double(j) + 0.5)
      sum -= 0.5 * (ratio * ratio).estimatedLogarithmOnePlus
    }
    return sum
  }

  /// The least t >= 0 at which a decreasing function is below a level.
  private static func height(below level: Double, _ function: (Double) -> Double) -> Double {
    var high = 1.0
    while function(high) > level, high < 1e7 { high *= 2 }
    var low = high / 2
    for _ in 0..<24 {
      let middle = (low + high) / 2
      if function(middle) > level { low = middle } else { high = middle }
    }
    return high
  }

  /// - Parameter bits: how much smaller than E[z^c] the error is to be.
  init(
    _ chain: BiasedChain, order: Int, bits wanted: Int, sizes: ChainSizes
  ) {
    let c = Double(order) + 0.5
    let logTwo = 0.693_147_180_559_945
    let center = Rational(2 * order + 1) / 2
    let decays = chain.kinds.map { StageDecay($0, line: c) }
    let last = decays[chain.stages[chain.stages.count - 1]]
    let goal = Double(wanted) * logTwo
    let finalHeight = Self.height(below: -goal - 4) { last($0) }
    let inner = Set(chain.stages.dropLast())
    var amplification = 0.0
    if !inner.isEmpty {
      for step in 0...64 {
        let t = finalHeight * Double(step) / 64
        amplification = max(amplification, last(t) - Self.reflectedGamma(order: order, t))
      }
    }
    let total = goal + amplification + 6
    var innerHeight = 0.0
    for kind in inner {
      innerHeight = max(
        innerHeight,
        Self.height(below: -total - 4) {
          decays[kind]($0) + Self.reflectedGamma(order: order, $0)
        })
    }

    // The step: both edges.
    let distance = Self.leftDistance.nearestDouble
    var step = Double.infinity
    var best = center + 1
    if let (left, right, edge) = sizes.stationary {
      best = edge
      step = min(
        2 * .pi * distance / max(total + left, 8),
        2 * .pi * (edge.nearestDouble - c) / max(total + right, 8), 0.25)
    } else if inner.isEmpty {
      // The last integral alone, whose points are twice as dense.
      step = 2 * 2 * .pi * min(distance, 1) / (total + 8)
    } else {
      let left = 2 * .pi * distance / max(total + sizes.left(order: order), 8)
      var right = 0.0
      for reach in [1, 2, 3, 4, 6, 8, 12] {
        let here =
          2 * .pi * Double(reach) / max(total + sizes.right(order: order, reach: reach), 8)
        if here > right { (right, best) = (here, center + Rational(reach)) }
        if right >= left { break }
      }
      step = min(left, right, 0.25)
    }
    // delta = step/2, rounded down to 8 bits.
    let spacing = max(step / 2, 1e-9)
    let scale = 7 - Int(spacing.exponent)
    let numerator = max(1, Int((spacing * Double(sign: .plus, exponent: scale, significand: 1))))
    let delta = Double(numerator) / Double(sign: .plus, exponent: scale, significand: 1)
    let innerCount = inner.isEmpty ? 0 : Int((innerHeight / delta).rounded(.up)) + 1
    let finalCount = Int((finalHeight / delta).rounded(.up)) + 1
    let guardBits = 2 * max(innerCount, finalCount).bitWidthOfCount + 16
    let bits = Int((total / logTwo).rounded(.up)) + guardBits
    // Measured: the products of a stage, and the nodes.
    let stages = Double(chain.stages.count - 1) + sizes.iterations(bits: Double(bits))
    let words = Double(4 * innerCount) * Double(2 * bits + 32) / 64
    let width = chain.kinds.reduce(0) { sum, kind in
      sum + kind.factors.reduce(0) { $0 + $1.mixture.width }
    }
    cost =
      stages * (words * (40 + 6 * words.estimatedLogarithmOnePlus) + Double(innerCount) * 12_000)
      + Double(finalCount) * (120_000 + 300 * Double(bits) + 400 * Double(width + order))
    let slowest = (0...64).map { step in
      let height = Double(finalCount) * delta * Double(step) / 64
      return (decays.map { $0(height) }.max() ?? 0) / logTwo
    }
    levels = slowest
    (self.order, self.numerator, self.shift) = (order, numerator, scale)
    (self.innerCount, self.finalCount, self.bits) = (innerCount, finalCount, bits)
    right = best
  }
}

/// The sizes of moments along the chain, in natural logarithms, about.
struct ChainSizes: Sendable {
  /// log E z^m, m = 0, 1, ..., after each stage, 0 for P(z > 0); only that of a stationary law.
  let moments: [[Double]]
  /// log of slope/shift of each stage; nan for the first.
  let ratios: [Double]
  /// For a stationary law the sizes of its edges' bounds, and the right edge.
  private(set) var stationary: (left: Double, right: Double, edge: Rational)?
  /// log of the contraction of a stationary law's stages, and of its scale.
  private(set) var contraction = 0.0
  private(set) var scale = 0.0

  init(_ chain: BiasedChain, through order: Int) {
    let precision: Precision = 64
    var alive: [Double] = []
    for kind in chain.kinds.indices {
      alive.append(chain.alive(kind: kind, precision: precision).approximateLogarithm)
    }
    ratios = chain.stages.map { kind in
      guard case .affine(let shift, let slope) = chain.kinds[kind].start else { return .nan }
      return slope.ball(precision: precision).approximateLogarithm
        - shift.ball(precision: precision).approximateLogarithm
    }
    var moments: [[Double]] = []
    if chain.isStationary {
      moments = chain.stages.map { [alive[$0]] }
    } else {
      for (kind, list) in zip(chain.stages, chain.moments(through: order, precision: precision)) {
        moments.append([alive[kind]] + list.dropFirst().map(\.approximateLogarithm))
      }
    }
    self.moments = moments
    if chain.isStationary { planStationary(chain) }
  }

  private mutating func planStationary(_ chain: BiasedChain) {
    let first = chain.kinds[chain.stages[0]]
    let half = Rational(1) / 2
    contraction = first.contraction(at: half).approximateLogarithm
    scale = first.leastVariance.ball(precision: 64).approximateLogarithm
    // The last sixteenth where the moments are bounded well, not an integer.
    var edge = half
    for sixteenths in 9..<48 where sixteenths % 16 != 0 {
      let sigma = Rational(sixteenths) / 16
      if first.contraction(at: sigma).approximateLogarithm < -0.03 { edge = sigma }
    }
    let ratio = ratios[0]
    let left = half - ChainPlan.leftDistance
    let size = first.factor(at: RealBall(left, precision: 64), precision: 64).approximateLogarithm
    let bound = RealBall(exact: BigFloat(chain.sizeBound(after: 0, at: edge))).approximateLogarithm
    stationary = (
      (ratio + scale) * left.nearestDouble + size - moments[0][0] + 5,
      ratio * edge.nearestDouble + bound - moments[0][0] + 5, edge
    )
  }

  /// About how many products with the kernel a stationary law takes.
  func iterations(bits: Double) -> Double { stationary == nil ? 0 : 20 + bits / 8 }

  /// log E[z^s; z > 0], interpolated; s >= 0 within the moments.
  private func size(_ stage: Int, _ s: Double) -> Double {
    let list = moments[stage]
    let low = min(max(Int(s), 0), list.count - 2)
    let part = s - Double(low)
    return list[low] * (1 - part) + list[low + 1] * part
  }

  /// The logarithm of the bound at an edge over the size of the integrals, the largest of all
  /// stages.
  private func edge(order: Int, at sigma: Double) -> Double {
    let c = Double(order) + 0.5
    var worst = -Double.infinity
    for stage in ratios.indices.dropFirst() {
      let ratio = ratios[stage]
      // E (1 + lambda y)^c is at least about the larger of P(y > 0) and lambda^c E y^c.
      let whole = max(size(stage - 1, 0), ratio * c + size(stage - 1, c))
      let there =
        sigma < 0
        ? max(size(stage - 1, 0) + 2, -sigma * (3 - size(stage - 1, 1))) : size(stage - 1, sigma)
      worst = max(worst, ratio * sigma + there - whole)
    }
    return worst.isFinite ? worst : 0
  }

  func left(order: Int) -> Double {
    edge(order: order, at: Double(order) + 0.5 - ChainPlan.leftDistance.nearestDouble) + 5
  }

  func right(order: Int, reach: Int) -> Double {
    let c = Double(order) + 0.5
    let growth = (Double(reach) + 1).estimatedLogGamma
    return edge(order: order, at: c + Double(reach)) + growth + 5
  }
}

extension RealBall {
  /// About log |x|, also where x is out of the range of doubles.
  var approximateLogarithm: Double {
    if isUnbounded { return .nan }
    if midpoint.isZero { return -.infinity }
    let exponent = midpoint.exponent
    let fraction = midpoint.magnitude.scaled(byPowerOfTwo: -exponent).nearestDouble
    return fraction.estimatedLogarithm + Double(exponent) * 0.693_147_180_559_945_3
  }
}
