internal import Multiprecision
internal import RealModule

/// What to expect of a cluster's series, in doubles: sizes and the number of terms. Nothing proven
/// depends on it.
struct ResidueEstimate {
  /// log2 of the largest coefficient of a P_k, the terms without the initial series.
  let largestTerm: Double
  /// log2 of about the sum of the moduli of the initial series' coefficients.
  let initialSeries: Double
  /// The terms until the coefficients fall below 2^-bits times the largest.
  let count: Int

  /// A limit for the number of terms.
  static let largestCount = 20_000_000

  /// - Parameter bits: how far below the scale of P_0 = 1, less ``largestTerm``, the terms matter.
  /// - Returns: nil when there are more than ``largestCount`` terms.
  init?(_ cluster: ResidueCluster, argument: ResidueArgument, bits: Double) {
    let order = cluster.order
    initialSeries = ResidueEstimate.initialSeries(cluster, argument: argument, order: order)
    let up = cluster.numerators.map(\.offset.nearestDouble)
    let down = cluster.denominators.map(\.offset.nearestDouble)
    let balance = down.count - up.count
    let z = argument.log2Magnitude
    guard z.isFinite, balance >= 0 else { return nil }
    // Terms peak near |z|^(1/(q-p)).
    if balance > 0, z / Double(balance) > 26 { return nil }
    let lastEvent = cluster.pieces.last?.start ?? 0
    var (scaleZ, exponentZ) = (Double.exp2(z), 0.0)
    if Swift.abs(z) > 500 { (scaleZ, exponentZ) = (1, z) }
    var values = [Double](repeating: 0, count: order)
    values[0] = 1
    var exponent = 0.0
    var largest = 0.0
    var k = 0
    while true {
      k += 1
      if k > ResidueEstimate.largestCount { return nil }
      if let last = cluster.lastPoleIndex, k > last { break }
      for a in up {
        let factor = Swift.abs(Double(k) + a)
        var i = order - 1
        if factor == 0 { continue }
        while i > 0 {
          values[i] = values[i] * factor + values[i - 1]
          i -= 1
        }
        values[0] *= factor
      }
      for b in down {
        let factor = Swift.abs(Double(k) + b)
        if factor == 0 { continue }
        let inverse = 1 / factor
        var carried = 0.0
        for i in 0..<order {
          carried = (values[i] + carried) * inverse
          values[i] = carried
        }
      }
      var top = 0.0
      for i in 0..<order {
        values[i] *= scaleZ
        top = max(top, values[i])
      }
      exponent += exponentZ
      if top > 1e200 || top < 1e-200 {
        guard top > 0, top.isFinite else { return nil }
        let shift = top.exponent
        exponent += Double(shift)
        let scale = Double(sign: .plus, exponent: -Int(shift) / 2, significand: 1)
        let rest = Double(sign: .plus, exponent: -(Int(shift) - Int(shift) / 2), significand: 1)
        for i in 0..<order { values[i] = values[i] * scale * rest }
        top = 1
      }
      let height = exponent + Double(top.exponent) + 1
      largest = max(largest, height)
      if height < -bits - largest - 8, k > lastEvent { break }
    }
    largestTerm = largest
    count = k
  }

  private static func initialSeries(
    _ cluster: ResidueCluster, argument: ResidueArgument, order: Int
  ) -> Double {
    let naturalLog = argument.log2Magnitude * 0.693_147_180_56
    var (constant, slope) = (naturalLog * cluster.base.nearestDouble, Swift.abs(naturalLog) + 4)
    for (factor, exponent) in cluster.gammaFactors {
      let u = factor.argument.nearestDouble
      constant += Double(exponent) * LogGammaEstimate.logMagnitude(u)
      slope += Double(exponent.magnitude) * (0.6 + Double.log(1 + Swift.abs(u)))
    }
    var (term, sum) = (1.0, 1.0)
    for i in 1..<max(order, 2) where i < order {
      term *= slope / Double(i)
      sum += term
    }
    return constant * 1.442_695_040_889 + Double.log2(sum)
  }
}
