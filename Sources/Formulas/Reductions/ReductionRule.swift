internal import Multiprecision

/// An identity that rewrites a function: `besselk` for a Meijer G function, and so on.
///
/// Both sides are written in the formula language. On the left every symbol stands for any
/// parameter, lists match in any order, and an argument `-x` matches an argument with a minus
/// before it. Symbols are bound from left to right, so that the first place of each is alone.
struct ReductionRule: Sendable {
  let left: String
  let right: String
  let conditions: [Condition]

  let name: String
  let pattern: [Expression]
  let result: Expression

  /// What has to be known of a parameter, given as an expression in the symbols of the left.
  enum Condition: Sendable {
    /// It is a number with the property.
    case only(Property, String)
    /// It is a symbol, or a number without the property.
    case not(Property, String)
  }

  enum Property: Sendable {
    case positive, positiveInteger, nonpositiveInteger, betweenZeroAndOne

    func holds(for value: Rational) -> Bool {
      switch self {
      case .positive: value.isPositive
      case .positiveInteger: value.isPositive && value.isInteger
      case .nonpositiveInteger: !value.isPositive && value.isInteger
      case .betweenZeroAndOne: value.isPositive && value < .one
      }
    }
  }

  /// Nil when the left side is not a call, or a side does not parse.
  init?(_ left: String, _ right: String, where conditions: [Condition] = []) {
    guard let call = try? Expression(parsing: left), let result = try? Expression(parsing: right),
      case .call(let name, let pattern) = call.kind
    else { return nil }
    self.left = left
    self.right = right
    self.conditions = conditions
    self.name = name
    self.pattern = pattern
    self.result = result
  }
}

/// An argument of a function in normal form.
enum CanonicalArgument {
  case scalar(CanonicalForm)
  case list([CanonicalForm])

  var expression: Expression {
    switch self {
    case .scalar(let form): form.expression
    case .list(let forms): .list(forms.map(\.expression))
    }
  }
}

extension Canonicalizer {
  /// The right side of the first rule that matches.
  func applying(
    _ rules: [ReductionRule], to arguments: [CanonicalArgument]
  ) throws -> CanonicalForm? {
    for rule in rules where rule.pattern.count == arguments.count {
      if let bindings = try bindings(of: rule, arguments) {
        return try canonicalForm(rule.result.substituting(bindings))
      }
    }
    return nil
  }

  private typealias Bindings = [String: Expression]

  private func bindings(
    of rule: ReductionRule, _ arguments: [CanonicalArgument]
  ) throws -> [String: Expression]? {
    var lists: [(patterns: [Expression], targets: [CanonicalForm])] = []
    for (pattern, argument) in zip(rule.pattern, arguments) {
      switch argument {
      case .scalar(let form):
        if pattern.elements != nil { return nil }
        lists.append(([pattern], [form]))
      case .list(let forms):
        guard let elements = pattern.elements, elements.count == forms.count else { return nil }
        lists.append((elements, forms))
      }
    }
    return try match(lists, [:]) { found in
      try rule.conditions.allSatisfy { try self.meets($0, found) }
    }
  }

  /// Binds the patterns of the lists one after another, each list in every order.
  private func match(
    _ lists: [(patterns: [Expression], targets: [CanonicalForm])], _ bindings: Bindings,
    accepting isAccepted: (Bindings) throws -> Bool
  ) throws -> Bindings? {
    guard let first = lists.first else { return try isAccepted(bindings) ? bindings : nil }
    guard let pattern = first.patterns.first else {
      return try match(Array(lists.dropFirst()), bindings, accepting: isAccepted)
    }
    for (index, target) in first.targets.enumerated() {
      guard let extended = try bind(pattern, to: target, bindings) else { continue }
      var rest = lists
      rest[0].patterns.removeFirst()
      rest[0].targets.remove(at: index)
      if let found = try match(rest, extended, accepting: isAccepted) { return found }
    }
    return nil
  }

  private func bind(
    _ pattern: Expression, to target: CanonicalForm, _ bindings: Bindings
  ) throws -> Bindings? {
    if case .symbol(let name) = pattern.kind, bindings[name] == nil {
      return bindings.merging([name: target.expression]) { $1 }
    }
    if case .negation(let operand) = pattern.kind, case .symbol(let name) = operand.kind,
      bindings[name] == nil
    {
      return target.hasMinus
        ? bindings.merging([name: (-target).expression]) { $1 } : nil
    }
    return try canonicalForm(pattern.substituting(bindings)) == target ? bindings : nil
  }

  private func meets(
    _ condition: ReductionRule.Condition, _ bindings: Bindings
  ) throws -> Bool {
    func value(_ text: String) throws -> Rational? {
      try canonicalForm(Expression(parsing: text).substituting(bindings)).exactValue
    }
    switch condition {
    case .only(let property, let text):
      return try value(text).map(property.holds) ?? false
    case .not(let property, let text):
      return try value(text).map { !property.holds(for: $0) } ?? true
    }
  }
}

extension CanonicalForm {
  /// Whether the form is written with a minus before it.
  var hasMinus: Bool {
    if let value = exactValue { return value.isNegative }
    if case .negation = expression.kind { return true }
    return false
  }

  /// The value, when it is an integer not far from zero.
  func smallInteger(_ limit: Int = 60) -> Int? {
    guard let value = exactValue?.asInt, value.magnitude <= limit else { return nil }
    return value
  }

  static let half = CanonicalForm(Rational(numerator: 1, nonzeroDenominator: 2))
}
