internal import Multiprecision
internal import RealModule

/// About log2 |G(z)|, to choose a working precision. Nothing proven depends on it.
///
/// Where the integral converges exponentially its value is about the integrand's at the saddle on
/// the real axis, the minimum over c of F(c) |z|^(-c) between the two families of poles.
struct MeijerGSizeEstimate {
  private let gammas: [(shift: Double, sign: Double, weight: Double)]
  private let low: Double
  private let high: Double
  private let balance: Int

  /// Nil where the integral does not converge exponentially, or no line separates the poles.
  init?(_ g: ResidueCluster.Reduced) {
    let mn = g.leadingLower.count + g.leadingUpper.count
    let p = g.leadingUpper.count + g.trailingUpper.count
    let q = g.leadingLower.count + g.trailingLower.count
    guard 2 * mn > p + q, let least = g.leadingLower.min() else { return nil }
    low = -least.nearestDouble
    high = g.leadingUpper.max().map { 1 - $0.nearestDouble } ?? .infinity
    guard low < high else { return nil }
    balance = max(1, q - p)
    var weights: [ResidueCluster.GammaFactor: Double] = [:]
    func add(_ argument: Rational, _ isReflected: Bool, _ weight: Double) {
      weights[.init(argument: argument, isReflected: isReflected), default: 0] += weight
    }
    for b in g.leadingLower { add(b, false, 1) }
    for a in g.trailingUpper { add(a, false, -1) }
    for a in g.leadingUpper { add(1 - a, true, 1) }
    for b in g.trailingLower { add(1 - b, true, -1) }
    gammas = weights.map { ($0.argument.nearestDouble, $0.isReflected ? -1 : 1, $1) }
  }

  func log2Size(_ argument: ResidueArgument) -> Double {
    let logZ = argument.log2Magnitude * 0.693_147_180_56
    func height(_ c: Double) -> Double {
      var sum = -c * logZ
      for gamma in gammas {
        sum += gamma.weight * LogGammaEstimate.logMagnitude(gamma.shift + gamma.sign * c)
      }
      return sum
    }
    var (left, right) = (low, high)
    if right == .infinity {
      var step = 1.0
      var last = height(left + step)
      while step < 1e15 {
        let next = height(left + 2 * step)
        step *= 2
        if next > last { break }
        last = next
      }
      right = left + step
    }
    // Golden section.
    let golden = 0.618_033_988_75
    var (x, y) = (right - golden * (right - left), left + golden * (right - left))
    var (f, g) = (height(x), height(y))
    // The minimum is flat: its second derivative is about the number of gammas over c.
    var tolerance = 0.2 * (1 + Swift.abs(right)).squareRoot()
    if high != .infinity { tolerance = min(tolerance, 0.05 * (high - low)) }
    for _ in 0..<60 where right - left > tolerance {
      if f < g {
        (right, y, g) = (y, x, f)
        x = right - golden * (right - left)
        f = height(x)
      } else {
        (left, x, f) = (x, y, g)
        y = left + golden * (right - left)
        g = height(y)
      }
    }
    var size = min(f, g)
    if argument.angle != 0, gammas.allSatisfy({ $0.sign > 0 }), logZ > 0 {
      // exp(-σ z^(1/σ)) decays less off the real axis.
      let sigma = Double(balance)
      size +=
        sigma * Double.exp(logZ / sigma) * (1 - Double.cos(argument.angle / sigma))
    }
    return size * 1.442_695_040_889
  }
}
