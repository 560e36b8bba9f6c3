import BallArithmetic
import Formulas
import Multiprecision
import Testing

@Suite struct QuantityTests {
  @Test func referenceCases() throws {
    // norm-m2-He
    #expect(
      try evaluate("moment(2)", network: network(width: "100", depth: "50")).decimal.text
        == "11.4673997857536760348514135512")
    // dead-prob
    #expect(
      try evaluate("atom", network: network(width: "10", depth: "100"), digits: 28).decimal.text
        == "0.09308265650895884729766613931")
    // leaky-m2
    let leaky = try network(
      width: "N", depth: "L",
      activation: .leakyReLU(slope: Expression(parsing: "1/10")))
    let second = try evaluate("moment(2)", network: leaky, digits: 31, at: ["N=20", "L=10"])
    #expect(second.decimal.text == "8.884162963344782120599827217084")
    #expect(
      second.exact
        == Rational(
          "113669488363678382358322573465389876914541015625/"
            + "12794619913284792609488231114238215483032600576"))
  }

  // Noci-kurtosis-relu
  @Test func outputKurtosis() throws {
    let layers = [10, 20, 30].map { NetworkDescription.Layer(width: .number($0)) }
    let network = NetworkDescription(inputWidth: 10, architecture: .layers(layers))
    #expect(try evaluate("output_kurtosis", network: network).exact == Rational("105/16"))
    #expect(
      try evaluate("output_moment(4)/output_moment(2)^2", network: network).exact
        == Rational("105/16"))
    #expect(try evaluate("output_moment(3)", network: network).exact == 0)
    #expect(try evaluate("output_moment(0)", network: network).exact == 1)
  }

  // One orthogonal layer of one unit: y = +-gain z, so E y^m = (sw2 z)^(m/2) with sw2 = 2.
  @Test func orthogonalOutput() throws {
    let layer = NetworkDescription.Layer(
      width: 1, activation: .linear, weights: .variance(2), ensemble: .orthogonal)
    let network = NetworkDescription(
      inputWidth: 1, inputNorm: 3, architecture: .layers([layer]))
    #expect(try evaluate("mean", network: network).exact == 6)
    #expect(try evaluate("output_moment(2)", network: network).exact == 12)
    #expect(try evaluate("output_moment(4)", network: network).exact == 144)
    #expect(try evaluate("output_moment(6)", network: network).exact == 1728)
  }

  @Test func biasAddsUp() throws {
    let biased = try network(width: "200", depth: "100", bias: "1/100")
    #expect(try evaluate("mean", network: biased).exact == 101)
    #expect(
      try evaluate("variance-moment(2)+moment(1)^2", network: biased).exact == 0)
    // Each layer has the atom of its own.
    #expect(
      try evaluate("atom", network: biased).exact == Rational(2).power(-200))
  }

  @Test func cumulantsOfAChiSquare() throws {
    // One linear layer of N units of variance 1: chi-square with N degrees of freedom.
    let square = try network(
      width: "7", depth: "1", activation: .linear, weights: .variance(1))
    for (m, value) in [(1, 7), (2, 14), (3, 56), (4, 336)] {
      #expect(try evaluate("cumulant(\(m))", network: square).exact == Rational(value))
    }
    #expect(try evaluate("kurtosis", network: square).exact == Rational("33/7"))
    #expect(
      try evaluate("skewness", network: square).decimal.text
        == evaluate("sqrt(8/7)").decimal.text)
    #expect(try evaluate("sum(moment(m),m,0,2)", network: square).exact == 71)
  }

  @Test func irrationalParameters() throws {
    let irrational = try network(
      width: "10", depth: "3", weights: .variance(Expression(parsing: "pi/10")), bias: "0")
    #expect(
      try evaluate("mean", network: irrational).decimal.text
        == evaluate("(pi/2)^3").decimal.text)
    let root = try network(
      width: "N", depth: "4", weights: .variance(Expression(parsing: "sqrt(2)/N")), bias: "1/3")
    // E z_l = sqrt(2)/2 E z_(l-1) + N/6.
    #expect(
      try evaluate("mean", network: root, at: ["N=6"]).decimal.text
        == evaluate("1/4+1+sqrt(2)/2+1/2+sqrt(2)/4").decimal.text)
    // A bound variable of the formula is no symbol of the network.
    #expect(
      try evaluate("sum(mean,N,1,2)-2*mean+1", network: root, at: ["N=6"]).decimal.text
        == "1.00000000000000000000000000000")
  }

  @Test func smallAtoms() throws {
    let wide = try network(width: "10^6", depth: "10^6")
    #expect(
      try evaluate("atom", network: wide, digits: 12).decimal.text
        == evaluate("10^6*2^-(10^6)", digits: 12).decimal.text)
    let dropped = try network(
      width: "3", depth: "2", activation: .dropout(keep: Expression(parsing: "1/2")))
    // 1 - (1 - (3/4)^3)^2.
    #expect(try evaluate("atom", network: dropped).exact == Rational("2727/4096"))
    let slopeless = try network(
      width: "2", depth: "1", activation: .leakyReLU(slope: 0))
    #expect(try evaluate("atom", network: slopeless).exact == Rational("1/4"))
    let silent = try network(width: "2", depth: "1", norm: "0")
    #expect(try evaluate("atom", network: silent).exact == 1)
    #expect(
      try evaluate("atom", network: network(width: "2", depth: "3", weights: .variance(0))).exact
        == 1)
    #expect(try evaluate("atom", network: network(width: "2", depth: "0")).exact == 0)
  }
}
