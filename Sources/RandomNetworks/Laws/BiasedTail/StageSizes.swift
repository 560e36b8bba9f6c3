internal import BallArithmetic
internal import Multiprecision

/// The sizes of E[V^sigma] and E[z^sigma; z > 0] of a chain's stages for large sigma, in doubles and
/// without proof, and what follows for the number of lines.
struct StageSizes: Sendable {
  private struct Stage {
    /// log of the constant V or of the shift.
    let least: Double
    /// log of the slope; nil for a constant V.
    let slope: Double?
    /// log of the scales.
    let scale: Double
    /// The stage's factors, by their places in the list of mixtures.
    let factors: [(mixture: Int, count: Double)]
  }

  private let kinds: [Stage]
  private let stages: [Int]

  init(_ chain: BiasedChain, mixtures: [ChiSquareMixture]) {
    let low: Precision = 64
    kinds = chain.kinds.map { stage in
      var slope: Double?
      if case .affine(_, let value) = stage.start {
        slope = value.ball(precision: low).approximateLogarithm
      }
      return Stage(
        least: stage.leastVariance.ball(precision: low).approximateLogarithm, slope: slope,
        scale: stage.scaleLogarithm(precision: low).approximateDouble,
        factors: stage.factors.map { factor in
          (mixtures.firstIndex(of: factor.mixture) ?? 0, Double(factor.count))
        })
    }
    stages = chain.stages
  }

  /// About log E[V^sigma] and log E[z^sigma; z > 0] after each stage.
  ///
  /// - Parameter logSums: log(2^-sigma M(sigma)) of the mixtures.
  func logarithms(
    at sigma: Double, logSums: [Double]
  ) -> [(variance: Double, size: Double)] {
    let outer = kinds.map { kind in
      kind.factors.reduce(kind.scale * sigma) {
        $0 + $1.count * (logSums[$1.mixture] + sigma * 0.693_147_180_559_945)
      }
    }
    let power = min(1, sigma)
    var result: [(variance: Double, size: Double)] = []
    result.reserveCapacity(stages.count)
    for kind in stages {
      let stage = kinds[kind]
      var variance = stage.least * sigma
      if let slope = stage.slope, let before = result.last?.size {
        let constant = stage.least * power
        let linear = slope * power + before * power / sigma
        let (high, low) = (max(constant, linear), min(constant, linear))
        variance =
          (high + (low - high).estimatedExponential.estimatedLogarithmOnePlus) * sigma / power
      }
      result.append((variance, variance + outer[kind]))
    }
    return result
  }

  /// How many lines c, c - 1, ... of each stage are needed.
  enum LineCounts {
    case counts([Int])
    /// The share of the bits that the terms with positive powers do not reach.
    case missing(Double)
  }

  /// The numbers of lines for which what is left out is below 2^-bits of the values on the real axis.
  func lineCounts(
    at c: Double, bits: Double, factors: [ProductTransform.Factor]
  ) -> LineCounts {
    let goal = -bits * 0.693_147_180_559_945
    func here(_ sigma: Double) -> [(variance: Double, size: Double)] {
      logarithms(
        at: sigma, logSums: factors.map { MixtureSize($0.mixture, at: sigma).logSum() })
    }
    let top = here(c)
    var lengths = Array(repeating: 0, count: stages.count)
    var open = stages.indices.filter { kinds[stages[$0]].slope != nil }
    var worst = 0.0
    var length = 2
    while !open.isEmpty, Double(length) < c - 0.25, length < 100_000 {
      let j = Double(length)
      let rest = here(c - j)
      let ways =
        (c + 1).estimatedLogGamma - (j + 1).estimatedLogGamma - (c - j + 1).estimatedLogGamma
      worst = -.infinity
      open.removeAll { index in
        let stage = kinds[stages[index]]
        guard let slope = stage.slope else { return true }
        let left = ways + rest[index].variance - (c - j) * stage.least
        let main = top[index - 1].size + c * (slope - stage.least)
        worst = max(worst, left - main)
        if left - main > goal { return false }
        lengths[index] = length
        return true
      }
      length += max(1, length / 5)
    }
    guard open.isEmpty else {
      return .missing(worst.isFinite ? min(max(1 - worst / goal, 0), 1e6) : 1e6)
    }
    var counts = Array(repeating: 1, count: stages.count)
    for index in stages.indices.dropFirst().reversed() {
      counts[index - 1] = max(lengths[index] + 2, counts[index])
    }
    // No line at or left of 0.
    guard Double(counts.first ?? 1) < c - 0.25 else { return .missing(0.01) }
    return .counts(counts)
  }
}
