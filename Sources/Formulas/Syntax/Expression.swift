public import Multiprecision

/// A formula as its syntax tree.
///
/// A tree says what was written, not what it is worth: `2+2` and `4` are different trees.
/// Equality and hashing ignore where in a source text the parts stood.
///
/// ```swift
/// let written = try Expression(parsing: "(1 + 5/N)^L")
/// let built = (1 + 5 / Expression.symbol("N")).power(.symbol("L"))
/// written == built    // true
/// ```
public struct Expression: Sendable {
  /// What the root is, with its parts.
  public let kind: Kind
  /// Where the expression stood in the text it was read from; nil when it was built by a program.
  public let range: SourceRange?
  /// The number of nodes on the longest path from the root to a leaf; 1 for a leaf.
  public let depth: Int

  /// What an expression is.
  public indirect enum Kind: Hashable, Sendable {
    /// An exact number. The parser yields nonnegative ones only.
    case number(Rational)
    /// A named number.
    case constant(Constant)
    /// A symbol, by its name.
    case symbol(String)
    /// A list in brackets, as `meijerg` takes it for arguments.
    case list([Expression])
    /// Two or more terms; a subtracted term is a ``negation(_:)``.
    case sum([Expression])
    /// Two or more factors.
    case product([Expression])
    /// The opposite of the operand.
    case negation(Expression)
    /// Numerator and denominator.
    case quotient(Expression, Expression)
    /// Base and exponent.
    case power(Expression, Expression)
    /// The factorial of the operand.
    case factorial(Expression)
    /// A function or a quantity of the network, by its name in ``FunctionCatalogue``.
    case call(name: String, arguments: [Expression])
    /// A sum, product or integral of the body over a variable bound in the body only.
    case iterated(
      Iteration, body: Expression, variable: String, lower: Expression, upper: Expression)
  }

  /// A named number.
  public enum Constant: String, Hashable, Sendable, CaseIterable {
    /// The ratio of a circle's circumference to its diameter.
    case pi
    /// The base of the natural logarithm.
    case e
    /// Euler's constant, 0.5772...
    case eulerGamma
    /// Infinity; the parser accepts it only as a bound of a sum, product or integral.
    case infinity
  }

  /// An operation that runs over a bound variable.
  public enum Iteration: String, Hashable, Sendable, CaseIterable {
    /// For integers from the lower to the upper bound, or over an interval for the integral.
    case sum, product, integral
  }

  /// The greatest ``depth`` and the deepest nesting of brackets that the parser accepts.
  ///
  /// Every walk over a tree may therefore recurse: 512 KB of stack, which is what a secondary
  /// thread has on some systems, leave more than two kilobytes to each level.
  public static let maximumDepth = 200

  /// An expression of a kind, with its place in the text that it was read from, if there is one.
  public init(_ kind: Kind, range: SourceRange? = nil) {
    self.kind = kind
    self.range = range
    self.depth = 1 + kind.deepestPart
  }
}

extension Expression.Kind {
  /// The depth of the deepest direct part; 0 for a leaf.
  fileprivate var deepestPart: Int {
    switch self {
    case .number, .constant, .symbol: 0
    case .list(let parts), .sum(let parts), .product(let parts), .call(_, let parts):
      parts.reduce(0) { max($0, $1.depth) }
    case .negation(let operand), .factorial(let operand): operand.depth
    case .quotient(let left, let right), .power(let left, let right): max(left.depth, right.depth)
    case .iterated(_, let body, _, let lower, let upper):
      max(body.depth, lower.depth, upper.depth)
    }
  }
}
