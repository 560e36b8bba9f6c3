public import Multiprecision

extension Polynomial: AdditiveArithmetic {
  /// The sum, exact.
  public static func + (left: Polynomial, right: Polynomial) -> Polynomial {
    combine(left, right, sign: .one)
  }

  /// The difference, exact.
  public static func - (left: Polynomial, right: Polynomial) -> Polynomial {
    combine(left, right, sign: -1)
  }

  private static func combine(
    _ left: Polynomial, _ right: Polynomial, sign: Integer
  ) -> Polynomial {
    let common = Integer.greatestCommonDivisor(left.commonDenominator, right.commonDenominator)
    let leftScale = right.commonDenominator.exactQuotient(dividingBy: common)
    let rightScale = left.commonDenominator.exactQuotient(dividingBy: common) * sign
    let count = max(left.integers.count, right.integers.count)
    let sum = (0..<count).map { index -> Integer in
      var value = index < left.integers.count ? left.integers[index] * leftScale : .zero
      if index < right.integers.count { value.addProduct(right.integers[index], rightScale) }
      return value
    }
    return Polynomial(integers: sum, over: left.commonDenominator * leftScale)
  }

  /// The opposite, exact.
  public static prefix func - (value: Polynomial) -> Polynomial {
    Polynomial(integers: value.integers.map { -$0 }, over: value.commonDenominator)
  }
}

extension Polynomial {
  /// The product, exact.
  public static func * (left: Polynomial, right: Polynomial) -> Polynomial {
    Polynomial(
      integers: DenseIntegers.product(left.integers, right.integers),
      over: left.commonDenominator * right.commonDenominator)
  }

  /// Multiplies in place, exactly.
  public static func *= (left: inout Polynomial, right: Polynomial) { left = left * right }

  /// The product with a rational number.
  public func scaled(by factor: Rational) -> Polynomial {
    Polynomial(
      integers: integers.map { $0 * factor.numerator },
      over: commonDenominator * factor.denominator)
  }

  /// The power with a nonnegative exponent; `zero.power(0)` is 1.
  public func power(_ exponent: Int) -> Polynomial {
    precondition(exponent >= 0, "a polynomial power needs a nonnegative exponent")
    var result = Polynomial.one
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      rest >>= 1
      if rest > 0 { square *= square }
    }
    return result
  }

  /// The derivative.
  public var derivative: Polynomial {
    Polynomial(
      integers: integers.enumerated().dropFirst().map { $1 * Integer($0) },
      over: commonDenominator)
  }

  /// The composition f(g(x)), by halves so that the long products are balanced.
  public func composed(with inner: Polynomial) -> Polynomial {
    func compose(_ slice: ArraySlice<Integer>) -> Polynomial {
      if slice.count <= 1 { return Polynomial(integers: Array(slice)) }
      var half = 1
      while 2 * half < slice.count { half *= 2 }
      let middle = slice.startIndex + half
      return compose(slice[..<middle]) + inner.power(half) * compose(slice[middle...])
    }
    let result = compose(integers[...])
    return Polynomial(
      integers: result.integers, over: result.commonDenominator * commonDenominator)
  }
}

/// Products of dense lists of integer coefficients.
enum DenseIntegers {
  /// Below this length of the shorter factor the schoolbook product wins.
  private static let packingThreshold = 24

  static func product(_ a: [Integer], _ b: [Integer]) -> [Integer] {
    if a.isEmpty || b.isEmpty { return [] }
    return min(a.count, b.count) < packingThreshold
      ? schoolbookProduct(a, b) : packedProduct(a, b)
  }

  static func schoolbookProduct(_ a: [Integer], _ b: [Integer]) -> [Integer] {
    var result = Array(repeating: Integer.zero, count: a.count + b.count - 1)
    for (i, x) in a.enumerated() where !x.isZero {
      for (j, y) in b.enumerated() { result[i + j].addProduct(x, y) }
    }
    return result
  }

  /// Kronecker's substitution: both polynomials at a power of two so large that the signed
  /// coefficients of the product can be read off its bits.
  static func packedProduct(_ a: [Integer], _ b: [Integer]) -> [Integer] {
    let widths = (a.map(\.bitWidth).max() ?? 0, b.map(\.bitWidth).max() ?? 0)
    let length = min(a.count, b.count)
    // |c| < length 2^(w1 + w2) <= 2^(width - 1).
    let width = widths.0 + widths.1 + (Int.bitWidth - length.leadingZeroBitCount) + 1
    let value = packed(a[...], width: width) * packed(b[...], width: width)
    var result: [Integer] = []
    result.reserveCapacity(a.count + b.count - 1)
    unpack(value, count: a.count + b.count - 1, width: width, into: &result)
    return result
  }

  private static func packed(_ a: ArraySlice<Integer>, width: Int) -> Integer {
    if a.count == 1 { return a[a.startIndex] }
    let half = a.count / 2
    let middle = a.startIndex + half
    return packed(a[..<middle], width: width)
      + packed(a[middle...], width: width).shifted(leftBy: half * width)
  }

  private static func unpack(
    _ value: Integer, count: Int, width: Int, into result: inout [Integer]
  ) {
    if count == 1 {
      result.append(value)
      return
    }
    if value.isZero {
      result.append(contentsOf: repeatElement(.zero, count: count))
      return
    }
    // value = high 2^bits + low with |low| < 2^(bits - 1): round to the nearest multiple.
    let half = count / 2
    let bits = half * width
    let high = (value + Integer.one.shifted(leftBy: bits - 1)).shifted(leftBy: -bits)
    let low = value - high.shifted(leftBy: bits)
    unpack(low, count: half, width: width, into: &result)
    unpack(high, count: count - half, width: width, into: &result)
  }
}
