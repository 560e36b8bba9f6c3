import Formulas
import Testing

/// Special functions through the formula language, against values from mpmath, python-flint and
/// PARI, among them those at which one of these fails.
@Suite struct SpecialFunctionTests {
  /// Values to all digits given.
  @Test(arguments: [
    ("gammainc(1/3,0,2)", "2.6108021202662884974896970160647071"),
    ("hyp2f1(1/2,1/3,2/3,-5)", "0.6264780604987646428807005757143723"),
    ("hyp0f1(1/2,1/3)", "1.7441124801537780497126054961268043"),
    ("hyper([1/2,1,1/3],[3/2,2],1/3)", "1.0204427087519675919743408605015230"),
    ("polygamma(2,1/3)", "-55.12212239940160755245575595481501"),
    ("besselk(0,2000)", "7.22027929954728090957539379840909"),
    ("ei(2)", "4.9542343560018901633795051302270352"),
    ("ei(-2)", "-0.048900510708061119567239835228049"),
    ("expint(1,2)", "0.0489005107080611195672398352280495"),
    ("hyperu(1/2,1/3,2)", "0.5813586630296064353340310995363782"),
    ("zeta(3,1/2)", "8.4143983221171599977981671305801499"),
    ("gammainc(1/3,2)", "0.0681364144414591361659959249099704"),
    ("erfi(1)", "1.6504257587975428760253377295613624"),
    ("arc_cosine(0,1)", "2.1415926535897932384626433832795028"),
    ("beta(1/3,5/7)", "3.5071665850031490704833944614280233"),
    ("besseli(1/3,5)", "26.897553069268364661155860168336020"),
    ("fuss_catalan_density(2,1)", "0.178979127488028"),
    ("hyp2f1(120,1,83/6,-252047901/1000)", "4.2786745662003539761866546453547923753"),
    ("hyp2f1(1000,1,1/2,-10^9)", "-5.0050050050125275576177568414298645733"),
    ("hyp2f1(1/3,7/3,5/7,-50)", "0.1252891590709646215414359555213074580"),
    ("hyp2f1(20,3,2,-50/7)", "-4.731431505184532944894406124031870880193e-18"),
    ("hyp2f1(1044,188,733,99999/100000)", "1.88186810248399031674714800109173137525"),
    ("hyp2f1(7/2,3/2,1/2,3/10)", "13.9385260563777683961378096757215741"),
  ])
  func values(formula: String, beginning: String) throws {
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
  ])
  func wherePeersFail(formula: String, beginning: String) throws {
    let text = try evaluate(formula, digits: 42).decimal.text
    #expect(text.hasPrefix(beginning), "\(text)")
  }

  /// An old bug of Arb: a loss of accuracy at one precision only.
  @Test func noJumpInAccuracyOfBesselK() throws {
    let reference = try evaluate("besselk(2,57.96685557919)", digits: 60).decimal.text
    for digits in 10...50 {
      let text = try evaluate("besselk(2,57.96685557919)", digits: digits).decimal.text
      #expect(text.prefix(digits - 1) == reference.prefix(digits - 1))
    }
  }

  @Test(arguments: [
    ("besseli(0,0)", "1"), ("besseli(3,0)", "0"), ("hyper([-10,11,-10],[1,-10],1)", "1"),
    ("hyp2f1(-3,1/2,5,7)", "-39/80"), ("gammainc(4,0)", "6"), ("fuss_catalan(2,3)", "12"),
    ("raney(5/2,1/3,4)", "1925/243"), ("beta(3,4)", "1/60"), ("expint(3,0)", "1/2"),
    ("meijerg([],[1,1],[0,0],[],2)", "0"), ("gammainc(1/2,3,3)", "0"),
  ])
  func exactValues(formula: String, value: String) throws {
    #expect(try evaluate(formula).exact?.description == value)
  }

  @Test func theMethodOfMeijerGIsNamed() throws {
    #expect(try evaluate("meijerg([],[],[0,0,0],[],5)").method.contains("residue series"))
    #expect(try evaluate("meijerg([1/2],[],[0],[],1)").method.contains("contour"))
    #expect(try evaluate("meijerg([0,1],[],[-1/2,1/2],[],1)").method.contains("contour"))
  }

  @Test(arguments: [
    ("gamma(-3)", "pole"), ("meijerg([],[],[0,0],[],0)", "z = 0"),
    ("meijerg([],[],[0,0],[],-1)", "negative z"), ("meijerg([],[],[pi],[],1)", "exact rational"),
    ("meijerg([1],[],[0],[],1)", "not defined"), ("hyper([1],[0],1)", "lower parameter"),
    ("hyper([1,1],[],1/2)", "diverges"), ("hyp2f1(1,1,2,2)", "cut"), ("besselk(0,0)", "pole"),
    ("besselk(0,-1)", "not real"), ("besseli(1/2,-1)", "not real"),
    ("gammainc(0,0)", "diverges"), ("gammainc(1/2,-1)", "not real"),
    ("gammainc(-1,0,1)", "diverges"), ("zeta(1,2)", "pole"),
    ("meijerg([],[1/3],[3/2],[],1)", "below -1: here it is 7/6"),
    ("meijerg([],[1,2],[1/2],[1/3],1)", "m + n < p"),
    ("besselk(10^9,1/10^100)", "2^(-2^30) to 2^(2^30)"), ("zeta(2,-1)", "no value"),
    ("polygamma(1,0)", "pole"), ("polygamma(1/2,1)", "integers"), ("expint(1,0)", "diverges"),
    ("expint(2,-1)", "not real"), ("ei(0)", "pole"), ("beta(0,1)", "pole"),
    ("hyperu(1,2,0)", "pole"), ("hyperu(1/2,1/2,-1)", "not real"), ("arc_cosine(1,4)", "[0, pi]"),
    ("fuss_catalan(2,-1)", "m >= 0"), ("raney_density(2,3,1)", "0 < r <= p"),
    ("besselk(10^11,10^9)", "beyond"),
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
