internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// A cluster's sum of residues at an exact real argument, in machine words.
///
/// The recurrence of ``ResidueRecurrence`` is run on V_k = I P_k, with I the initial series, instead
/// of P_k: the residue at the pole k is then one coefficient of V_k, and one number is summed. One
/// number bounds all errors: that of sum_i |error_i| R^i for a radius R at which every quotient of
/// the recurrence converges.
///
/// Proofs: Docs/Theory/MeijerG.md, "One sum" and "Errors in one number".
struct ResidueWordSum: ~Copyable {
  let cluster: ResidueCluster
  /// The words after the point.
  let limbs: Int
  let numerator: Int
  let denominator: Int
  private let tail: ResidueTail

  private var rows: LimbRows
  private let polynomial: UnsafeMutablePointer<Int>
  private var polynomialSize = 1
  /// A bound of the sum of the moduli of the polynomial's coefficients.
  private var polynomialBound = 1
  /// A bound of sum_i |c_i| R^i for a product; for a quotient by D a lower bound of
  /// 1/sum_i |(d_0/D)_i| R^i.
  private var polynomialNorm = 1.0
  private let radius: Double
  /// In units of 2^(errorExponent - 64 limbs).
  private var error: Double
  private var sumError = 0.0
  private var errorExponent = 0

  private static let inflation = 1 + 0x1p-30
  private static let rescalingBits = 400

  /// - Parameters:
  ///   - rows: I in units of 2^(-64 limbs).
  ///   - error: a bound of sum_i |error of I_i| R^i in the same units, R = ``radius(_:)``.
  ///   - constant: z, the sign and the denominators of the parameters, as words below 2^56.
  init(
    _ cluster: ResidueCluster, rows: consuming LimbRows, error: Double, limbs: Int,
    constant: (numerator: Int, denominator: Int), tail: ResidueTail
  ) {
    self.cluster = cluster
    self.limbs = limbs
    numerator = constant.numerator
    denominator = constant.denominator
    self.tail = tail
    self.rows = rows
    self.error = error
    radius = ResidueWordSum.radius(cluster)
    polynomial = .allocate(capacity: max(cluster.order, 2))
    polynomial.initialize(repeating: 0, count: max(cluster.order, 2))
  }

  deinit { polynomial.deallocate() }

  /// R: half of the least distance of a β + k != 0 from zero, at most 1/2; 0 for simple poles.
  static func radius(_ cluster: ResidueCluster) -> Double {
    cluster.order == 1 ? 0 : cluster.leastDistance / 2
  }

  /// The sum; nil when the rows are too short.
  ///
  /// - Throws: ``SpecialFunctionError/outOfReach(_:)`` after `largestCount` steps.
  mutating func run(largestCount: Int) throws(SpecialFunctionError) -> RealBall? {
    var piece = 0
    var order = cluster.pieces[0].order
    var weight = ResidueWordSum.weight(radius, order)
    var k = 0
    while true {
      if order >= 1 {
        rows.accumulate(order - 1)
        sumError = (sumError + error * weight) * ResidueWordSum.inflation
      }
      if let last = cluster.lastPoleIndex, k >= last { return result(tail: .zero) }
      if k >= tail.safeIndex, rows.isBelow(bits: 6), let ratio = tail.ratio(k + 1) {
        let largest = ResidueWordSum.weight(radius, rows.active)
        let moduli = Magnitude(UInt(rows.active * 64))
        let errors = inUnits(Double(rows.active) * error * largest)
        return result(tail: (moduli + errors) * ResidueTail.series(ratio))
      }
      k += 1
      if k > largestCount || k >= 1 << 28 {
        throw .outOfReach(
          "the residue series of this Meijer G function needs more than \(largestCount) terms")
      }
      if !step(k) { return nil }
      if piece + 1 < cluster.pieces.count, cluster.pieces[piece + 1].start == k {
        piece += 1
        rows.keep(cluster.pieces[piece].largestOrderAhead)
        order = cluster.pieces[piece].order
        weight = ResidueWordSum.weight(radius, order)
      }
    }
  }

  /// R^(1 - order), rounded up: what a coefficient's error is at most, in units of the norm.
  static func weight(_ radius: Double, _ order: Int) -> Double {
    if order <= 1 { return 1 }
    return Double.pow(1 / radius, Double(order - 1)) * 1.000_001
  }

  /// An upper bound of an error in units of 2^(-64 limbs).
  private func inUnits(_ error: Double) -> Magnitude {
    Magnitude(upperBound: error * 1.000_001).scaled(byPowerOfTwo: errorExponent)
  }

  private func result(tail: Magnitude) -> RealBall {
    let unit = -64 * limbs
    return RealBall(
      midpoint: BigFloat(mantissa: rows.sum, exponent: unit),
      radius: (inUnits(sumError) + tail).scaled(byPowerOfTwo: unit))
  }

  // MARK: Steps

  private mutating func step(_ k: Int) -> Bool {
    begin(numerator)
    polynomialNorm = Double(numerator.magnitude)
    for factor in cluster.numerators {
      guard let (r, t) = factor.word else { return false }
      let value = t * k + r
      let (constant, slope) = value == 0 ? (-t, 0) : (value, t)
      if !extend(constant, slope: slope) {
        if !multiply() { return false }
        begin(constant, slope: slope)
      }
      polynomialNorm *= Double(constant.magnitude) + Double(slope) * radius
    }
    if !multiply() { return false }
    begin(denominator)
    for factor in cluster.denominators {
      guard let (r, t) = factor.word else { return false }
      let value = t * k + r
      let (constant, slope) = value == 0 ? (-t, 0) : (value, t)
      if !extend(constant, slope: slope) {
        if !divide() { return false }
        begin(constant, slope: slope)
      }
      polynomialNorm *= 1 - Double(slope) * radius / Double(constant.magnitude)
    }
    if !divide() { return false }
    rows.shorten()
    if error > 0x1p400 {
      let scale = Double(sign: .plus, exponent: -ResidueWordSum.rescalingBits, significand: 1)
      error = max(error * scale, 0x1p-900)
      sumError = max(sumError * scale, 0x1p-900)
      errorExponent += ResidueWordSum.rescalingBits
    }
    return true
  }

  private mutating func begin(_ value: Int, slope: Int = 0) {
    polynomial[0] = value
    polynomialSize = 1
    if slope != 0, rows.active > 1 {
      polynomial[1] = -slope
      polynomialSize = 2
    }
    polynomialBound = Int(value.magnitude) + slope
    polynomialNorm = 1
  }

  /// polynomial *= value - slope e, truncated; false, and unchanged, when a coefficient may leave
  /// the word.
  private mutating func extend(_ value: Int, slope: Int) -> Bool {
    let (bound, overflow) = polynomialBound.multipliedReportingOverflow(
      by: Int(value.magnitude) + slope)
    if overflow || bound >= 1 << 61 { return false }
    polynomialBound = bound
    let p = polynomial
    if slope != 0, polynomialSize < rows.active {
      p[polynomialSize] = 0
      polynomialSize += 1
    }
    var i = polynomialSize - 1
    while i > 0 {
      p[i] = p[i] &* value &- p[i - 1] &* slope
      i -= 1
    }
    p[0] = p[0] &* value
    return true
  }

  private mutating func multiply() -> Bool {
    if polynomialSize == 1, polynomial[0] == 1 { return true }
    error *= polynomialNorm * ResidueWordSum.inflation
    return rows.multiply(by: polynomial, size: polynomialSize)
  }

  private mutating func divide() -> Bool {
    if polynomialSize == 1, polynomial[0] == 1 { return true }
    if polynomial[0] < 0 {
      for j in 0..<polynomialSize { polynomial[j] = -polynomial[j] }
      rows.negate()
    }
    // |d_0/D| <= prod 1/(1 - slope R/|value|).
    let relative = 1 / polynomialNorm
    error = error * relative / Double(polynomial[0])
    if polynomial[0] != 1 {
      let unit = Double(sign: .plus, exponent: max(-errorExponent, -900), significand: 1)
      error += relative * unit / (1 - radius)
    }
    error *= ResidueWordSum.inflation
    return rows.divide(by: polynomial, size: polynomialSize)
  }
}
