import Formulas
import Testing

@Suite struct SymbolTests {
  @Test(arguments: [
    ("1+pi", []), ("x+y*x", ["x", "y"]), ("sum(k*x,k,a,b)", ["a", "b", "x"]),
    ("sum(k,k,k,N)", ["N", "k"]), ("k+sum(k,k,0,1)", ["k"]), ("moment(m)+mean", ["m"]),
    ("sum(sum(k,k,0,j),j,0,k)", ["k"]), ("[a,[b,c!]]", ["a", "b", "c"]),
  ])
  func freeSymbols(source: String, names: [String]) throws {
    #expect(try Expression(parsing: source).freeSymbols == Set(names))
  }

  @Test(arguments: [
    ("x+y", "y+x"),
    ("x^2/f", "y^2/f"),
    ("sum(x*k,k,0,x)", "sum(y*k,k,0,y)"),
    ("sum(x,x,0,x)", "sum(x,x,0,y)"),
    // A replacement may not fall under a sum over its own symbol.
    ("sum(x*y,y,0,y)", "sum(y*y_1,y_1,0,x)"),
    ("sum(x*y+y_1,y,0,1)", "sum(y*y_2+y_1,y_2,0,1)"),
    ("sum(sum(x+y,y,0,1),k,0,1)", "sum(sum(y+y_1,y_1,0,1),k,0,1)"),
  ])
  func substitutionSwapsAndAvoidsCapture(source: String, expected: String) throws {
    let swapped = try Expression(parsing: source).substituting([
      "x": .symbol("y"), "y": .symbol("x"),
    ])
    #expect(swapped == (try Expression(parsing: expected)), "\(swapped)")
  }

  @Test func depthCountsNodes() throws {
    #expect(try Expression(parsing: "x").depth == 1)
    #expect(try Expression(parsing: "((x))").depth == 1)
    #expect(try Expression(parsing: "x+2*y").depth == 3)
    #expect(try Expression(parsing: "sum(k,k,0,2^n)").depth == 3)
  }

  @Test func builtSumsAndProductsAreFlat() {
    let x = Expression.symbol("x")
    #expect((x + 1 + 2).kind == .sum([x, 1, 2]))
    #expect((x * 1 * 2).kind == .product([x, 1, 2]))
    #expect(Expression.sum([]) == 0)
    #expect(Expression.product([]) == 1)
    #expect(Expression.sum([x]) == x)
    #expect((1 + 5 / Expression.symbol("N")).power(.symbol("L")).description == "(1 + 5/N)^L")
  }
}
