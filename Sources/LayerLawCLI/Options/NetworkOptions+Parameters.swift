import LayerLaw

extension NetworkOptions {
  /// The widths of a comma-separated list: the input's, then each layer's.
  static func widths(_ argument: FormulaArgument) throws -> [Expression] {
    var widths: [Expression] = []
    for item in argument.text.split(separator: ",", omittingEmptySubsequences: false) {
      guard item.contains(where: { $0 != " " }), let text = FormulaArgument(argument: String(item))
      else {
        throw CommandFailure(
          .usage, "--widths: a width is missing in '\(argument.text)'; write --widths 10,20,30")
      }
      widths.append(try width(text, of: "--widths"))
    }
    guard widths.count >= 2 else {
      throw CommandFailure(
        .usage, "--widths: give the input's width and at least one layer's, as in --widths 10,20")
    }
    return widths
  }

  static func width(_ argument: FormulaArgument, of option: String) throws -> Expression {
    let expression = try argument.expression(of: option)
    if let value = expression.literalValue, !value.isInteger || !value.isPositive {
      throw CommandFailure(
        .usage,
        "\(option): a width must be a positive integer or a symbol such as N, not \(argument.text)")
    }
    return expression
  }

  static func depth(_ argument: FormulaArgument) throws -> Expression {
    let expression = try argument.expression(of: "--depth")
    if let value = expression.literalValue, !value.isInteger || value.isNegative {
      throw CommandFailure(
        .usage,
        "--depth: a depth must be an integer >= 0, a symbol such as L, or inf, not \(argument.text)"
      )
    }
    return expression
  }

  /// Validates the smallest network with one option's value; an error says which option it is.
  static func validate<Value>(
    _ value: Value, of option: String, in text: String?,
    network: (Value) -> NetworkDescription
  ) throws {
    do {
      try network(value).validate()
    } catch let failure as CommandFailure {
      throw CommandFailure(failure.status, "\(option): \(failure.message)")
    } catch let error as CalculationError {
      let detail = error.detail
      throw CalculationError(
        error.kind,
        FormulaError(
          "\(option): \(detail.message)", remedy: detail.remedy, range: detail.range,
          source: detail.source ?? text))
    }
  }

  /// Reads an option's text; an error says which option it is about.
  static func reading<Value>(
    _ text: String, of option: String, _ read: (String) throws(FormulaError) -> Value
  ) throws(FormulaError) -> Value {
    do {
      return try read(text)
    } catch {
      throw FormulaError(
        "\(option): \(error.message)", remedy: error.remedy, range: error.range,
        source: error.source)
    }
  }
}

extension Expression {
  /// The number that stands there, perhaps behind a minus sign; nil for any other formula.
  var literalValue: Rational? {
    switch kind {
    case .number(let value): value
    case .negation(let operand): operand.literalValue.map { -$0 }
    default: nil
    }
  }
}
