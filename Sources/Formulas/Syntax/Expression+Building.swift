public import Multiprecision

extension Expression: ExpressibleByIntegerLiteral {
  /// An integer literal of any length, as a number; a negative one is no ``Kind/negation(_:)``.
  public init(integerLiteral literal: StaticBigInt) {
    self.init(.number(Rational(integerLiteral: literal)))
  }
}

extension Expression {
  /// The number pi.
  public static let pi = Expression(.constant(.pi))
  /// The base of the natural logarithm.
  public static let e = Expression(.constant(.e))
  /// Euler's constant, 0.5772...
  public static let eulerGamma = Expression(.constant(.eulerGamma))
  /// Infinity, as a bound of a sum, product or integral.
  public static let infinity = Expression(.constant(.infinity))

  /// A fraction as one node, exact.
  public static func number(_ value: Rational) -> Expression { Expression(.number(value)) }
  /// An integer as one node, exact.
  public static func number(_ value: Integer) -> Expression { number(Rational(value)) }
  /// An integer as one node, exact.
  public static func number(_ value: Int) -> Expression { number(Rational(value)) }

  /// A symbol; trusts that the formula language reads the name as one.
  public static func symbol(_ name: String) -> Expression { Expression(.symbol(name)) }

  /// A list in brackets, as `meijerg` takes it for arguments.
  public static func list(_ elements: [Expression]) -> Expression { Expression(.list(elements)) }

  /// A function or quantity applied to its arguments: `.call("binomial", [n, k])`.
  public static func call(_ name: String, _ arguments: [Expression] = []) -> Expression {
    Expression(.call(name: name, arguments: arguments))
  }

  /// The sum of any number of terms: 0 for none, the term itself for one.
  ///
  /// Building a long sum in one step takes linear time; with `+` it takes quadratic time.
  public static func sum(_ terms: [Expression]) -> Expression {
    switch terms.count {
    case 0: 0
    case 1: terms[0]
    default: Expression(.sum(terms))
    }
  }

  /// The product of any number of factors: 1 for none, the factor itself for one.
  public static func product(_ factors: [Expression]) -> Expression {
    switch factors.count {
    case 0: 1
    case 1: factors[0]
    default: Expression(.product(factors))
    }
  }

  /// The sum, product or integral of the body over a variable from lower to upper.
  public static func iterated(
    _ iteration: Iteration, _ body: Expression, over variable: String, from lower: Expression,
    through upper: Expression
  ) -> Expression {
    Expression(.iterated(iteration, body: body, variable: variable, lower: lower, upper: upper))
  }

  /// The factorial `operand!`.
  public static func factorial(_ operand: Expression) -> Expression {
    Expression(.factorial(operand))
  }

  /// The power with this base; nothing is evaluated.
  public func power(_ exponent: Expression) -> Expression { Expression(.power(self, exponent)) }

  /// Sums are kept flat: `a + b + c` is one sum of three terms.
  public static func + (left: Expression, right: Expression) -> Expression {
    Expression(.sum(left.terms + right.terms))
  }

  /// The sum of the left terms and the negated right side; it is kept flat as ``+(_:_:)`` is.
  public static func - (left: Expression, right: Expression) -> Expression {
    Expression(.sum(left.terms + [-right]))
  }

  /// Products are kept flat: `a * b * c` is one product of three factors.
  public static func * (left: Expression, right: Expression) -> Expression {
    Expression(.product(left.factors + right.factors))
  }

  /// The quotient as one node; nothing is cancelled.
  public static func / (left: Expression, right: Expression) -> Expression {
    Expression(.quotient(left, right))
  }

  /// The negation as one node.
  public static prefix func - (operand: Expression) -> Expression {
    Expression(.negation(operand))
  }

  private var terms: [Expression] {
    if case .sum(let terms) = kind { terms } else { [self] }
  }

  private var factors: [Expression] {
    if case .product(let factors) = kind { factors } else { [self] }
  }
}
