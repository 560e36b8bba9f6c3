import Formulas
import Testing

@Suite struct PrintingTableTests {
  @Test func everyFormatOfTheTable() throws {
    #expect(PrintedFormula.table.count >= 90)
    for row in PrintedFormula.table {
      let expression = try Expression(parsing: row.formula)
      for format in FormulaFormat.allCases {
        #expect(
          expression.printed(as: format) == row.outputs[format.rawValue],
          "\(row.formula) as \(format)")
      }
    }
  }

  /// Renaming must not make two symbols one.
  @Test func renamedSymbolsStayDifferent() {
    let names = [
      "N", "symN", "symsymN", "nN", "I", "I_", "_I", "v_I", "vv_I", "theta", "theta_", "sym",
      "E", "e1", "O", "O1", "a_b", "ab", "x", "x_", "_x", "v_x", "__x", "v__x", "sw2", "sw2_",
    ]
    for format in [FormulaFormat.text, .sympy, .mathematica, .pari] {
      let printed = Set(names.map { Expression.symbol($0).printed(as: format) })
      #expect(printed.count == names.count, "\(format)")
    }
  }

  @Test func integralsPrint() {
    let integral = Expression.iterated(
      .integral, Expression.symbol("x") + 1, over: "x", from: 0, through: .infinity)
    #expect(integral.printed(as: .text) == "integrate(x + 1, x, 0, inf)")
    #expect(integral.printed(as: .latex) == #"\int_{0}^{\infty} \left(x + 1\right)\,dx"#)
    #expect(
      integral.printed(as: .sympy) == "Integral(Symbol('x') + 1, (Symbol('x'), 0, oo))")
    #expect(integral.printed(as: .mathematica) == "Integrate[x + 1, {x, 0, Infinity}]")
    #expect(integral.printed(as: .pari) == "intnum(x=0,oo,x + 1)")
  }

  /// A sign in a number of the tree is an operation in the text.
  @Test func negativeNumbersAndFractionsGetParentheses() {
    let minusTwo = Expression.number(-2)
    let third = Expression(parsingKnown: "1/3")
    #expect(minusTwo.power(2).description == "(-2)^2")
    #expect((Expression.symbol("a") - minusTwo).description == "a - (-2)")
    #expect((Expression.symbol("a") + minusTwo).description == "a - 2")
    #expect(third.power(.symbol("n")).description == "(1/3)^n")
    #expect((Expression.symbol("a") / third).description == "a/(1/3)")
    #expect(third.power(2).printed(as: .sympy) == "Rational(1, 3)**2")
    #expect((minusTwo / 3).printed(as: .sympy) == "Integer(-2)/3")
  }

  // Python's compiler has no room for thousands of nested `+`.
  @Test func longSumsInSymPyAreCalls() {
    let terms = (1...3000).map { Expression.symbol("x\($0)") }
    let flat = SymPyPrinter().print(2 * .sum(terms))
    #expect(flat.hasPrefix("2*Add(Symbol('x1'), Symbol('x2'), "))
    #expect(!flat.contains("+"))
    // A sum within a sum counts.
    let nested = terms.dropFirst().reduce(terms[0]) { .sum([$0, $1]) }
    #expect(SymPyPrinter().print(2 * nested) == flat)
    #expect(SymPyPrinter().print(.sum(Array(terms.prefix(3)))).contains("+"))
  }
}

extension Expression {
  fileprivate init(parsingKnown text: String) {
    self = (try? Expression(parsing: text)) ?? .symbol("unreadable")
  }
}
