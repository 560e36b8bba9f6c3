/// A piece of printed text in which some parts are expressions yet to be printed.
///
/// A printer says how one node is written in terms of its parts; ``text(of:parentheses:strength:write:)``
/// works off the parts from a list, so that the depth of a tree costs no stack.
struct Layout {
  private enum Piece {
    case text(String)
    case expression(Expression, atLeast: BindingStrength)
  }

  private var pieces: [Piece] = []

  static func += (layout: inout Layout, text: String) {
    layout.pieces.append(.text(text))
  }

  /// An expression, in parentheses when it binds less than its place asks for.
  mutating func append(_ expression: Expression, atLeast minimum: BindingStrength) {
    pieces.append(.expression(expression, atLeast: minimum))
  }

  /// The whole text of an expression.
  static func text(
    of expression: Expression, parentheses: (open: String, close: String),
    strength: (Expression.Kind) -> BindingStrength,
    write: (Expression.Kind, inout Layout) -> Void
  ) -> String {
    var output = ""
    var pending: [Piece] = [.expression(expression, atLeast: .sum)]
    while let piece = pending.popLast() {
      switch piece {
      case .text(let text):
        output += text
      case .expression(let part, let minimum):
        let kind = part.printedKind
        let needsParentheses = strength(kind) < minimum
        var layout = Layout()
        if needsParentheses { layout += parentheses.open }
        write(kind, &layout)
        if needsParentheses { layout += parentheses.close }
        pending += layout.pieces.reversed()
      }
    }
    return output
  }
}
