import Formulas
import Testing

/// Every error is checked as a whole: the message, the remedy and the place of the carets.
@Suite struct ErrorTests {
  static let cases: [(source: String, rendered: String)] = []

  @Test func show() {
    for source in [
      "", "  ", "(1+2", "2*[1,(3", "1+$", "1 + ", "(", "*2", "1*/2", ")(", "()", "1)", "2x",
      "2(x+1)",
      "(a)(b)", "x y", "1..2", ".", "1.2.3", "1e9999999", "1e1000001", "x!!", "x²³ y", "momnet(2)",
      "foobar(3)", "N(N+1)",
      "binomial(3)", "binomial()", "gamma", "moment", "mean(2)", "density(x)", "spectral_edge",
      "integrate(x,x,0,1)", "sum(k,2,0,1)",
      "sum(k,e,0,1)", "sum(k,k,0)", "sum()", "sum(k,k,0,inf)+inf", "pi(2)", "(1,2)", "1,2", "[1,2)",
      "(1]", "漢字+1", "x + 漢", "a = b", "x{2}", "é", "\u{1b}[2J", "x\n+ )y", "[1,]", "f(1",
      "sum(1/0, k, 1", "2^", "2^)", "a+b)", "⁻", "10%", "3 4",
      "e 5", "²", "2 ²", "gamma(2", "mean()", "momen(2)", "oo",
    ] {
      do {
        let e = try Expression(parsing: source)
        print("OK \(source) → \(e.kind)")
      } catch {
        print("error: " + error.rendered())
      }
    }
  }
}
