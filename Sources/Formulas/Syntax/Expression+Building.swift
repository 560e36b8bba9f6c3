public import Multiprecision

extension Expression: ExpressibleByIntegerLiteral {
  public init(integerLiteral literal: StaticBigInt) {
    self.init(.number(Rational(integerLiteral: literal)))
  }
}

extension Expression {
  public static let pi = Expression(.constant(.pi))
  public static let e = Expression(.constant(.e))
  public static let eulerGamma = Expression(.constant(.eulerGamma))
  public static let infinity = Expression(.constant(.infinity))

  public static func number(_ value: Rational) -> Expression { Expression(.number(value)) }
  public static func number(_ value: Integer) -> Expression { number(Rational(value)) }
  public static func number(_ value: Int) -> Expression { number(Rational(value)) }

  public static func symbol(_ name: String) -> Expression { Expression(.symbol(name)) }

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

  public static func factorial(_ operand: Expression) -> Expression {
    Expression(.factorial(operand))
  }

  public func power(_ exponent: Expression) -> Expression { Expression(.power(self, exponent)) }

  /// Sums are kept flat: `a + b + c` is one sum of three terms.
  public static func + (left: Expression, right: Expression) -> Expression {
    Expression(.sum(left.terms + right.terms))
  }

  public static func - (left: Expression, right: Expression) -> Expression {
    Expression(.sum(left.terms + [-right]))
  }

  /// Products are kept flat: `a * b * c` is one product of three factors.
  public static func * (left: Expression, right: Expression) -> Expression {
    Expression(.product(left.factors + right.factors))
  }

  public static func / (left: Expression, right: Expression) -> Expression {
    Expression(.quotient(left, right))
  }

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
