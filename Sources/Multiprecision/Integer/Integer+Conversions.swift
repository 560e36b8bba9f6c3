internal import CGMP
internal import RealModule

extension Integer: ExpressibleByIntegerLiteral {
  /// Any integer literal, of any length.
  public init(integerLiteral literal: StaticBigInt) {
    if literal.bitWidth <= Int.bitWidth {
      self.init(word: Int(bitPattern: literal[0]))
      return
    }
    var magnitude = Integer.zero
    let words = (literal.bitWidth + Int.bitWidth - 1) / Int.bitWidth
    // The words of a negative literal are its two's complement: complement them, add one.
    let negative = literal.signum() < 0
    for index in stride(from: words - 1, through: 0, by: -1) {
      let word = negative ? ~literal[index] : literal[index]
      magnitude = magnitude.shifted(leftBy: Int.bitWidth) + Integer(word)
    }
    self = negative ? -(magnitude + 1) : magnitude
  }
}

extension Integer {
  /// The integer, exactly.
  public init(_ value: Int) { self.init(word: value) }

  /// The integer, exactly, from a type of any width.
  public init<Source: BinaryInteger>(_ value: Source) {
    if let word = Int(exactly: value) {
      self.init(word: word)
      return
    }
    var magnitude = Integer.zero
    for word in value.magnitude.words.reversed() {
      let high = Integer(word: Int(bitPattern: word >> 1))
      magnitude = magnitude.shifted(leftBy: UInt.bitWidth)
      magnitude += high + high + Integer(word: Int(word & 1))
    }
    self = value < 0 ? -magnitude : magnitude
  }

  /// The integer, exactly; never nil.
  public init?<Source: BinaryInteger>(exactly value: Source) { self.init(value) }

  /// A finite floating-point number that is an integer; nil for any other. Minus zero gives 0.
  public init?(exactly value: Double) {
    guard value.isFinite, value.rounded(.towardZero) == value else { return nil }
    self = Integer.computing { __gmpz_set_d($0, value) }
  }

  /// The machine integer of this value; nil when it does not fit.
  public var asInt: Int? { box == nil ? word : nil }

  /// The number rounded toward zero to a double; infinite from 2^1024 on.
  public var doubleTowardZero: Double {
    if bitWidth > 1024 { return isNegative ? -.infinity : .infinity }
    return withMPZ { __gmpz_get_d($0) }
  }

  /// log2 |x| within 1e-12 relative, for estimates of size only; -infinity for zero.
  public var approximateLog2: Double {
    withMPZ { value in
      var exponent = 0
      let mantissa = __gmpz_get_d_2exp(&exponent, value)
      return mantissa == 0 ? -.infinity : Double.log2(mantissa.magnitude) + Double(exponent)
    }
  }
}
