internal import BallArithmetic
internal import Multiprecision

extension ResidueClassSum {
  /// Adds the residue at the n-th pole.
  mutating func addResidue(_ n: Int) {
    var size =
      bitWidth(powers.base) + powers.exponent - target + ResidueLawPlan.guardBits(order: order)
    var factors: [Series] = []
    for index in residues.polynomials.indices {
      let factor = evaluate(index, pole: n)
      let count = residues.polynomials[index].count
      size += (bitWidth(factor.base) + factor.exponent) * count
      // Powers grow with the sum of the coefficients.
      size += Int(excessBits(factor.base) * Double(count))
      factors.append(factor)
    }
    let bits = max(size, 32)
    var product: Series?
    for index in factors.indices {
      normalize(&factors[index], bits: bits, growing: false)
      let power = raised(
        factors[index], to: residues.polynomials[index].count, bits: bits, beside: product)
      if let other = product {
        product = multiplied(other, power, bits: bits, beside: nil)
      } else {
        product = power
      }
    }
    addTerm(n, bits: bits, factor: product)
  }

  /// About log2 of the sum of the rows over the largest.
  private func excessBits(_ base: Int) -> Double {
    let width = bitWidth(base)
    var sum = 0.0
    for i in 0..<order {
      let fall = width - numbers.bitWidth(at: base + i)
      sum += Double(sign: .plus, exponent: -min(fall, 1000), significand: 1)
    }
    return sum.estimatedLogarithm * 1.442_695
  }

  /// X_n(e) + Y_n(e) R_n(e), in the mixture's own block.
  private mutating func evaluate(_ index: Int, pole n: Int) -> Series {
    let polynomials = residues.polynomials[index]
    let (x, y, r) = (base(.principal), base(.other), ratios[index])
    let result = factorBase(index)
    evaluate(polynomials.principal, rows: coefficientRows[2 * index], pole: n, into: x)
    evaluate(polynomials.other, rows: coefficientRows[2 * index + 1], pole: n, into: y)
    // e = t/4: coefficient i times 4^-i, times 4^(order - 1) to stay whole.
    let top = 2 * (order - 1)
    for i in 0..<order { numbers.shift(y + i, by: top - 2 * i) }
    var series = Series(
      base: result, exponent: r.exponent - top, errors: Array(repeating: 0, count: order))
    for i in 0..<order {
      numbers.setShifted(result + i, from: x + i, by: top - 2 * i - r.exponent)
      for j in 0...i { numbers.addProduct(ofRows: y + j, r.base + i - j, to: result + i) }
    }
    // The cut of X, R's errors times Y, the errors of X and Y.
    var error = r.exponent > 0 ? Magnitude.one : .zero
    let largest = r.errors.max() ?? 0
    error += Magnitude(upperBound: largest) * .powerOfTwo(bitWidth(y)) * Magnitude(UInt(order))
    let (ownX, ownY) = (
      polynomials.principal.errorBound(pole: n), polynomials.other.errorBound(pole: n)
    )
    error += ownX.scaled(byPowerOfTwo: top - r.exponent)
    error +=
      ownY.scaled(byPowerOfTwo: top) * Magnitude(UInt(order))
      * (.powerOfTwo(bitWidth(r.base)) + Magnitude(upperBound: largest))
    // In units that doubles can count.
    let shift = error.isFinite && !error.isZero ? max(0, error.exponent - 32) : 0
    if shift > 0 {
      for i in 0..<order { numbers.shift(result + i, by: -shift) }
      series.exponent += shift
      error = error.scaled(byPowerOfTwo: -shift) + .one
    }
    let bound = error.doubleUpperBound
    for i in 0..<order { series.errors[i] = bound }
    return series
  }

  /// A polynomial in e, exactly, by Horner's rule.
  private mutating func evaluate(
    _ levels: ResidueLevels, rows: Int, pole n: Int, into base: Int
  ) {
    for i in 0..<order { numbers.clear(base + i) }
    let top = levels.coefficients.count - 1
    numbers.copy(rows + top, to: base)
    var degree = 0
    var j = top - 1
    while j >= 0 {
      let value = levels.value(level: j + 1, pole: n)
      degree = min(degree + 1, order - 1)
      var i = degree
      while i >= 0 {
        numbers.multiply(base + i, by: value)
        if i > 0 { numbers.addProduct(of: base + i - 1, levels.stride, to: base + i) }
        i -= 1
      }
      numbers.add(rows + j, to: base)
      j -= 1
    }
  }

  /// The power, by squarings from the leading bit on.
  private mutating func raised(
    _ factor: Series, to count: Int, bits: Int, beside other: Series?
  ) -> Series {
    var power = factor
    var bit = Int.bitWidth - 2 - count.leadingZeroBitCount
    while bit >= 0 {
      power = multiplied(power, power, bits: bits, beside: other)
      if count >> bit & 1 == 1 { power = multiplied(power, factor, bits: bits, beside: other) }
      bit -= 1
    }
    return power
  }

  /// The truncated product, cut to so many bits.
  private mutating func multiplied(
    _ a: Series, _ b: Series, bits: Int, beside other: Series?
  ) -> Series {
    let blocks: [Block] = [.product, .spare, .principal, .other]
    let free = blocks.first {
      let base = base($0)
      return base != a.base && base != b.base && base != other?.base
    }
    var product = Series(
      base: base(free ?? .term), exponent: a.exponent + b.exponent, errors: a.errors)
    let (sizeA, sizeB) = (bitWidth(a.base), bitWidth(b.base))
    for i in 0..<order {
      let row = product.base + i
      numbers.clear(row)
      for j in 0...i { numbers.addProduct(ofRows: a.base + j, b.base + i - j, to: row) }
    }
    let (errorA, errorB) = (a.errors.max() ?? 0, b.errors.max() ?? 0)
    // Of the sizes, not of the product, which may be much smaller or zero: what counts is absolute.
    let shift = max(0, sizeA + sizeB - bits)
    if shift > 0 {
      for i in 0..<order { numbers.shift(product.base + i, by: -shift) }
      product.exponent += shift
    }
    let error =
      Self.scaled(errorA, sizeB - shift) + Self.scaled(errorB, sizeA - shift)
      + Self.scaled(errorA * errorB, -shift)
    let bound = error * Double(order) * Self.inflation + (shift > 0 ? 1 : 0)
    for i in 0..<order { product.errors[i] = bound }
    return product
  }

  /// The coefficient that is the residue, of P times the product, added to the sum.
  private mutating func addTerm(_ n: Int, bits: Int, factor: Series?) {
    var term = Series(base: base(.term), exponent: powers.exponent, errors: powers.errors)
    for i in 0..<order { numbers.copy(powers.base + i, to: term.base + i) }
    normalize(&term, bits: bits, growing: false)
    if dividing {
      // -1/s = 4/(4n + 4c - t).
      beginDivisor()
      _ = extendDivisor(residues.isHalfInteger ? 4 * n + 2 : 4 * n, slope: -1)
      normalize(&term, bits: bits + Int.bitWidth - n.leadingZeroBitCount + 3, growing: true)
      divide(&term)
      term.exponent += 2
      beginDivisor()
    }
    guard poleOrder > 0 else { return }
    // The coefficient of e^(r-1) is 4^(r-1) times that of t^(r-1).
    var exponent = term.exponent + 2 * (poleOrder - 1)
    var error: Magnitude
    let largest = Magnitude(upperBound: term.errors[0..<poleOrder].max() ?? 0)
    numbers.clear(spareRow)
    if let factor {
      exponent += factor.exponent
      for i in 0..<poleOrder {
        numbers.addProduct(
          ofRows: term.base + i, factor.base + poleOrder - 1 - i, to: spareRow)
      }
      let other = Magnitude(upperBound: factor.errors.max() ?? 0)
      error =
        (largest * (.powerOfTwo(bitWidth(factor.base)) + other)
          + other * .powerOfTwo(bitWidth(term.base))) * Magnitude(UInt(poleOrder))
    } else {
      numbers.copy(term.base + poleOrder - 1, to: spareRow)
      error = largest
    }
    let shift = exponent - unit
    numbers.shift(spareRow, by: shift)
    sum += numbers.value(at: spareRow)
    sumError += error.scaled(byPowerOfTwo: shift)
    if shift < 0 { sumError += .one }
  }

  private static func scaled(_ error: Double, _ exponent: Int) -> Double {
    if error == 0 { return 0 }
    if exponent > 1000 { return .infinity }
    return error * Double(sign: .plus, exponent: max(exponent, -900), significand: 1)
  }
}
