/// A symbol of a polynomial or a rational function.
///
/// The name may be any text: the formula language names an opaque kernel by its own text, as in
/// `Variable("exp(x)")`. Variables are ordered by name.
public struct Variable: Hashable, Sendable {
  public let name: String

  public init(_ name: String) { self.name = name }
}

extension Variable: Comparable {
  public static func < (left: Variable, right: Variable) -> Bool { left.name < right.name }
}

extension Variable: ExpressibleByStringLiteral {
  public init(stringLiteral name: String) { self.name = name }
}

extension Variable: CustomStringConvertible {
  public var description: String { name }
}
