internal import Multiprecision

/// Cuts the text of a formula into tokens.
struct Lexer {
  private let source: String
  private let bytes: [UInt8]
  private var position = 0
  private var tokens: [Token] = []
  /// The decimal digits that the numbers read so far have when written out.
  private var writtenOutDigits = 0

  /// The tokens of the text, the last one ``Token/Kind/end``.
  static func tokens(of source: String) throws(FormulaError) -> [Token] {
    var lexer = Lexer(source)
    try lexer.run()
    return lexer.tokens
  }

  private init(_ source: String) {
    self.source = source
    self.bytes = Array(source.utf8)
  }

  private mutating func run() throws(FormulaError) {
    guard bytes.count <= Expression.maximumSourceLength else {
      throw FormulaError(
        "a formula of \(bytes.count) bytes is too long",
        remedy: "at most \(Expression.maximumSourceLength) are read")
    }
    while position < bytes.count { try readToken() }
    append(.end, from: position)
  }

  private mutating func readToken() throws(FormulaError) {
    let start = position
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: " "), 9, 10, 13:
      position += 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
      try readNumber()
    case _ where byte.isNameStart:
      position += 1
      while position < bytes.count, bytes[position].isNameStart || bytes[position].isDigit {
        position += 1
      }
      append(.name(text(from: start)), from: start)
    case UInt8(ascii: "*"):
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "*") {
        position += 1
        append(.power, from: start)
      } else {
        append(.times, from: start)
      }
    case _ where byte < 0x80:
      guard let kind = Self.operators[byte] else { throw unexpectedCharacter(at: start) }
      position += 1
      append(kind, from: start)
    default:
      try readBeyondASCII()
    }
  }

  private static let operators: [UInt8: Token.Kind] = [
    UInt8(ascii: "+"): .plus, UInt8(ascii: "-"): .minus, UInt8(ascii: "/"): .divide,
    UInt8(ascii: "^"): .power, UInt8(ascii: "!"): .factorial,
    UInt8(ascii: "("): .openParenthesis, UInt8(ascii: ")"): .closeParenthesis,
    UInt8(ascii: "["): .openBracket, UInt8(ascii: "]"): .closeBracket,
    UInt8(ascii: ","): .comma,
  ]

  private mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: SourceRange(start, position)))
  }

  private func text(from start: Int) -> String {
    String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func error(
    _ message: String, remedy: String? = nil, _ lower: Int, _ upper: Int
  ) -> FormulaError {
    FormulaError(message, remedy: remedy, range: SourceRange(lower, upper), source: source)
  }
}

// MARK: - Numbers

extension Lexer {
  /// Digits, a point, digits, and an exponent only when digits follow the `e`: `2*e` and `2e`
  /// are about the constant.
  private mutating func readNumber() throws(FormulaError) {
    let start = position
    skipDigits()
    var fractionDigits = 0
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      let first = position
      skipDigits()
      fractionDigits = position - first
      if position == start + 1 {
        throw error("a point without digits", remedy: "write 0.5 or 5", start, position)
      }
    }
    let mantissaEnd = position
    let digits = position - start
    guard digits <= Expression.maximumDigits else {
      throw error(
        "a number of \(digits) digits is too long",
        remedy: "at most \(Expression.maximumDigits) are read", start, position)
    }
    let exponent = try readExponent(numberStart: start)
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      throw error("a number with two points or a point in its exponent", start, position + 1)
    }
    writtenOutDigits += max(digits, digits + exponent, fractionDigits - exponent)
    guard writtenOutDigits <= Expression.maximumWrittenOutDigits else {
      throw error(
        "the numbers of the formula are too long when written out",
        remedy: "at most \(Expression.maximumWrittenOutDigits) digits are read", start, position)
    }
    let mantissa = String(decoding: bytes[start..<mantissaEnd], as: UTF8.self)
    let prefixed = mantissa.utf8.first == UInt8(ascii: ".") ? "0" + mantissa : mantissa
    guard let value = Rational(decimal: "\(prefixed)e\(exponent)") else {
      throw error("not a number", start, position)
    }
    append(.number(value), from: start)
  }

  private mutating func skipDigits() {
    while position < bytes.count, bytes[position].isDigit { position += 1 }
  }

  private mutating func readExponent(numberStart start: Int) throws(FormulaError) -> Int {
    guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return 0 }
    var next = position + 1
    var isNegative = false
    if next < bytes.count, bytes[next] == UInt8(ascii: "+") || bytes[next] == UInt8(ascii: "-") {
      isNegative = bytes[next] == UInt8(ascii: "-")
      next += 1
    }
    guard next < bytes.count, bytes[next].isDigit else { return 0 }
    position = next
    skipDigits()
    let limit = Expression.maximumDecimalExponent
    var magnitude = 0
    for digit in bytes[next..<position] {
      magnitude = magnitude * 10 + Int(digit - UInt8(ascii: "0"))
      if magnitude > limit {
        throw error(
          "a decimal exponent beyond ±\(limit)",
          remedy: "write a power of ten with ^", start, position)
      }
    }
    return isNegative ? -magnitude : magnitude
  }
}

// MARK: - Characters beyond ASCII

extension Lexer {
  private mutating func readBeyondASCII() throws(FormulaError) {
    let start = position
    guard let (scalar, length) = scalar(at: position) else { throw unexpectedCharacter(at: start) }
    if let digit = Self.superscripts[scalar] {
      try readSuperscript(first: digit)
      return
    }
    let kind: Token.Kind
    switch scalar {
    case "\u{00A0}", "\u{2009}", "\u{202F}", "\u{2002}", "\u{2003}":
      position += length
      return
    case "π": kind = .name("pi")
    case "∞": kind = .name("inf")
    case "×", "·", "⋅", "∙", "∗": kind = .times
    case "−": kind = .minus
    case "÷", "∕": kind = .divide
    default: throw unexpectedCharacter(at: start)
    }
    position += length
    append(kind, from: start)
  }

  /// Raised digits, with an optional raised minus before them.
  private mutating func readSuperscript(first: Character) throws(FormulaError) {
    let start = position
    var digits = ""
    while let (scalar, length) = scalar(at: position), let digit = Self.superscripts[scalar],
      digits.isEmpty || digit != "-"
    {
      digits.append(digit)
      position += length
    }
    guard let value = Integer(digits) else {
      throw error("a raised minus without raised digits", start, position)
    }
    writtenOutDigits += digits.utf8.count
    append(.superscript(Rational(value)), from: start)
  }

  private static let superscripts: [Unicode.Scalar: Character] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9", "⁻": "-",
  ]

  /// The Unicode scalar whose encoding begins at the offset, and its length in bytes.
  private func scalar(at offset: Int) -> (Unicode.Scalar, length: Int)? {
    guard offset < bytes.count else { return nil }
    let length =
      switch bytes[offset] {
      case ..<0x80: 1
      case ..<0xE0: 2
      case ..<0xF0: 3
      default: 4
      }
    let end = min(offset + length, bytes.count)
    let decoded = String(decoding: bytes[offset..<end], as: UTF8.self)
    return decoded.unicodeScalars.first.map { ($0, end - offset) }
  }

  private func unexpectedCharacter(at offset: Int) -> FormulaError {
    // The whole character as a reader sees it, which may be several scalars.
    let rest = String(decoding: bytes[offset..<min(offset + 64, bytes.count)], as: UTF8.self)
    guard let character = rest.first else { return error("unexpected character", offset, offset) }
    let end = offset + character.utf8.count
    let isControl = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    if isControl, let scalar = character.unicodeScalars.first {
      let code = String(scalar.value, radix: 16, uppercase: true)
      return error("unexpected control character U+\(code)", offset, end)
    }
    return error(
      "unexpected character '\(character)'", remedy: Self.remedy(for: character), offset, end)
  }

  private static func remedy(for character: Character) -> String? {
    switch character {
    case "{", "}": "group with parentheses ( )"
    case ";", ":": "separate arguments with commas"
    case "=", "<", ">": "a formula is an expression, not an equation"
    case "%": "write a fraction, such as 5/100"
    case "√": "write sqrt(x)"
    case "\\": "this is not LaTeX; write plain names and operators"
    case "Σ", "∑": "write sum(expression,k,a,b)"
    case "∏": "write product(expression,k,a,b)"
    case _ where character.isLetter: "names are made of the letters A-Z and a-z, digits and _"
    default: nil
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  fileprivate var isNameStart: Bool {
    self == UInt8(ascii: "_")
      || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z"))
  }
}
