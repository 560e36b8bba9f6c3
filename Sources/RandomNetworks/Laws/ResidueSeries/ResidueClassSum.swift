internal import BallArithmetic
internal import Multiprecision

/// The sum of the residues of one class, in integers of the length that each term needs.
///
/// A series in t = 4e is a block of rows with a common exponent: coefficient i is row i times
/// 2^exponent, off by at most its error in the same units. In t the coefficients of all series are
/// of a size, as the next poles are at |t| = 2.
///
/// Docs/Theory/LawResidueSeries.md, "Rounding errors".
struct ResidueClassSum: ~Copyable {
  /// A block of rows and what is known of it.
  struct Series {
    let base: Int
    var exponent = 0
    var errors: [Double]
  }

  let residues: ResidueClass
  let argument: ResidueLawArgument
  let order: Int
  /// The residue of -F/s instead of that of F.
  let dividing: Bool
  /// The exponent of what counts, in units of the class's constant.
  let target: Int
  /// The bits that the terms need.
  let plan: ResidueLawPlan
  var numbers: IntegerScratch
  var powers: Series
  var ratios: [Series]
  var poleOrder: Int
  var divisor: [Int]
  var divisorSize = 1
  var sum = Integer.zero
  var sumError = Magnitude.zero
  /// The exponent of the sum.
  let unit: Int
  /// The row after all blocks; behind it are the polynomials' coefficients, by twos.
  let spareRow: Int
  private(set) var coefficientRows: [Int] = []

  /// Each operation's rounding of the error bounds themselves.
  static let inflation = 1 + 0x1p-30

  /// Blocks of temporary rows.
  enum Block: Int, CaseIterable {
    case powers, term, principal, other, product, spare
  }

  init(
    _ residues: ResidueClass, argument: ResidueLawArgument, dividing: Bool, target: Int,
    plan: ResidueLawPlan
  ) {
    self.residues = residues
    self.argument = argument
    self.dividing = dividing
    self.target = target
    self.plan = plan
    order = residues.order
    unit = target - 24
    poleOrder = residues.initialOrder
    divisor = Array(repeating: 0, count: max(order, 2))
    divisor[0] = 1
    let blocks = Block.allCases.count + 2 * residues.polynomials.count
    var rows = [Integer](repeating: .zero, count: blocks * order + 1)
    func fill(_ base: Int, _ coefficients: [RealBall], bits: Int) -> Series {
      var top = Int.min
      for (index, coefficient) in coefficients.enumerated()
      where !coefficient.midpoint.isZero {
        top = max(top, coefficient.midpoint.exponent - 2 * index)
      }
      var series = Series(base: base, errors: Array(repeating: 0, count: coefficients.count))
      if top == .min { top = 0 }
      series.exponent = top - bits
      for (index, coefficient) in coefficients.enumerated() {
        let shift = -series.exponent - 2 * index
        let scaled = coefficient.midpoint.scaled(byPowerOfTwo: shift)
        rows[base + index] = scaled.integer(rounding: .towardZero) ?? .zero
        series.errors[index] =
          coefficient.isZero
          ? 0
          : coefficient.radius.scaled(byPowerOfTwo: shift).doubleUpperBound + 1
      }
      return series
    }
    let order = self.order
    powers = fill(Block.powers.rawValue * order, residues.initial, bits: plan.largestBits)
    var ratios: [Series] = []
    for (index, polynomials) in residues.polynomials.enumerated() {
      ratios.append(
        fill((Block.allCases.count + index) * order, polynomials.ratio, bits: plan.largestBits))
    }
    self.ratios = ratios
    spareRow = rows.count - 1
    for polynomials in residues.polynomials {
      for levels in [polynomials.principal, polynomials.other] {
        coefficientRows.append(rows.count)
        rows.append(contentsOf: levels.coefficients)
      }
    }
    numbers = IntegerScratch(rows)
  }

  func base(_ block: Block) -> Int { block.rawValue * order }

  /// The block of a mixture's factor.
  func factorBase(_ index: Int) -> Int {
    (Block.allCases.count + ratios.count + index) * order
  }

  /// The residues at the poles from the first to n = last, times the class's constant.
  mutating func run(through last: Int) -> RealBall {
    var n = residues.firstPole
    while n <= last {
      if n > residues.firstPole { advance(to: n, bits: plan.bits(at: 2 * n)) }
      // At s = 0 there is no pole.
      if residues.isHalfInteger || n > 0 { addResidue(n) }
      n += 1
    }
    return RealBall(
      midpoint: BigFloat(mantissa: sum, exponent: unit),
      radius: sumError.scaled(byPowerOfTwo: unit))
  }
}

// MARK: Blocks

extension ResidueClassSum {
  /// The bits of the largest of the rows.
  func bitWidth(_ base: Int) -> Int {
    var bits = 0
    for i in 0..<order { bits = max(bits, numbers.bitWidth(at: base + i)) }
    return bits
  }

  /// Shifts a block so that its largest row has so many bits; to the left only when asked.
  mutating func normalize(_ series: inout Series, bits: Int, growing: Bool) {
    let width = bitWidth(series.base)
    let shift = bits - width
    if width == 0 || shift == 0 || (shift > 0 && !growing) { return }
    for i in 0..<order { numbers.shift(series.base + i, by: shift) }
    series.exponent -= shift
    let scale =
      shift > 1000
      ? .infinity : Double(sign: .plus, exponent: max(shift, -1000), significand: 1)
    for i in 0..<order where series.errors[i] > 0 || shift < 0 {
      if series.errors[i] == 0, numbers.isZero(at: series.base + i) { continue }
      series.errors[i] = series.errors[i] * scale * Self.inflation + (shift < 0 ? 1 : 0)
    }
  }

  mutating func beginDivisor() {
    divisor[0] = 1
    divisorSize = 1
  }

  /// divisor *= value + slope t; false, and unchanged, when it would leave the word.
  mutating func extendDivisor(_ value: Int, slope: Int) -> Bool {
    var total = 0
    for i in 0..<divisorSize { total += Int(divisor[i].magnitude) }
    let (bound, overflow) = total.multipliedReportingOverflow(
      by: Int(value.magnitude) + Int(slope.magnitude))
    if overflow || bound >= 1 << 61 { return false }
    if divisorSize < order {
      divisor[divisorSize] = 0
      divisorSize += 1
    }
    var i = divisorSize - 1
    while i > 0 {
      divisor[i] = divisor[i] * value + divisor[i - 1] * slope
      i -= 1
    }
    divisor[0] *= value
    return true
  }

  /// series /= divisor, coefficient by coefficient: q_i = (p_i - sum d_j q_(i-j))/d_0.
  mutating func divide(_ series: inout Series) {
    if divisorSize == 1, divisor[0] == 1 { return }
    if divisor[0] < 0 {
      for j in 0..<divisorSize { divisor[j].negate() }
      for i in 0..<order { numbers.negate(series.base + i) }
    }
    let first = UInt(divisor[0])
    let inverse = 1 / Double(first)
    for i in 0..<order {
      let row = series.base + i
      var error = series.errors[i]
      var j = 1
      while j < divisorSize, j <= i {
        numbers.addProduct(of: row - j, -divisor[j], to: row)
        error += series.errors[i - j] * Double(divisor[j].magnitude)
        j += 1
      }
      // A zero that is exact stays so, as the constant term of R.
      if error == 0, numbers.isZero(at: row) { continue }
      numbers.divide(row, by: first)
      series.errors[i] = error * inverse * Self.inflation + 1
    }
  }

  /// series *= value + slope t.
  mutating func multiply(_ series: inout Series, by value: Int, slope: Int) {
    var i = order - 1
    while i >= 0 {
      let row = series.base + i
      numbers.multiply(row, by: value)
      var error = series.errors[i] * Double(value.magnitude)
      if i > 0 {
        numbers.addProduct(of: row - 1, slope, to: row)
        error += series.errors[i - 1] * Double(slope.magnitude)
      }
      series.errors[i] = error * Self.inflation
      i -= 1
    }
  }
}
