internal import Multiprecision

/// The size of a Mellin transform on a vertical line, in doubles: an estimate for planning.
///
/// The same function as ``LineMajorant``, without proof:
/// log |M(sigma + it)| is about `scale + exponent(t)`.
package struct LineEstimate: LineSize {
  /// A number x and how often it occurs.
  package struct Term {
    let x: Double
    let count: Double
  }

  package var scale = 0.0
  package var growth = 0.0
  var falling: [Term] = []
  var rising: [Term] = []

  /// t atan(t/x) - (x/2) log(1 + t^2/x^2), the integral of atan(t/x).
  private static func descent(_ x: Double, _ t: Double) -> Double {
    let ratio = t / x
    return t * ratio.estimatedArcTangent - x / 2 * (ratio * ratio).estimatedLogarithmOnePlus
  }

  /// log |M(sigma + it)| - scale, about.
  package func exponent(at t: Double) -> Double {
    var sum = growth * t
    for term in falling { sum -= term.count * LineEstimate.descent(term.x, t) }
    for term in rising {
      let ratio = t / term.x
      sum +=
        term.count
        * (LineEstimate.descent(term.x, t) + (ratio * ratio).estimatedLogarithmOnePlus / 2)
    }
    return sum
  }

  /// The derivative of the exponent.
  func slope(at t: Double) -> Double {
    var sum = growth
    for term in falling { sum -= term.count * (t / term.x).estimatedArcTangent }
    for term in rising {
      sum +=
        term.count
        * ((t / term.x).estimatedArcTangent + t / (term.x * term.x + t * t))
    }
    return sum
  }

  /// About the t >= 0 where the modulus is largest.
  func peakPosition() -> Double {
    if growth <= 0 && rising.isEmpty { return 0 }
    guard let nearest = (falling + rising).map(\.x).min() else { return 0 }
    // The slope ends negative; its last zero is the place.
    var high = nearest
    var steps = 0
    while slope(at: high) > 0, steps < 200 {
      high *= 2
      steps += 1
    }
    if steps == 0, growth <= 0 { return 0 }
    var low = steps == 0 ? 0 : high / 2
    for _ in 0..<30 {
      let middle = (low + high) / 2
      if slope(at: middle) > 0 { low = middle } else { high = middle }
    }
    return low
  }

  /// About the logarithm of the largest modulus on the line.
  package func peak() -> Double { scale + max(0, exponent(at: peakPosition())) }

  /// About where the exponent has fallen to `-depth`, from the peak on; infinite when it does not.
  package func height(ofDepth depth: Double) -> Double {
    let start = peakPosition()
    guard let nearest = (falling + rising).map(\.x).min() else { return .infinity }
    var high = max(start, nearest)
    var steps = 0
    while exponent(at: high) > -depth {
      high *= 2
      steps += 1
      if steps > 300 { return .infinity }
    }
    var low = max(start, steps == 0 ? 0 : high / 2)
    for _ in 0..<30 {
      let middle = (low + high) / 2
      if exponent(at: middle) > -depth { low = middle } else { high = middle }
    }
    return high
  }
}
