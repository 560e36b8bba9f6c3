internal import BallArithmetic
internal import Multiprecision

extension NumericEvaluator {
  /// The most terms that all sums and products of one evaluation may have together.
  static let maximumTerms = 10_000_000

  func bounds(
    _ iteration: Expression.Iteration, _ lower: Expression, _ upper: Expression
  ) throws -> (first: Integer, last: Integer) {
    return (try bound(lower, of: iteration), try bound(upper, of: iteration))
  }

  private func bound(
    _ expression: Expression, of iteration: Expression.Iteration
  ) throws -> Integer {
    if expression.isInfinite {
      throw CalculationError(
        .noAnswer, "an infinite \(iteration.rawValue) is not available in this version",
        range: expression.range)
    }
    let value = try value(of: expression)
    guard let integer = value.exactValue?.asInteger else {
      throw CalculationError(
        .usage, "the bounds of a \(iteration.rawValue) must be integers, not \(value.brief)",
        range: expression.range)
    }
    return integer
  }

  func iterate(
    _ iteration: Expression.Iteration, _ body: Expression, _ variable: String,
    _ bounds: (first: Integer, last: Integer), range: SourceRange?
  ) throws -> CertifiedReal {
    let isSum = iteration == .sum
    if bounds.last < bounds.first { return .exact(isSum ? .zero : .one) }
    guard let count = (bounds.last - bounds.first).asInt, count < Self.maximumTerms,
      state.terms + count + 1 <= Self.maximumTerms
    else {
      throw CalculationError(
        .noAnswer,
        "more than \(Self.maximumTerms) terms in a \(iteration.rawValue) from \(bounds.first) to "
          + CertifiedReal(bounds.last).brief, range: range)
    }
    state.terms += count + 1
    // Long fractions are combined in pairs of like size. A sum's fractions grow with its terms,
    // at the cost of a common divisor each time: they become balls soon.
    let limit = isSum ? 1 << 18 : Self.largestExact
    var inner = self
    var parts: [CertifiedReal] = []
    func merge() {
      let right = parts.removeLast()
      let left = parts.removeLast()
      parts.append(settled(isSum ? left + right : left * right, limit: limit))
    }
    for index in 0...count {
      inner.bound[variable] = Rational(bounds.first + Integer(index))
      parts.append(settled(try inner.value(of: body), limit: limit))
      // As many merges as the number of terms so far has trailing zero bits.
      for _ in 0..<(index + 1).trailingZeroBitCount { merge() }
    }
    while parts.count > 1 { merge() }
    return try checked(parts[0], range: range)
  }
}

extension Expression {
  /// Whether this is infinity or minus infinity as it is written in a bound.
  var isInfinite: Bool {
    switch kind {
    case .constant(.infinity): true
    case .negation(let operand): operand.isInfinite
    default: false
    }
  }
}
