internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// The sums of a cluster's terms in fixed point, with bounds of every rounding and of the tail.
///
/// P_0 = 1, P_k(e) = P_(k-1)(e) z prod (k + α - e)/prod (k + β - e), without the factors ∓e of the
/// steps where some k + α or k + β is 0. For each order o >= 1 that occurs, and each moment j, the
/// sum over the k with poles of order o of k^j P_k(e), truncated to o coefficients.
///
/// Proofs: Docs/Theory/MeijerG.md, "The recurrence", "Rounding errors", "The tail".
struct ResidueRecurrence: ~Copyable {
  let cluster: ResidueCluster
  let argument: ResidueArgument
  let fractionBits: Int
  let momentCount: Int

  let order: Int
  let lanes: Int
  let orders: [Int]
  var numbers: IntegerScratch
  /// Bounds of the errors of the coefficients, in units of 2^(errorExponent - fractionBits).
  var errors: [Double]
  var errorExponent = 0
  var sumErrors: [Double]
  /// The coefficients that still matter.
  var active: Int
  var polynomial: [Int]
  var polynomialSize = 0
  var longArgument: LongArgument?

  /// The constant factor of each step as a fraction: with z when that is short.
  let constantNumerator: Integer
  let constantDenominator: Integer
  /// The same when both are words, else 1 and 1 and the long ones are used.
  let wordNumerator: Int
  let wordDenominator: Int
  let hasLongConstant: Bool

  /// Each step's rounding of the error bounds themselves.
  static let inflation = 1 + 0x1p-30
  static let rescalingBits = 400

  init?(
    _ cluster: ResidueCluster, argument: ResidueArgument, fractionBits: Int, largestTermBits: Int,
    momentCount: Int
  ) {
    self.cluster = cluster
    self.argument = argument
    self.fractionBits = fractionBits
    self.momentCount = momentCount
    order = cluster.order
    active = order
    polynomial = Array(repeating: 0, count: max(order, 2))
    lanes = argument.isReal ? 1 : 2
    orders = Set(cluster.pieces.map(\.order)).filter { $0 >= 1 }.sorted()
    errors = Array(repeating: 0, count: order)
    sumErrors = Array(repeating: 0, count: orders.count * momentCount * order)
    let rows = lanes * order * (1 + orders.count * momentCount) + 2
    var initial = [Integer](repeating: .zero, count: rows)
    initial[0] = Integer.one.shifted(leftBy: fractionBits)
    numbers = IntegerScratch(initial)

    var constant = Rational(cluster.isSignFlipped ? -1 : 1)
    for factor in cluster.denominators { constant *= Rational(factor.offset.denominator) }
    for factor in cluster.numerators {
      constant *= Rational(numerator: 1, nonzeroDenominator: factor.offset.denominator)
    }
    let isShort = argument.rational.map {
      $0.numerator.bitWidth + $0.denominator.bitWidth <= 200
    }
    if isShort == true, let z = argument.rational {
      constant *= z
    } else {
      guard let z = argument.fixedPoint(bits: fractionBits + largestTermBits + 64) else {
        return nil
      }
      longArgument = LongArgument(
        real: z.real, imaginary: z.imaginary, bits: z.bits, isReal: argument.isReal,
        isExact: z.isExact)
    }
    constantNumerator = constant.numerator
    constantDenominator = constant.denominator
    let wordLimit = 1 << 56
    if let up = constant.numerator.asInt, let down = constant.denominator.asInt,
      up.magnitude < wordLimit, down < wordLimit
    {
      (wordNumerator, wordDenominator, hasLongConstant) = (up, down, false)
    } else {
      (wordNumerator, wordDenominator, hasLongConstant) = (1, 1, true)
    }
  }
}
