internal import Multiprecision

/// The law of the Kolmogorov-Smirnov distance D of n independent numbers from their own
/// continuous distribution function.
///
/// P(D >= d) is exact for few numbers (Durbin's matrix, by G. Marsaglia, W. W. Tsang and J. Wang,
/// 2003), twice Smirnov's one-sided formula far in the tail, and in between the expansion of
/// W. Pelz and I. J. Good (1976) to the order n^(-3/2), as R. Simard and P. L'Ecuyer (2011) divide
/// the ground. Doubles, no enclosure: compared with exact values the relative error is below 10^-6
/// (Docs/Theory/Simulation.md, "The law of the distance").
struct KolmogorovDistribution: Sendable {
  let count: Int

  /// The number of samples up to which the matrix is used.
  static let largestMatrixCount = 4000
  /// n d^2 from which the two one-sided events exclude each other but for a relative e^(-6 n d^2).
  var tailStart: Double { count <= Self.largestMatrixCount ? 3 : 2.2 }

  /// P(D >= d).
  func survival(_ d: Double) -> Double {
    let n = Double(count)
    if count == 0 || n * d <= 0.5 { return 1 }
    if d >= 1 { return 0 }
    if n * d * d >= tailStart {
      // Both one-sided events together, in the limit of large n.
      let both = count <= Self.largestMatrixCount ? 0 : 2 * (-8 * n * d * d).estimatedExponential
      return max(0, 2 * oneSided(d) - both)
    }
    let value = count <= Self.largestMatrixCount ? matrix(d) : expansion(n.squareRoot() * d)
    return min(1, max(0, 1 - value))
  }

  /// P(D+ >= d): d sum_j C(n,j) (d + j/n)^(j-1) (1 - d - j/n)^(n-j) over j <= n (1-d).
  private func oneSided(_ d: Double) -> Double {
    let n = Double(count)
    let last = Int((n * (1 - d)).rounded(.down))
    let whole = (n + 1).estimatedLogGamma
    var sum = 0.0
    for j in 0...last {
      let part = Double(j)
      let rest = 1 - d - part / n
      // At the end of the range a power of zero.
      guard rest > 0 else { continue }
      let logarithm =
        whole - (part + 1).estimatedLogGamma - (n - part + 1).estimatedLogGamma
        + (part - 1) * (d + part / n).estimatedLogarithm + (n - part) * rest.estimatedLogarithm
      if logarithm > -745 { sum += logarithm.estimatedExponential }
    }
    return d * sum
  }

  /// P(D < d) by Durbin's matrix of 2k-1 rows, k = floor(n d) + 1.
  private func matrix(_ d: Double) -> Double {
    let k = Int(Double(count) * d) + 1
    let size = 2 * k - 1
    let h = Double(k) - Double(count) * d
    var entries = SquareMatrix(size: size)
    for i in 0..<size {
      for j in 0..<min(size, i + 2) { entries[i, j] = 1 }
    }
    var power = 1.0
    for i in 0..<size {
      power *= h
      entries[i, 0] -= power
      entries[size - 1, size - 1 - i] -= power
    }
    if 2 * h > 1 {
      entries[size - 1, 0] += (0..<size).reduce(1.0) { product, _ in product * (2 * h - 1) }
    }
    for i in 0..<size {
      for j in 0..<min(size, i + 2) where i - j + 1 > 1 {
        for g in 2...(i - j + 1) { entries[i, j] /= Double(g) }
      }
    }
    var (result, exponent) = entries.power(count)
    var value = result[k - 1, k - 1]
    for i in 1...count {
      value *= Double(i) / Double(count)
      if value < 0x1p-500 {
        value *= 0x1p500
        exponent -= 500
      }
    }
    return value * ScaledDouble.powerOfTwo(exponent)
  }

  /// P(D <= x / sqrt n), the terms of Pelz and Good.
  private func expansion(_ x: Double) -> Double {
    let pi = Double.pi
    let (x2, n) = (x * x, Double(count))
    let (x4, x6) = (x2 * x2, x2 * x2 * x2)
    var (k0, k1, k2, k3) = (0.0, 0.0, 0.0, 0.0)
    var (k2Whole, k3Whole) = (0.0, 0.0)
    for k in 0..<64 {
      let half = (Double(k) + 0.5) * pi
      let (a, weight) = (half * half, (-(half * half) / (2 * x2)).estimatedExponential)
      if weight == 0 { break }
      k0 += weight
      k1 += (a - x2) * weight
      k2 += (6 * x6 + 2 * x4 + (2 * x4 - 5 * x2) * a + (1 - 2 * x2) * a * a) * weight
      k3 +=
        ((5 - 30 * x2) * a * a * a + (-60 * x2 + 212 * x4) * a * a
          + (135 * x4 - 96 * x6) * a - (30 * x6 + 90 * x4 * x4)) * weight
      let whole = Double(k) * pi
      let (b, wholeWeight) = (whole * whole, (-(whole * whole) / (2 * x2)).estimatedExponential)
      k2Whole += b * wholeWeight
      k3Whole += (3 * b * x2 - b * b) * wholeWeight
    }
    // Both signs of k: the sums over all integers are twice those over k >= 0.
    let root = (pi / 2).squareRoot() * 2
    let first = root * k0 / x
    let second = root * k1 / (6 * x4)
    let third = root * (k2 / (72 * x6 * x) - k2Whole / (36 * x2 * x))
    let fourth = root * (k3 / (6480 * x6 * x4) + k3Whole / (108 * x6))
    return first + second / n.squareRoot() + third / n + fourth / (n * n.squareRoot())
  }
}

/// A square matrix of doubles, over a common power of two when raised to powers.
private struct SquareMatrix {
  let size: Int
  private var entries: [Double]

  init(size: Int) {
    self.size = size
    entries = Array(repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { entries[row * size + column] }
    set { entries[row * size + column] = newValue }
  }

  /// The power, times 2^exponent.
  func power(_ exponent: Int) -> (SquareMatrix, exponent: Int) {
    if exponent == 1 { return (self, 0) }
    let (root, scale) = power(exponent / 2)
    var result = root.multiplied(by: root)
    if exponent & 1 == 1 { result = result.multiplied(by: self) }
    let shift = Int(result[size / 2, size / 2].exponent)
    let factor = ScaledDouble.powerOfTwo(-shift)
    for index in result.entries.indices { result.entries[index] *= factor }
    return (result, 2 * scale + shift)
  }

  private func multiplied(by other: SquareMatrix) -> SquareMatrix {
    var result = SquareMatrix(size: size)
    for i in 0..<size {
      for j in 0..<size {
        let factor = self[i, j]
        if factor == 0 { continue }
        for k in 0..<size { result.entries[i * size + k] += factor * other[j, k] }
      }
    }
    return result
  }
}
