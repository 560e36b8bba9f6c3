import Formulas
import Multiprecision
import Testing

@Suite struct ParserTests {
  private let a = Expression.symbol("a")
  private let b = Expression.symbol("b")
  private let c = Expression.symbol("c")
  private let d = Expression.symbol("d")
  private let x = Expression.symbol("x")

  private func read(_ source: String) throws -> Expression { try Expression(parsing: source) }

  @Test func signsAndPowers() throws {
    #expect(try read("-x^2") == -x.power(2))
    #expect(try read("(-x)^2") == (-x).power(2))
    #expect(try read("2^-3") == Expression.number(2).power(-Expression.number(3)))
    #expect(try read("2^--3") == Expression.number(2).power(-(-Expression.number(3))))
    #expect(try read("2^+3") == Expression.number(2).power(3))
    #expect(try read("a^b^c") == a.power(b.power(c)))
    #expect(try read("a^-b^c") == a.power(-b.power(c)))
    #expect(try read("a**b") == a.power(b))
    #expect(try read("2^-x*a") == Expression.number(2).power(-x) * a)
    #expect(try read("--x") == -(-x))
    #expect(try read("+x") == x)
    #expect(try read("a--b") == Expression(.sum([a, -(-b)])))
    #expect(try read("a-+b") == a - b)
    #expect(try read("-a*b") == -(a * b))
    #expect(try read("a*-b*c") == Expression(.product([a, -b, c])))
    #expect(try read("a/-b^2") == a / -b.power(2))
  }

  @Test func sumsAndProducts() throws {
    #expect(try read("a-b-c") == Expression(.sum([a, -b, -c])))
    #expect(try read("a-(b-c)") == Expression(.sum([a, -Expression(.sum([b, -c]))])))
    #expect(try read("a+b*c") == Expression(.sum([a, b * c])))
    #expect(try read("a*b/c") == (a * b) / c)
    #expect(try read("a/b/c") == a / (b * c))
    #expect(try read("a/b*c") == Expression(.product([a / b, c])))
    #expect(try read("a/b*c/d") == Expression(.product([a / b, c / d])))
    #expect(try read("a/b*c*d") == Expression(.product([a / b, c, d])))
    #expect(try read("a/(b/c)") == a / (b / c))
    #expect(try read("(a+b)*c") == Expression(.product([a + b, c])))
  }

  @Test func factorials() throws {
    #expect(try read("x!") == .factorial(x))
    #expect(try read("factorial(x)") == .factorial(x))
    #expect(try read("x!^2") == Expression.factorial(x).power(2))
    #expect(try read("2^x!") == Expression.number(2).power(.factorial(x)))
    #expect(try read("-x!") == -.factorial(x))
    #expect(try read("(x!)! ") == .factorial(.factorial(x)))
    #expect(try read("a! !") == .factorial(.factorial(a)))
  }

  @Test(arguments: [
    ("12", "12"), ("007", "7"), ("0.1", "1/10"), (".5", "1/2"), ("1.", "1"), ("1.50", "3/2"),
    ("2e3", "2000"), ("2E+3", "2000"), ("25e-4", "1/400"), ("1.25e1", "25/2"), ("0e5", "0"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
  ])
  func numbersAreExact(source: String, value: String) throws {
    #expect(try read(source) == .number(Rational(value) ?? .zero))
  }

  @Test func constantsAndNames() throws {
    #expect(try read("2*e") == 2 * .e)
    #expect(try read("pi+euler_gamma") == .pi + .eulerGamma)
    #expect(try read("π") == .pi)
    #expect(try read("e1") == .symbol("e1"))
    #expect(try read("_x_2") == .symbol("_x_2"))
    #expect(try read("mean") == .call("mean"))
    #expect(try read("mean()") == .call("mean"))
    #expect(try read("moment(2)") == .call("moment", [2]))
    for name in ["N", "L", "sw2", "sb2", "z0", "k", "E", "I"] {
      #expect(try read(name) == .symbol(name))
    }
  }

  @Test func typographicCharacters() throws {
    #expect(try read("a×b·c⋅d") == Expression(.product([a, b, c, d])))
    #expect(try read("a−b") == a - b)
    #expect(try read("a÷b") == a / b)
    #expect(try read("x²") == x.power(2))
    #expect(try read("x¹⁰") == x.power(10))
    #expect(try read("x⁻²") == x.power(-Expression.number(2)))
    #expect(try read("-x²") == -x.power(2))
    #expect(try read("2^x²") == Expression.number(2).power(x.power(2)))
    #expect(try read("x²^3") == x.power(2).power(3))
    #expect(try read("a\u{00A0}+\n\tb") == a + b)
  }

  @Test func listsAndCalls() throws {
    #expect(try read("[]") == .list([]))
    #expect(try read("[a,[b, -c],[]]") == .list([a, .list([b, -c]), .list([])]))
    #expect(try read("binomial(a+b, -c)") == .call("binomial", [a + b, -c]))
    #expect(try read("([a])") == .list([a]))
  }

  @Test func iterations() throws {
    let k = Expression.symbol("k")
    #expect(
      try read("sum(k^2,k,a,b)") == .iterated(.sum, k.power(2), over: "k", from: a, through: b))
    #expect(
      try read("product(-k,k,-inf,+oo)")
        == .iterated(.product, -k, over: "k", from: -.infinity, through: .infinity))
    #expect(
      try read("sum(sum(j,j,1,k),k,1,∞)")
        == .iterated(
          .sum, .iterated(.sum, .symbol("j"), over: "j", from: 1, through: k), over: "k",
          from: 1, through: .infinity))
  }

  @Test func equalityAndHashingIgnorePlaces() throws {
    let tight = try read("a+b*2")
    let wide = try read(" a  + (b * 2 ) ")
    #expect(tight == wide)
    #expect(tight.hashValue == wide.hashValue)
    #expect(tight != (try read("a+b*3")))
    #expect(tight != (try read("b+a*2")))
    #expect(try read("sum(k,k,0,1)") != read("product(k,k,0,1)"))
    #expect(try read("[a,[b]]") != read("[[a],b]"))
  }
}
