internal import Multiprecision

/// Special functions that SymPy writes in another way.
extension SymPyPrinter {
  /// The function that does the same with its arguments arranged in another way.
  static func rearranged(
    _ name: String, _ arguments: [Expression]
  ) -> (name: String, arguments: [Expression])? {
    switch (name, arguments.count) {
    case ("gammainc", 1): return ("gamma", arguments)
    case ("gammainc", 2): return ("uppergamma", arguments)
    case ("gammainc", 3) where arguments[1].literalNumber?.isZero == true:
      return ("lowergamma", [arguments[0], arguments[2]])
    default: return SpelledOut.hypergeometric(name, arguments).map { ("hyper", $0) }
    }
  }

  /// What has a form of several functions.
  func special(_ name: String, _ arguments: [Expression]) -> Expression? {
    switch (name, arguments.count) {
    case ("gammainc", 3) where arguments[1].literalNumber?.isZero != true:
      let s = arguments[0]
      return .call("uppergamma", [s, arguments[1]]) - .call("uppergamma", [s, arguments[2]])
    case ("hyperu", 3):
      let (a, b, x) = (arguments[0], arguments[1], arguments[2])
      if let order = a.literalNumber.map({ -$0 })?.asInteger, !order.isNegative {
        return (-1 as Expression).power(.number(order)) * .call("rf", [b, .number(order)])
          * .call("hyper", [.list([a]), .list([b]), x])
      }
      let function = Expression.call(
        "meijerg", [.list([1 - a]), .list([]), .list([0, 1 - b]), .list([]), x])
      return function / (.call("gamma", [a]) * .call("gamma", [a - b + 1]))
    default: return SpelledOut.expression(of: name, arguments)
    }
  }
}
