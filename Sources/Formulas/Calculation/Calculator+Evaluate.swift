internal import BallArithmetic
internal import Multiprecision

extension Calculator {
  /// The value of an expression with its symbols at a point.
  ///
  /// Exact while the value is a fraction of reasonable length; else by balls, at a working
  /// precision that is doubled until every digit asked for is proven (Ziv's strategy).
  ///
  /// - Throws: ``CalculationError``.
  public func evaluate(
    _ expression: Expression, at point: Grid.Point = Grid.Point()
  ) throws -> Evaluation {
    guard (1...Self.maximumDigits).contains(digits) else {
      throw CalculationError(
        .usage, "the number of digits must be from 1 to \(Self.maximumDigits), not \(digits)")
    }
    let initial = Int((Double(digits) * 3.33).rounded(.up)) + 64
    // Long results are repeated a few times only.
    var cap = initial * (initial < 1 << 16 ? 64 : 4) + (1 << 16)
    var bits = initial
    while true {
      let precision = Precision(clamping: bits)
      let evaluator = NumericEvaluator(
        network: network, point: point, precision: precision, laws: laws)
      var undecided: NumericEvaluator.Undecided?
      do {
        let value = try evaluator.value(of: expression)
        if let evaluation = try evaluation(
          value, of: expression, precision: precision, methods: evaluator.state.methods)
        {
          return evaluation
        }
      } catch let error as NumericEvaluator.Undecided {
        undecided = error
      }
      // An integral whose digits do not come is 0, or as good as 0, and would take ever longer.
      if evaluator.state.hasIntegral { cap = min(cap, 8 * initial + 1024) }
      bits *= 2
      if bits > cap { throw undecidedError(undecided, of: expression, bits: bits / 2) }
    }
  }

  /// The most digits of a result.
  public static let maximumDigits = 10_000_000

  /// The value at a working precision, exact or enclosed. Where the precision does not decide
  /// whether an operation has a value, nothing is known: the unbounded enclosure.
  ///
  /// - Throws: ``CalculationError`` where there certainly is no value.
  func enclosure(
    of expression: Expression, at point: Grid.Point, precision: Precision
  ) throws -> CertifiedReal {
    let evaluator = NumericEvaluator(
      network: network, point: point, precision: precision, laws: laws)
    do {
      return try evaluator.value(of: expression)
    } catch is NumericEvaluator.Undecided {
      return .enclosed(.unbounded, precision: precision)
    }
  }

  private func evaluation(
    _ value: CertifiedReal, of expression: Expression, precision: Precision, methods: Set<String>
  ) throws -> Evaluation? {
    switch value {
    case .exact(let fraction):
      return Evaluation(
        exact: fraction, decimal: DecimalEnclosure(rounding: fraction, digits: digits),
        method: "exact rational arithmetic")
    case .enclosed(let ball, _):
      if let decimal = ball.decimal(digits: digits) {
        let method =
          ["ball arithmetic at \(precision.bits) bits"] + methods.sorted()
        return Evaluation(exact: nil, decimal: decimal, method: method.joined(separator: "; "))
      }
      // No precision helps at the bottom of the range.
      if ball.containsZero, ball.magnitudeUpperBound < .powerOfTwo(BigFloat.smallestExponent + 64) {
        throw CalculationError(
          .noAnswer, "the value is 0 or below the range of numbers, which ends at 2^(-2^30)",
          range: expression.range)
      }
      return nil
    }
  }

  private func undecidedError(
    _ undecided: NumericEvaluator.Undecided?, of expression: Expression, bits: Int
  ) -> CalculationError {
    if let undecided {
      return CalculationError(
        .noAnswer,
        "could not decide at \(bits) bits whether this has a value: an argument may be exactly at"
          + " the edge of the domain, or a divisor exactly 0",
        range: undecided.range ?? expression.range)
    }
    return CalculationError(
      .noAnswer,
      "could not prove \(digits) digits at \(bits) bits: the value may be exactly 0",
      range: expression.range)
  }
}
