import BallArithmetic
import Formulas
import Multiprecision
import Testing

/// Published and independently verified values, all digits of them.
///
/// The values are from arXiv 1806.06362 (moments, atom, one layer), 2106.06615 (kurtosis of the
/// output) and derivations checked by two methods each; none was calculated by this package.
@Suite struct ReferenceCaseTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let formula: String
    let value: String
    var exact: String? = nil
    var network: NetworkDescription? = nil
    var testDescription: String { id }
  }

  private static func repeated(
    _ width: Expression, _ depth: Expression, _ activation: NetworkDescription.Activation = .relu
  ) -> NetworkDescription {
    NetworkDescription(
      inputWidth: width,
      architecture: .repeated(.init(width: width, activation: activation), depth: depth))
  }

  static let quantities: [Case] = [
    Case(
      id: "norm-m2-He", formula: "moment(2)", value: "11.46739978575367603485141355121",
      network: repeated(100, 50)),
    Case(
      id: "dead-prob", formula: "atom", value: "0.09308265650895884729766613931229",
      network: repeated(10, 100)),
    Case(
      id: "Noci-kurtosis-relu", formula: "output_kurtosis", value: "6.5625", exact: "105/16",
      network: NetworkDescription(
        inputWidth: 10,
        architecture: .layers([.init(width: 10), .init(width: 20), .init(width: 30)]))),
    Case(
      id: "leaky-m2", formula: "moment(2)", value: "8.884162963344782120599827217084",
      exact: "113669488363678382358322573465389876914541015625"
        + "/12794619913284792609488231114238215483032600576",
      network: repeated(20, 10, .leakyReLU(slope: .number(Rational("1/10") ?? 0)))),
  ]

  /// Values that the formula language reaches without a quantity of its own.
  static let formulas: [Case] = [
    Case(id: "norm-m2-He, formula", formula: "(1+5/100)^50", value: quantities[0].value),
    Case(id: "dead-prob, formula", formula: "1-(1-2^-10)^100", value: quantities[1].value),
    Case(
      id: "leaky-m2, formula", formula: "(1+1/20*(6*(1+0.1^4)/(1+0.1^2)^2-1))^10",
      value: quantities[3].value, exact: quantities[3].exact),
    Case(
      id: "T-eigenvalue-m-1.5",
      formula: "2^-200*(4/200)^(1/2)*sum(binomial(200,k)*gamma(k/2+1/2)/gamma(k/2),k,1,200)",
      value: "0.9968704961832922654981493380817"),
    Case(
      id: "log-mean-alive",
      formula: "log(4/10)+sum(binomial(10,k)*digamma(k/2),k,1,10)/(2^10-1)",
      value: "-0.3074610106918571728089919406735"),
    Case(
      id: "laplace-kernel", formula: "((1+(1+2*0.9*(0.4*1.7+0.3))^(-1/2))/2)^5",
      value: "0.3292122617231164827968469145999"),
    Case(
      id: "avg-charpoly", formula: "sum(binomial(5,k)*(ff(5,k)/5^k)^3,k,0,5)",
      value: "12.261366063104", exact: "2993497574/244140625"),
    Case(
      id: "relu-gauss-edge-L10",
      formula: "(1+(sqrt(101)-9)/20)*(1+(sqrt(101)-9)/10)^10/((sqrt(101)-9)/20)",
      value: "54.41085853085749445115506374817"),
    Case(
      id: "arccos-J1", formula: "sin(1)+(pi-1)*cos(1)",
      value: "1.998578433772729958942648227192"),
    Case(
      id: "arccos-J2", formula: "3*sin(1)*cos(1)+(pi-1)*(1+2*cos(1)^2)",
      value: "4.755914439454116405477318287786"),
    Case(
      id: "arccos-J3",
      formula: "4*sin(1)^3+15*sin(1)*cos(1)^2+(pi-1)*(9*sin(1)^2*cos(1)+15*cos(1)^3)",
      value: "18.50871874390038936393282872458"),
    Case(
      id: "two-input-gramdet", formula: "4/5*(1-((sin(1)+(pi-1)*cos(1))/pi)^2)",
      value: "0.4762329598134178240500595405462"),
    Case(
      id: "two-input-alive", formula: "1-2^(1-5)+((pi-1)/(2*pi))^5",
      value: "0.9421002877750874298555897543187"),
    Case(
      id: "logdet-ginibre", formula: "sum(log(2/5)+digamma(j/2),j,1,5)/2",
      value: "-2.979874200285722409393461285667"),
  ]

  @Test(arguments: Self.quantities + Self.formulas)
  func reproduced(_ reference: Case) throws {
    let evaluation = try evaluate(reference.formula, network: reference.network, digits: 40)
    let value = try #require(Rational(decimal: reference.value))
    if let exact = reference.exact {
      let fraction = try #require(Rational(exact))
      #expect(evaluation.exact == fraction)
    }
    // Half a unit of the last digit of the reference.
    let fraction = reference.value.split(separator: ".").last?.count ?? 0
    let half = try #require(Rational("1001/2000"))
    let unit = try Rational(10).power(-fraction)
    let shown = try #require(Rational(decimal: evaluation.decimal.text))
    #expect((shown - value).magnitude <= unit * half)
  }

  @Test func everyDigitAgrees() throws {
    for reference in Self.quantities where reference.exact == nil {
      // The value's digits, rounded to nearest like the reference.
      let digits = reference.value.drop { $0 == "0" || $0 == "." }.filter { $0 != "." }.count
      let evaluation = try evaluate(
        reference.formula, network: reference.network, digits: digits)
      #expect(evaluation.decimal.text == reference.value, "\(reference.id)")
    }
  }
}
