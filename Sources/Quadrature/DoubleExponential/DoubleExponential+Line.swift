internal import BallArithmetic
internal import Multiprecision

/// Integrals over the whole line: by x = S sinh u where the integrand decays exponentially, and by
/// x = S sinh(3/2 sinh u) where it decays like a power.
extension DoubleExponential {
  private struct Candidate {
    let theta: Double
    let substitution: Substitution
    let scale: Double
    let left: StripTail
    let right: StripTail
    /// A lower bound of the cost, in nodes.
    let cost: Double
  }

  /// Of the strips and scales the one with the fewest nodes.
  mutating func lineIntegral() throws -> IntegrationResult {
    let candidates = lineCandidates().sorted { $0.cost < $1.cost }
    var best: Strip?
    var least = Double.infinity
    var reason = "the integrand is not known to decay fast enough at an end of the line"
    var failures: [Candidate] = []
    var stalled = 0
    for candidate in candidates where candidate.cost < least {
      // A search costs about as much as it can save.
      if best != nil, stalled > 1 || meter.evaluations > 2 * precision.bits { break }
      // The strip's image holds that of each one that is narrower and flatter.
      let isHopeless = failures.contains {
        candidate.theta >= $0.theta
          && candidate.scale * sine(candidate.theta) >= $0.scale * sine($0.theta)
      }
      if isHopeless { continue }
      switch try examine(
        candidate.substitution, candidate.left, candidate.right, theta: candidate.theta,
        largestCount: min(1500, 600 + 2 * precision.bits))
      {
      case nil: failures.append(candidate)
      case .failure(let place):
        failures.append(candidate)
        if best == nil {
          reason =
            "the integrand may have a singularity near the line, at about"
            + " \(candidate.substitution.described(place))"
        }
      case .strip(let strip):
        let cost =
          candidate.cost * (candidate.theta / Double(precision.bits)) / strip.step(precision)
        stalled += 1
        if cost < least {
          if cost < 0.9 * least { stalled = 0 }
          least = cost
          best = strip
        }
      }
    }
    guard let best else { return .undecided(reason) }
    return try sum(best)
  }

  private func sine(_ theta: Double) -> Double {
    RealBall(exact: BigFloat(theta)).sine(precision: 53).midpoint.nearestDouble
  }

  private func lineCandidates() -> [Candidate] {
    switch interval {
    case .decayingLine(let left, let right): decayingCandidates(left, right)
    case .algebraicLine(let left, let right): algebraicCandidates(left, right)
    case .decaying, .algebraic, .finite: []
    }
  }

  /// Scales from that of the decay to that at which x = S sinh u is nearly linear over the nodes:
  /// the larger, the fewer nodes, until singularities or growth off the line narrow the strip.
  private func decayingCandidates(
    _ left: (Double) -> DecayBound?, _ right: (Double) -> DecayBound?
  ) -> [Candidate] {
    guard let first = left(0), let second = right(0) else { return [] }
    let digits = Double(precision.bits) * 0.6931471806
    /// About where exp(-b x^p) is 2^-bits, and 1/e.
    func reach(_ bound: DecayBound, _ depth: Double) -> Double {
      let logarithm =
        (depth.estimatedLogarithm - bound.rate.nearestDouble.estimatedLogarithm)
        / bound.power.nearestDouble
      return logarithm.estimatedExponential
    }
    let near = max(reach(first, 1), reach(second, 1))
    let far = (reach(first, digits), reach(second, digits))
    guard near.isFinite, near > 0, far.0.isFinite, far.1.isFinite else { return [] }
    let power = max(first.power.nearestDouble, second.power.nearestDouble, 1)
    var candidates: [Candidate] = []
    for strip in Self.strips {
      let theta = strip / power
      guard let leftBound = left(1.125 * theta), let rightBound = right(1.125 * theta) else {
        continue
      }
      var scale = near
      while scale <= 2 * max(far.0, far.1), candidates.count < 400 {
        let substitution = Substitution.line(scale: BigFloat(scale))
        let range = max(inverseSine(far.0 / scale), 0.5) + max(inverseSine(far.1 / scale), 0.5)
        candidates.append(
          Candidate(
            theta: theta, substitution: substitution, scale: scale,
            left: StripTail(substitution: substitution, side: .decay(leftBound)),
            right: StripTail(substitution: substitution, side: .decay(rightBound)),
            cost: range / theta * Double(precision.bits)))
        scale *= 2
      }
    }
    return candidates
  }

  private func algebraicCandidates(
    _ left: EndpointBound, _ right: EndpointBound
  ) -> [Candidate] {
    let substitution = Substitution.algebraicLine(scale: 1)
    return Self.strips.map { theta in
      Candidate(
        theta: theta, substitution: substitution, scale: 1,
        left: StripTail(substitution: substitution, side: .right(left)),
        right: StripTail(substitution: substitution, side: .right(right)),
        cost: 6 / theta * Double(precision.bits))
    }
  }

  private func inverseSine(_ x: Double) -> Double {
    (x + (x * x + 1).squareRoot()).estimatedLogarithm
  }
}
