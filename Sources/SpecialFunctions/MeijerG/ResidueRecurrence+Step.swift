internal import BallArithmetic
internal import Multiprecision

/// One step P_(k-1) -> P_k. Docs/Theory/MeijerG.md, "Rounding errors".
extension ResidueRecurrence {
  mutating func step(_ k: Int) {
    if hasLongConstant { multiplyRows(by: constantNumerator) }
    begin(wordNumerator)
    for factor in cluster.numerators {
      guard let (r, t) = factor.word, k < 1 << 28 else {
        let value = factor.offset.numerator + factor.offset.denominator * Integer(k)
        multiply(byLong: value, slope: factor.offset.denominator)
        continue
      }
      let value = t * k + r
      if value == 0 {
        if !extend(-t, slope: 0) {
          multiply()
          begin(-t)
        }
      } else if !extend(value, slope: t) {
        multiply()
        begin(value, slope: t)
      }
    }
    multiply()
    if longArgument != nil { multiplyByArgument() }
    begin(wordDenominator)
    for factor in cluster.denominators {
      guard let (r, t) = factor.word, k < 1 << 28 else {
        let value = factor.offset.numerator + factor.offset.denominator * Integer(k)
        divide(byLong: value, slope: factor.offset.denominator)
        continue
      }
      let value = t * k + r
      if value == 0 {
        if !extend(-t, slope: 0) {
          divide()
          begin(-t)
        }
      } else if !extend(value, slope: t) {
        divide()
        begin(value, slope: t)
      }
    }
    divide()
    if hasLongConstant { divideRows(by: constantDenominator) }
    rescaleErrors()
  }

  // MARK: Products of linear factors that fit in words

  private mutating func begin(_ value: Int, slope: Int = 0) {
    polynomial[0] = value
    polynomialSize = 1
    if slope != 0, active > 1 {
      polynomial[1] = -slope
      polynomialSize = 2
    }
  }

  /// polynomial *= value - slope e, truncated; false, and unchanged, when a coefficient may leave
  /// the word.
  private mutating func extend(_ value: Int, slope: Int) -> Bool {
    var sum = 0
    for i in 0..<polynomialSize { sum += Int(polynomial[i].magnitude) }
    let (bound, overflow) = sum.multipliedReportingOverflow(by: Int(value.magnitude) + slope)
    if overflow || bound >= 1 << 61 { return false }
    if slope != 0, polynomialSize < active {
      polynomial[polynomialSize] = 0
      polynomialSize += 1
    }
    var i = polynomialSize - 1
    while i > 0 {
      polynomial[i] = polynomial[i] * value - polynomial[i - 1] * slope
      i -= 1
    }
    polynomial[0] *= value
    return true
  }

  /// P *= polynomial: exact.
  private mutating func multiply() {
    if polynomialSize == 1, polynomial[0] == 1 { return }
    let size = polynomialSize
    for lane in 0..<lanes {
      var i = active - 1
      while i >= 0 {
        let row = lane * order + i
        numbers.multiply(row, by: polynomial[0])
        for j in 1..<max(min(size, i + 1), 1) {
          numbers.addProduct(of: row - j, polynomial[j], to: row)
        }
        i -= 1
      }
    }
    var i = active - 1
    while i >= 0 {
      var error = errors[i] * Double(polynomial[0].magnitude)
      for j in 1..<max(min(size, i + 1), 1) {
        error += errors[i - j] * Double(polynomial[j].magnitude)
      }
      errors[i] = error
      i -= 1
    }
    rescaleErrors()
  }

  /// P /= polynomial: coefficient by coefficient, q_i = (p_i - sum d_j q_(i-j))/d_0.
  private mutating func divide() {
    if polynomialSize == 1, polynomial[0] == 1 { return }
    let size = polynomialSize
    if polynomial[0] < 0 {
      for j in 0..<size { polynomial[j].negate() }
      for lane in 0..<lanes {
        for i in 0..<active { numbers.negate(lane * order + i) }
      }
    }
    let divisor = UInt(polynomial[0])
    for lane in 0..<lanes {
      for i in 0..<active {
        let row = lane * order + i
        for j in 1..<max(min(size, i + 1), 1) {
          numbers.addProduct(of: row - j, -polynomial[j], to: row)
        }
        numbers.divide(row, by: divisor)
      }
    }
    let inverse = 1 / Double(divisor)
    let unit = errorUnit
    for i in 0..<active {
      var error = errors[i]
      for j in 1..<max(min(size, i + 1), 1) {
        error += errors[i - j] * Double(polynomial[j].magnitude)
      }
      errors[i] = error * inverse * ResidueRecurrence.inflation + unit
    }
  }

  // MARK: Long factors

  private mutating func multiplyRows(by factor: Integer) {
    for row in 0..<lanes * order { numbers.multiply(row, by: factor) }
    let size = Magnitude(upperBound: factor).doubleUpperBound
    for i in 0..<active { errors[i] *= size }
    rescaleErrors()
  }

  private mutating func divideRows(by divisor: Integer) {
    for row in 0..<lanes * order { numbers.divide(row, by: divisor) }
    let inverse = Magnitude.one.divided(
      byLowerBound: Magnitude(lowerBound: BigFloat(divisor, precision: 64, rounding: .towardZero))
    ).doubleUpperBound
    for i in 0..<active {
      errors[i] = errors[i] * inverse * ResidueRecurrence.inflation + errorUnit
    }
  }

  private mutating func multiply(byLong value: Integer, slope: Integer) {
    if value.isZero {
      multiplyRows(by: -slope)
      return
    }
    for lane in 0..<lanes {
      var i = active - 1
      while i >= 0 {
        let row = lane * order + i
        numbers.multiply(row, by: value)
        if i > 0 { numbers.subtractProduct(of: row - 1, slope, from: row) }
        i -= 1
      }
    }
    let size = Magnitude(upperBound: value).doubleUpperBound
    let slopeSize = Magnitude(upperBound: slope).doubleUpperBound
    var i = active - 1
    while i >= 0 {
      errors[i] = errors[i] * size + (i > 0 ? errors[i - 1] * slopeSize : 0)
      i -= 1
    }
    rescaleErrors()
  }

  private mutating func divide(byLong value: Integer, slope: Integer) {
    if value.isZero {
      divideRows(by: -slope)
      return
    }
    for lane in 0..<lanes {
      for i in 0..<active {
        let row = lane * order + i
        if i > 0 { numbers.addProduct(of: row - 1, slope, to: row) }
        numbers.divide(row, by: value)
      }
    }
    let inverse = Magnitude.one.divided(
      byLowerBound: Magnitude(lowerBound: BigFloat(value, precision: 64, rounding: .towardZero))
    ).doubleUpperBound
    let slopeSize = Magnitude(upperBound: slope).doubleUpperBound
    for i in 0..<active {
      let carried = i > 0 ? errors[i - 1] * slopeSize : 0
      errors[i] = (errors[i] + carried) * inverse * ResidueRecurrence.inflation + errorUnit
    }
  }

  private mutating func multiplyByArgument() {
    guard var z = longArgument else { return }
    let bits = largestBitWidth
    z.cut(to: bits + 4)
    for i in 0..<active {
      if lanes == 1 {
        numbers.multiply(i, by: z.cutReal)
        numbers.shiftRight(i, by: z.cutBits)
        continue
      }
      let (x, y, spare) = (i, order + i, spareRow)
      numbers.copy(x, to: spare)
      numbers.multiply(x, by: z.cutReal)
      numbers.subtractProduct(of: y, z.cutImaginary, from: x)
      numbers.multiply(y, by: z.cutReal)
      numbers.addProduct(of: spare, z.cutImaginary, to: y)
      numbers.shiftRight(x, by: z.cutBits)
      numbers.shiftRight(y, by: z.cutBits)
    }
    // |p| < 2^bits for each part of each coefficient: the error of z gives a modulus less than
    // 2 * 2^bits * 2^-cutBits <= 1/8 from the cut, or none when nothing was cut.
    var own = 1.0
    if z.cutBits < z.bits {
      own += Double(sign: .plus, exponent: bits - z.cutBits + 1, significand: 1)
    }
    if !z.isExact {
      own += Double(sign: .plus, exponent: min(bits - z.bits + 2, 1000), significand: 1)
    }
    for i in 0..<active {
      errors[i] = errors[i] * z.sizeBound * ResidueRecurrence.inflation + own * errorUnit
    }
    longArgument = z
    rescaleErrors()
  }

  // MARK: Errors

  /// A bound of the rounding of a coefficient, one unit for each of its parts, in units of the
  /// errors, which are bounds of moduli.
  var errorUnit: Double {
    (lanes == 1 ? 1 : 1.414_214)
      * Double(sign: .plus, exponent: max(-errorExponent, -900), significand: 1)
  }

  /// Divides all errors by 2^400 when they become large.
  mutating func rescaleErrors() {
    var largest = 0.0
    for i in 0..<active { largest = max(largest, errors[i]) }
    for i in 0..<active { errors[i] *= ResidueRecurrence.inflation }
    guard largest > 0x1p400 else { return }
    // A bound that falls below the range is kept above zero.
    let scale = Double(sign: .plus, exponent: -ResidueRecurrence.rescalingBits, significand: 1)
    for i in errors.indices { errors[i] = max(errors[i] * scale, 0x1p-900) }
    for i in sumErrors.indices { sumErrors[i] = max(sumErrors[i] * scale, 0x1p-900) }
    errorExponent += ResidueRecurrence.rescalingBits
  }

  var spareRow: Int { numbers.count - 1 }

  /// The largest bit width of the coefficients.
  var largestBitWidth: Int {
    var bits = 0
    for lane in 0..<lanes {
      for i in 0..<active { bits = max(bits, numbers.bitWidth(at: lane * order + i)) }
    }
    return bits
  }
}
