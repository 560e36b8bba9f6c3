import BallArithmetic
import Multiprecision
import Testing

@testable import Formulas

@Suite struct EnclosureTests {
  @Test func undecidedIsUnbounded() throws {
    let calculator = Calculator()
    let precision = Precision(clamping: 128)
    for source in ["log(sqrt(2)^2-2)", "1/(pi-pi)", "gamma(pi-pi)", "sqrt(exp(1)-e)"] {
      let value = try calculator.enclosure(
        of: Expression(parsing: source), at: Grid.Point(), precision: precision)
      guard case .enclosed(let ball, _) = value else {
        Issue.record("\(source) is exact")
        continue
      }
      #expect(ball.isUnbounded, "\(source)")
    }
    #expect(throws: CalculationError.self) {
      try calculator.enclosure(
        of: Expression(parsing: "log(-pi)"), at: Grid.Point(), precision: precision)
    }
  }

  /// Enclosures at two precisions overlap, and the finer one is fine.
  @Test(arguments: [
    "exp(1/3)*sin(2)", "gamma(7/3)^(1/5)", "binomial(17/3,9/7)", "rf(pi,5/2)", "ff(pi,3)",
    "rf(pi,-3)", "tan(10^20)", "zeta(-5/2)", "sum(sqrt(k),k,1,50)", "pi^pi^pi", "(-pi)^3",
    "acos(1/3)+asin(1/3)", "atanh(1/7)", "acosh(3/2)", "erfc(7)", "digamma(-1/3)",
    "loggamma(10^10)", "e^-20", "(2/3)^(10^8)", "log(1+10^-30)",
    "product(1+1/k^2,k,1,100)^pi", "factorial(-3/2)", "binomial(-5/2,10^5)",
  ])
  func precisionsAgree(source: String) throws {
    let calculator = Calculator()
    let expression = try Expression(parsing: source)
    var balls: [RealBall] = []
    for bits in [100, 200, 1000] {
      let precision = Precision(clamping: bits)
      balls.append(
        try calculator.enclosure(of: expression, at: Grid.Point(), precision: precision)
          .ball(precision: precision))
    }
    #expect(balls[0].overlaps(balls[1]) && balls[1].overlaps(balls[2]))
    #expect(balls[0].overlaps(balls[2]))
    #expect(balls[2].relativeAccuracyBits > 800, "\(balls[2])")
  }
}
