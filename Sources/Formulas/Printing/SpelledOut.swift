internal import Multiprecision

/// Functions that other systems lack, written by functions that they have.
enum SpelledOut {
  /// Nil where there is no such form.
  static func expression(of name: String, _ arguments: [Expression]) -> Expression? {
    switch (name, arguments.count) {
    case ("fuss_catalan", 2):
      let (s, m) = (arguments[0], arguments[1])
      return .call("binomial", [(s + 1) * m, m]) / (s * m + 1)
    case ("raney", 3):
      let (p, r, m) = (arguments[0], arguments[1], arguments[2])
      let top = m * p + r
      return r / top * .call("binomial", [top, m])
    case ("arc_cosine", 2):
      guard let order = arguments[0].integerLiteral?.asInt, order <= 20 else { return nil }
      return ArcCosineKernel(order: order).expression(of: arguments[1])
    default: return nil
    }
  }

  /// The parameter lists of a hypergeometric function: upper, lower and the argument.
  static func hypergeometric(_ name: String, _ arguments: [Expression]) -> [Expression]? {
    switch (name, arguments.count) {
    case ("hyp0f1", 2): [.list([]), .list([arguments[0]]), arguments[1]]
    case ("hyp1f1", 3): [.list([arguments[0]]), .list([arguments[1]]), arguments[2]]
    case ("hyp2f1", 4): [.list(Array(arguments[0...1])), .list([arguments[2]]), arguments[3]]
    default: nil
    }
  }
}

extension Expression {
  /// The value of a number written with or without a sign or fraction bar.
  var literalNumber: Rational? {
    switch kind {
    case .number(let value): return value
    case .negation(let operand): return operand.literalNumber.map { -$0 }
    case .quotient(let top, let bottom):
      guard let top = top.literalNumber, let bottom = bottom.literalNumber else { return nil }
      return try? top.divided(by: bottom)
    default: return nil
    }
  }

  /// The elements of a list.
  var elements: [Expression]? {
    if case .list(let elements) = kind { elements } else { nil }
  }
}
