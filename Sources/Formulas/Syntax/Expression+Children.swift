extension Expression {
  /// The direct parts, from left to right; of a sum, product or integral the body and the bounds.
  public var children: [Expression] {
    switch kind {
    case .number, .constant, .symbol: []
    case .list(let parts), .sum(let parts), .product(let parts), .call(_, let parts): parts
    case .negation(let operand), .factorial(let operand): [operand]
    case .quotient(let left, let right), .power(let left, let right): [left, right]
    case .iterated(_, let body, _, let lower, let upper): [body, lower, upper]
    }
  }

  /// The same node with other parts, as many as ``children`` has, and with another variable if it
  /// binds one.
  func replacing(children: [Expression], variable newVariable: String? = nil) -> Expression {
    let replaced: Kind =
      switch kind {
      case .number, .constant, .symbol: kind
      case .list: .list(children)
      case .sum: .sum(children)
      case .product: .product(children)
      case .call(let name, _): .call(name: name, arguments: children)
      case .negation: .negation(children[0])
      case .factorial: .factorial(children[0])
      case .quotient: .quotient(children[0], children[1])
      case .power: .power(children[0], children[1])
      case .iterated(let iteration, _, let variable, _, _):
        .iterated(
          iteration, body: children[0], variable: newVariable ?? variable, lower: children[1],
          upper: children[2])
      }
    return Expression(replaced, range: range)
  }
}

// The walks below keep their own stack, so that the deepest tree needs no more of the thread's.

extension Expression: Hashable {
  /// Whether the trees are the same, node by node; where they stood in a text does not count.
  public static func == (left: Expression, right: Expression) -> Bool {
    var pending = [(left, right)]
    while let (left, right) = pending.popLast() {
      guard left.depth == right.depth, left.head == right.head else { return false }
      let (leftParts, rightParts) = (left.children, right.children)
      guard leftParts.count == rightParts.count else { return false }
      pending += zip(leftParts, rightParts)
    }
    return true
  }

  /// Hashes the tree without its place in a text, so that equal trees hash alike.
  public func hash(into hasher: inout Hasher) {
    var pending = [self]
    while let expression = pending.popLast() {
      hasher.combine(expression.head)
      let parts = expression.children
      hasher.combine(parts.count)
      pending += parts
    }
  }

  /// What a node is, apart from its parts.
  private enum Head: Hashable {
    case leaf(Kind)
    case list, sum, product, negation, quotient, power, factorial
    case call(String)
    case iterated(Iteration, String)
  }

  private var head: Head {
    switch kind {
    case .number, .constant, .symbol: .leaf(kind)
    case .list: .list
    case .sum: .sum
    case .product: .product
    case .negation: .negation
    case .quotient: .quotient
    case .power: .power
    case .factorial: .factorial
    case .call(let name, _): .call(name)
    case .iterated(let iteration, _, let variable, _, _): .iterated(iteration, variable)
    }
  }
}
