internal import Multiprecision

/// Special functions that PARI 2.15 lacks, by those it has.
///
/// - polygamma by `zetahurwitz`, erfi by `hypergeom`, Ei and E_n by `eint1` and `incgam`;
/// - G^{L,0}_{0,L} by `gammamellininv`; another Meijer G function with numbers as parameters, whose
///   poles a vertical line separates and whose integrand decays exponentially, by `intnum` of its
///   definition, for z > 0; any other as a call of a function `meijerg` to be defined.
extension PARIPrinter {
  func spelledOut(_ name: String, _ arguments: [Expression]) -> Expression? {
    switch (name, arguments.count) {
    case ("polygamma", 2):
      let (n, x) = (arguments[0], arguments[1])
      return (-1 as Expression).power(n + 1) * .factorial(n) * .call("zetahurwitz", [n + 1, x])
    case ("gammainc", 3):
      let s = arguments[0]
      return .call("incgam", [s, arguments[1]]) - .call("incgam", [s, arguments[2]])
    case ("erfi", 1):
      let x = arguments[0]
      let half = Rational(numerator: 1, nonzeroDenominator: 2)
      let series = Expression.call(
        "hypergeom", [.list([.number(half)]), .list([.number(half + 1)]), x.power(2)])
      return 2 * x * series / .call("sqrt", [.pi])
    case ("ei", 1): return -.call("real", [.call("eint1", [-arguments[0]])])
    case ("expint", 2):
      let (n, x) = (arguments[0], arguments[1])
      return x.power(n - 1) * .call("incgam", [1 - n, x])
    case ("beta", 2):
      let (a, b) = (arguments[0], arguments[1])
      return .call("gamma", [a]) * .call("gamma", [b]) / .call("gamma", [a + b])
    default: return SpelledOut.expression(of: name, arguments)
    }
  }

  func writeMeijerG(_ arguments: [Expression], into output: inout Layout) {
    let lists = arguments.prefix(4).map { $0.elements ?? [] }
    let z = arguments[4]
    if lists[0].isEmpty, lists[1].isEmpty, lists[3].isEmpty, !lists[2].isEmpty {
      output += "("
      write(inverseMellin(lists[2], z), atLeast: .sum, into: &output)
      output += ")"
    } else if let contour = Contour(lists) {
      write(contour, lists, z, into: &output)
    } else {
      writeApplication("meijerg", arguments, into: &output)
    }
  }

  /// gammamellininv inverts the product of Pi^(-(s+v)/2) Gamma((s+v)/2).
  private func inverseMellin(_ b: [Expression], _ z: Expression) -> Expression {
    let half = Expression.number(Rational(numerator: 1, nonzeroDenominator: 2))
    let doubled = b.map { parameter in
      parameter.literalNumber.map { Expression.number($0 * 2) } ?? 2 * parameter
    }
    let total = Expression.sum(b)
    let scale = Expression.pi.power(.number(Rational(b.count) / 2))
    return half * Expression.pi.power(total)
      * .call("gammamellininv", [.list(doubled), .call("sqrt", [z]) / scale])
  }

  /// A vertical line that separates the poles of a Meijer G function, and the decay of its
  /// integrand, e^(-decay pi |t|).
  private struct Contour {
    let real: Rational
    let decay: Rational

    init?(_ lists: [[Expression]]) {
      let values = lists.map { $0.compactMap(\.literalNumber) }
      guard zip(values, lists).allSatisfy({ $0.count == $1.count }) else { return nil }
      let left = values[2].map { -$0 }.max()
      let right = values[0].map { 1 - $0 }.min()
      switch (left, right) {
      case (let left?, let right?) where left < right: real = (left + right) / 2
      case (let left?, nil): real = left + 1
      case (nil, let right?): real = right - 1
      default: return nil
      }
      let total = values.reduce(0) { $0 + $1.count }
      let leading = Rational(values[0].count + values[2].count)
      decay = leading - Rational(total) / 2
      guard decay.isPositive else { return nil }
    }
  }

  private func write(
    _ contour: Contour, _ lists: [[Expression]], _ z: Expression, into output: inout Layout
  ) {
    // The integrand is the complex conjugate at -t.
    output += "(intnum(t_=0,[oo,"
    write(.number(contour.decay) * .pi, atLeast: .sum, into: &output)
    output += "],my(s_="
    write(.number(contour.real), atLeast: .sum, into: &output)
    output += "+I*t_);real("
    for parameter in lists[2] { writeGamma("", parameter, "+s_", into: &output) }
    for parameter in lists[0] { writeGamma("1-", parameter, "-s_", into: &output) }
    for parameter in lists[1] { writeGamma("1/", parameter, "+s_", into: &output) }
    for parameter in lists[3] { writeGamma("1/1-", parameter, "-s_", into: &output) }
    write(z, atLeast: .postfix, into: &output)
    output += "^-s_))/Pi)"
  }

  /// A factor of the integrand, or a divisor, and the sign after it.
  private func writeGamma(
    _ before: String, _ parameter: Expression, _ after: String, into output: inout Layout
  ) {
    let isDivisor = before.hasPrefix("1/")
    output += (isDivisor ? "1/gamma(" : "gamma(") + before.dropFirst(isDivisor ? 2 : 0)
    write(parameter, atLeast: .power, into: &output)
    output += after + ")*"
  }
}
