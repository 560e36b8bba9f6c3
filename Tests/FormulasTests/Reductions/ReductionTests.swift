import Formulas
import Testing

@Suite struct ReductionTests {
  /// The closed form as it is printed.
  @Test(arguments: [
    ("meijerg([],[],[0,0],[],z)", "2*besselk(0, 2*sqrt(z))"),
    ("meijerg([[],[]],[[0,0],[]],z)", "2*besselk(0, 2*sqrt(z))"),
    ("meijerg([],[],[b],[],z)", "z^b*e^-z"),
    ("meijerg([],[],[a,a+1/2],[],z)", "e^(-2*sqrt(z))*z^a*sqrt(pi)"),
    ("meijerg([],[],[0,0,1/2,1/2],[],z)", "4*besselk(0, 4*z^(1/4))*pi"),
    ("meijerg([],[1],[0,c],[],z)", "gammainc(c, z)"),
    ("meijerg([],[1],[0,1/2],[],z)", "erfc(sqrt(z))*sqrt(pi)"),
    ("meijerg([],[1/2],[v,-v],[],z)", "besselk(v, z/2)*e^(-z/2)*sqrt(pi)/pi"),
    ("meijerg([],[3],[3,0],[],z)", "e^-z"),
    ("meijerg([1,1],[],[1],[0],z)", "log(z + 1)"),
    ("meijerg([0,0],[],[0,0],[],z)", "log(z)/(z - 1)"),
    ("meijerg([0,1],[],[-1/2,1/2],[],1)", "-pi^2"),
    ("meijerg([],[1,1],[0,0],[],1/2)", "-log(1/2)"),
    ("meijerg([],[1,1],[0,0],[],2)", "0"),
    // In pieces: left alone while z is a symbol.
    ("meijerg([],[1,1],[0,0],[],z)", "meijerg([], [1, 1], [0, 0], [], z)"),
    ("meijerg([],[],[1,1/2,1],[],z)", "meijerg([], [], [0, 1/2, 1/2], [], z)*sqrt(z)"),
    ("hyper([-10,11,-10],[1,-10],1)", "1"),
    ("hyper([],[],x)", "e^x"),
    ("hyp2f1(1,1,2,x)", "-log(1 - x)/x"),
    ("hyp0f1(1/2,-x^2/4)", "cos(2*sqrt(x^2)/2)"),
    ("gammainc(3,x)", "(x^2 + 2*x + 2)*e^-x"),
    ("fuss_catalan(s,3)", "(s + 1)*(3*s + 2)/2"),
    ("fuss_catalan(2,3)", "12"),
    ("raney(5/2,1/3,4)", "1925/243"),
    ("zeta(4)", "pi^4/90"),
    ("zeta(-3)", "1/120"),
    ("beta(1/2,1/2)", "pi"),
    ("arc_cosine(1,t)", "cos(t)*pi - cos(t)*t + sin(t)"),
  ])
  func derives(formula: String, form: String) throws {
    let derived = try Calculator().derive(Expression(parsing: formula))
    // The expected form may be written in another way.
    let expected = try Calculator().derive(Expression(parsing: form))
    #expect(derived == expected, "\(derived)")
    // What is printed reads back as the same form.
    #expect(try Calculator().derive(Expression(parsing: derived.description)) == derived)
  }

  @Test func besselKAsItIsPrinted() throws {
    let form = try Calculator().derive(Expression(parsing: "meijerg([],[],[0,0],[],z)"))
    #expect(form.description == "2*besselk(0, 2*sqrt(z))")
  }

  @Test(arguments: [
    ("besselk(1/2,x)", "sqrt(pi/(2*x))*exp(-x)"),
    ("besselk(-v,x)", "besselk(v,x)"),
    ("besseli(-3,x)", "besseli(3,x)"),
    ("z*meijerg([],[],[0,0,0],[],z)", "meijerg([],[],[1,1,1],[],z)"),
    ("gammainc(s,0,x)+gammainc(s,x)", "gamma(s)"),
    ("gammainc(s,x,y)", "gammainc(s,x)-gammainc(s,y)"),
    ("expint(3,x)", "(exp(-x)-x*expint(2,x))/2"),
    ("beta(a,b)", "gamma(a)*gamma(b)/gamma(a+b)"),
    ("hyperu(1/2,1/2,x)", "sqrt(pi)*exp(x)*erfc(sqrt(x))"),
    ("zeta(3,1/2)", "7*zeta(3)"),
    ("sqrt(4*x)", "2*sqrt(x)"),
    ("sqrt(sqrt(x))", "x^(1/4)"),
    ("fuss_catalan(s,m)", "binomial((s+1)*m,m)/(s*m+1)"),
  ])
  func proves(left: String, right: String) throws {
    let comparison = try Calculator().check(Expression(parsing: left), Expression(parsing: right))
    #expect(comparison.verdict == .proved, "\(comparison.method)")
  }

  @Test(arguments: [
    ("besselk(2,x)", "besselk(0,x)+2/x*besselk(1,x)"),
    ("meijerg([],[1,1],[0,0],[],1/3)", "log(3)"),
    ("besseli(0,x)", "hyp0f1(1,x^2/4)"),
    ("fuss_catalan_density(1,x)", "sqrt(4/x-1)/(2*pi)"),
  ])
  func certifies(left: String, right: String) throws {
    let grid = try Grid(parsing: ["x=1/3,5/2"])
    let comparison = try Calculator().check(
      Expression(parsing: left), Expression(parsing: right), on: grid)
    #expect([.proved, .certified].contains(comparison.verdict), "\(comparison.method)")
  }

  @Test(arguments: [
    ("besselk(1/2,x)", "sqrt(pi/x)*exp(-x)"), ("meijerg([],[],[0,0],[],z)", "besselk(0,2*sqrt(z))"),
    ("hyp2f1(-3,b,-3,x)", "1"),
  ])
  func refutes(left: String, right: String) throws {
    let grid = try Grid(parsing: ["x=1/3"])
    let comparison = try? Calculator().check(
      Expression(parsing: left), Expression(parsing: right), on: grid)
    #expect(comparison.map { $0.verdict == .refuted } ?? true)
  }
}
