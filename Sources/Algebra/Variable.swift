/// A symbol of a polynomial or a rational function.
///
/// The name may be any text: the formula language names an opaque kernel by its own text, as in
/// `Variable("exp(x)")`. Variables are ordered by name.
public struct Variable: Hashable, Sendable {
  /// Any text; equal names are the same variable.
  public let name: String

  /// The variable with a name.
  public init(_ name: String) { self.name = name }
}

extension Variable: Comparable {
  /// The order of the names as strings.
  public static func < (left: Variable, right: Variable) -> Bool { left.name < right.name }
}

extension Variable: ExpressibleByStringLiteral {
  /// The variable with a name.
  public init(stringLiteral name: String) { self.name = name }
}

extension Variable: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}
