internal import Multiprecision

/// The smallest meaningful piece of a formula.
struct Token {
  enum Kind: Equatable {
    case number(Rational)
    case name(String)
    /// An exponent in raised digits, as in N².
    case superscript(Rational)
    case plus, minus, times, divide, power, factorial
    case openParenthesis, closeParenthesis, openBracket, closeBracket
    case comma
    case end
  }

  let kind: Kind
  let range: SourceRange
}
