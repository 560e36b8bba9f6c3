import Formulas
import Testing

@Suite struct DomainErrorTests {
  @Test(arguments: [
    ("1+log(0)", "pole", "log(0)"), ("2*log(-1)", "not real", "log(-1)"),
    ("sqrt(-1)+1", "not real", "sqrt(-1)"), ("sqrt(1-pi)", "not real", "sqrt(1-pi)"),
    ("3+1/0", "division by zero", "0"), ("1/(2-2)", "division by zero", nil),
    ("0^-1", "division by zero", "0^-1"), ("gamma(-3)", "pole", "gamma(-3)"),
    ("factorial(-1)", "no value", "factorial(-1)"), ("atanh(2)", "atanh", "atanh(2)"),
    ("atanh(1)", "atanh", "atanh(1)"), ("asin(2)", "[-1, 1]", "asin(2)"),
    ("acos(-pi)", "[-1, 1]", "acos(-pi)"), ("acosh(1/2)", ">= 1", "acosh(1/2)"),
    ("(-8)^(1/3)", "not real", "(-8)^(1/3)"), ("(-2)^pi", "not real", "(-2)^pi"),
    ("digamma(0)", "pole", "digamma(0)"), ("zeta(1)", "pole", "zeta(1)"),
    ("loggamma(-1/2)", "> 0", "loggamma(-1/2)"), ("rf(1,-1)", "division by zero", "rf(1,-1)"),
    ("sum(k,k,1,inf)", "not available", "inf"),
    ("sum(1,k,1,10^8)", "10000000 terms", "sum(1,k,1,10^8)"),
    ("0*log(-1)", "not real", "log(-1)"), ("gamma(-1/3-2/3)", "pole", nil),
  ])
  func noAnswer(source: String, words: String, place: String?) throws {
    let error = try #require(try failure(source))
    #expect(error.kind == .noAnswer)
    #expect(error.message.contains(words), "\(error.message)")
    if let place { #expect(error.place == place) }
  }

  @Test(arguments: [
    ("1+N", "the symbol 'N' has no value; give it one with --for N=...", "N"),
    ("sum(k,k,1,5/2)", "must be integers, not 5/2", "5/2"),
    ("moment(2)", "moment(2) needs a network; give --width and --depth", "moment(2)"),
    ("2*mean", "mean needs a network", "mean"),
  ])
  func usage(source: String, words: String, place: String) throws {
    let error = try #require(try failure(source))
    #expect(error.kind == .usage)
    #expect(error.message.contains(words), "\(error.message)")
    #expect(error.place == place)
  }

  @Test func undecidedArguments() throws {
    // Exactly at the edge, but only known to any precision.
    let error = try #require(try failure("log(sqrt(2)*sqrt(2)-2)"))
    #expect(error.kind == .noAnswer && error.message.contains("edge"))
    #expect(try failure("1/(sqrt(2)*sqrt(2)-2)")?.message.contains("divisor") == true)
  }

  @Test func quantities() throws {
    let network = try network(width: "4", depth: "2")
    #expect(
      try failure("moment(1/2)", network: network)?.message
        == "moment(m) needs an integer m >= 0, not 1/2")
    #expect(try failure("moment(1/2)", network: network)?.place == "1/2")
    #expect(try failure("moment(10^9)", network: network)?.kind == .noAnswer)
    #expect(try failure("law", network: network)?.message.contains("derive") == true)
    let still = try fourUnits(depth: "0")
    #expect(try failure("kurtosis", network: still)?.message.contains("variance is 0") == true)
    #expect(try failure("skewness", network: still)?.kind == .noAnswer)
    #expect(try failure("mean", network: fourUnits(depth: "D"))?.message.contains("'D'") == true)
    #expect(try failure("mean", network: fourUnits(depth: "pi"))?.kind == .usage)
    #expect(try failure("mean", network: fourUnits(depth: "1/2"))?.kind == .usage)
  }

  private func fourUnits(depth: String) throws -> NetworkDescription {
    try network(width: "4", depth: depth)
  }
}
