extension Expression {
  /// The greatest length of a formula, in bytes of UTF-8.
  public static let maximumSourceLength = 1_000_000
  /// The most digits that one number may be written with.
  public static let maximumDigits = 1_000_000
  /// The greatest magnitude of the exponent of a decimal literal such as `1e-20`.
  public static let maximumDecimalExponent = 1_000_000
  /// The most digits that all numbers of a formula may have together, exponents written out.
  public static let maximumWrittenOutDigits = 5_000_000

  /// The expression that a text in the formula language stands for.
  ///
  /// `^` binds tighter than a sign, which binds tighter than `+` and `-`; `!` binds tightest:
  /// `-x^2` is -(x²), `2^-3` is 1/8, `a^b^c` is a^(b^c), `2^3!` is 2^6. Numbers are exact:
  /// `0.1` is 1/10.
  ///
  /// ```swift
  /// let growth = try Expression(parsing: "(1 + 5/N)^L")
  /// growth.freeSymbols        // ["N", "L"]
  /// ```
  ///
  /// - Throws: ``FormulaError`` that names the place and the remedy: a syntax error, an unknown
  ///   function, a wrong number of arguments, or a formula beyond ``maximumDepth``,
  ///   ``maximumSourceLength``, ``maximumDigits``, ``maximumDecimalExponent`` or
  ///   ``maximumWrittenOutDigits``.
  public init(parsing source: String) throws(FormulaError) {
    try self.init(parsing: source, accepting: .available)
  }

  /// Reads the functions that are still planned too when asked to, to print them in full.
  init(
    parsing source: String, accepting availability: FunctionCatalogue.Availability
  ) throws(FormulaError) {
    var parser = try Parser(source, accepting: availability)
    self = try parser.parseFormula()
  }
}
