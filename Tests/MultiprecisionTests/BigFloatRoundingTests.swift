import Multiprecision
import TestSupport
import Testing

/// Every rounded result against the exact fraction, in all directions.
@Suite struct BigFloatRoundingTests {
  /// The correctly rounded value, from integers alone: the two neighbours of the fraction on the
  /// grid of numbers with that precision, and the rule of the direction.
  private func reference(_ x: Rational, _ precision: Int, _ rounding: Rounding) -> Rational {
    if x.isZero { return x }
    let size = x.magnitude
    // 2^(exponent-1) <= size < 2^exponent.
    var exponent = size.numerator.bitWidth - size.denominator.bitWidth
    if size >= power(exponent) { exponent += 1 }
    let unit = power(exponent - precision)
    let scaled = size / unit
    let below = scaled.floor
    let remainder = scaled - Rational(below)
    let goesUp =
      switch rounding {
      case _ where remainder.isZero: false
      case .towardZero: false
      case .awayFromZero: true
      case .up: x.isPositive
      case .down: x.isNegative
      case .toNearest: remainder > 1 / 2 || (remainder == 1 / 2 && below.isOdd)
      }
    let result = Rational(goesUp ? below + 1 : below) * unit
    return x.isNegative ? -result : result
  }

  private func power(_ exponent: Int) -> Rational {
    let power = Rational(Integer.one << abs(exponent))
    return exponent < 0 ? 1 / power : power
  }

  private func expect(
    _ result: (value: BigFloat, ternary: Int), isRounded exact: Rational, _ precision: Int,
    _ rounding: Rounding, _ comment: Comment
  ) throws {
    let value = try #require(result.value.exactRational)
    #expect(value == reference(exact, precision, rounding), "\(rounding) \(precision): \(comment)")
    #expect(result.ternary == (value - exact).signum(), "\(rounding) \(precision): \(comment)")
    #expect(result.value.precision.bits == precision, comment)
  }

  @Test func arithmetic() throws {
    var random = TestRandom(seed: 401)
    for _ in 0..<TestEffort.samples(400) {
      let a = BigFloat(
        mantissa: random.biasedInteger(bits: 120), exponent: random.int(in: -90...90))
      let b = BigFloat(
        mantissa: random.biasedInteger(bits: 120), exponent: random.int(in: -90...90))
      let (x, y) = (try #require(a.exactRational), try #require(b.exactRational))
      let bits = random.choice([1, 2, 3, 53, 63, 64, 65, 113, random.int(in: 1...300)])
      let precision = try Precision(bits: bits)
      let comment = random.comment
      for rounding in Rounding.allCases {
        try expect(
          BigFloat.addingExactness(a, b, precision: precision, rounding: rounding),
          isRounded: x + y, bits, rounding, comment)
        try expect(
          BigFloat.subtractingExactness(a, b, precision: precision, rounding: rounding),
          isRounded: x - y, bits, rounding, comment)
        try expect(
          BigFloat.multiplyingExactness(a, b, precision: precision, rounding: rounding),
          isRounded: x * y, bits, rounding, comment)
        if !y.isZero {
          try expect(
            BigFloat.dividingExactness(a, b, precision: precision, rounding: rounding),
            isRounded: x / y, bits, rounding, comment)
        }
        try expect(
          BigFloat.multiplyingAdding(a, b, a, precision: precision, rounding: rounding),
          isRounded: x * y + x, bits, rounding, comment)
        try expect(
          BigFloat.sumOfProducts(a, b, a, a, precision: precision, rounding: rounding),
          isRounded: x * y + x * x, bits, rounding, comment)
        try expect(
          a.power(Integer(3), precision: precision, rounding: rounding),
          isRounded: x * x * x, bits, rounding, comment)
      }
    }
  }

  @Test func fractionsAndIntegers() throws {
    var random = TestRandom(seed: 402)
    for _ in 0..<TestEffort.samples(1000) {
      let x = random.biasedRational()
      let bits = random.choice([1, 2, 53, 64, random.int(in: 1...300)])
      let precision = try Precision(bits: bits)
      for rounding in Rounding.allCases {
        let (value, isExact) = BigFloat.rounding(x, precision: precision, rounding: rounding)
        let expected = reference(x, bits, rounding)
        #expect(value.exactRational == expected, "\(x) \(bits) \(rounding): \(random.comment)")
        #expect(isExact == (expected == x), random.comment)
        #expect((BigFloat(exactly: x, precision: precision) != nil) == isExact, random.comment)
        let integer = BigFloat(x.numerator, precision: precision, rounding: rounding)
        #expect(
          integer.exactRational == reference(Rational(x.numerator), bits, rounding),
          random.comment)
      }
      #expect(BigFloat(x.numerator).exactRational == Rational(x.numerator), random.comment)
    }
  }

  @Test func toIntegers() throws {
    var random = TestRandom(seed: 403)
    for _ in 0..<TestEffort.samples(1000) {
      let halves = random.biasedInteger(bits: 100)
      let a = BigFloat(mantissa: halves, exponent: random.choice([-1, -1, -2, -50, 3]))
      let x = try #require(a.exactRational)
      let truncated = x.isNegative ? x.ceiling : x.floor
      let expected: [(Rounding, Integer)] = [
        (.up, x.ceiling), (.down, x.floor), (.towardZero, truncated),
        (.awayFromZero, x.isNegative ? x.floor : x.ceiling),
        (
          .toNearest,
          (x - Rational(x.floor)) == 1 / 2 && x.floor.isEven
            ? x.floor
            : (x + 1 / 2).floor
        ),
      ]
      for (rounding, value) in expected {
        #expect(a.integer(rounding: rounding) == value, "\(x) \(rounding): \(random.comment)")
      }
      #expect(a.isInteger == x.isInteger, random.comment)
    }
  }

  @Test func toDoubles() throws {
    var random = TestRandom(seed: 404)
    for _ in 0..<TestEffort.samples(1000) {
      let a = BigFloat(
        mantissa: random.biasedInteger(bits: 120),
        exponent: random.choice([0, -60, -1100, -1130, -1190, 900]))
      let x = try #require(a.exactRational)
      #expect(a.nearestDouble == x.nearestDouble, random.comment)
      for rounding in Rounding.allCases {
        let double = a.double(rounding: rounding)
        guard let back = Rational(exactly: double) else { continue }
        switch rounding {
        case .up: #expect(back >= x, random.comment)
        case .down: #expect(back <= x, random.comment)
        case .towardZero: #expect(back.magnitude <= x.magnitude, random.comment)
        case .awayFromZero: #expect(back.magnitude >= x.magnitude, random.comment)
        case .toNearest: break
        }
      }
      #expect((Double(exactly: a) != nil) == (Rational(exactly: x.nearestDouble) == x))
      if !a.isZero {
        let (upper, lower) = (a.upperBoundParts, a.lowerBoundParts)
        let above = BigFloat(upper.fraction).scaled(byPowerOfTwo: upper.exponent)
        let below = BigFloat(lower.fraction).scaled(byPowerOfTwo: lower.exponent)
        #expect(below <= a.magnitude && a.magnitude <= above, random.comment)
        #expect(upper.fraction >= 0.5 && upper.fraction <= 1, random.comment)
        #expect(lower.fraction >= 0.5 && lower.fraction < 1, random.comment)
        let ratio = BigFloat.dividing(above, below, precision: 60)
        #expect(ratio <= BigFloat(1 + 0x1p-51), random.comment)
      }
    }
  }

  /// The result of a function lies between what it gives rounded down and rounded up, at most
  /// one unit apart, and both agree with twice the precision.
  @Test func functionsAtTwoPrecisions() throws {
    typealias Function = (BigFloat, Precision, Rounding) -> (value: BigFloat, ternary: Int)
    let functions: [(String, Function)] = [
      ("sqrt", { $0.magnitude.squareRoot(precision: $1, rounding: $2) }),
      ("cbrt", { $0.cubeRoot(precision: $1, rounding: $2) }),
      ("exp", { $0.exponential(precision: $1, rounding: $2) }),
      ("expm1", { $0.exponentialMinusOne(precision: $1, rounding: $2) }),
      ("log", { $0.magnitude.logarithm(precision: $1, rounding: $2) }),
      ("sin", { $0.sine(precision: $1, rounding: $2) }),
      ("cos", { $0.cosine(precision: $1, rounding: $2) }),
      ("tan", { $0.tangent(precision: $1, rounding: $2) }),
      ("atan", { $0.arcTangent(precision: $1, rounding: $2) }),
      ("sinh", { $0.hyperbolicSine(precision: $1, rounding: $2) }),
      ("tanh", { $0.hyperbolicTangent(precision: $1, rounding: $2) }),
      ("asinh", { $0.inverseHyperbolicSine(precision: $1, rounding: $2) }),
      ("gamma", { $0.magnitude.gamma(precision: $1, rounding: $2) }),
      ("digamma", { $0.magnitude.digamma(precision: $1, rounding: $2) }),
      ("erf", { $0.errorFunction(precision: $1, rounding: $2) }),
      ("erfc", { $0.complementaryErrorFunction(precision: $1, rounding: $2) }),
      ("rootn", { $0.magnitude.root(7, precision: $1, rounding: $2) }),
    ]
    var random = TestRandom(seed: 405)
    for _ in 0..<TestEffort.samples(30) {
      let x = BigFloat(mantissa: random.uniformBits(60), exponent: random.int(in: -70 ... -54))
      let precision: Precision = 100
      for (name, function) in functions {
        let (down, up) = (function(x, precision, .down), function(x, precision, .up))
        let fine = function(x, 250, .toNearest).value
        guard fine.isFinite else { continue }
        #expect(down.value <= fine && fine <= up.value, "\(name)(\(x)): \(random.comment)")
        let gap = BigFloat.subtracting(up.value, down.value, precision: 53)
        #expect(gap.isZero == (down.ternary == 0), "\(name)(\(x)): \(random.comment)")
        #expect(
          gap.isZero || gap.exponent <= fine.exponent - precision.bits + 1,
          "\(name)(\(x)) is not accurate: \(random.comment)")
      }
    }
  }
}
