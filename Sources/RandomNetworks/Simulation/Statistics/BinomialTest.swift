internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The exact two-sided test of a probability by the number of successes: twice the smaller of
/// P(X <= k) and P(X >= k), at most 1, for X ~ Binomial(n, p).
struct BinomialTest: Sendable {
  let successes: Int
  let trials: Int
  let probability: RealBall

  /// The p-value, enclosed.
  ///
  /// The tail away from the mean is summed from k outwards. There the ratio of a term to the one
  /// before is below 1 and falls, so that the sum from a term t with ratio r on is at most
  /// t / (1 - r). Both tails together count P(X = k) twice.
  func pValue(precision: Precision) -> RealBall {
    let inner = precision + 32
    if probability.isZero { return successes == 0 ? .one : .zero }
    let complement = RealBall.one.subtracting(probability, precision: inner)
    if complement.isZero { return successes == trials ? .one : .zero }
    guard probability.isCertainlyPositive, complement.isCertainlyPositive else {
      return .enclosing(lower: .zero, upper: 1, precision: precision)
    }
    let odds = probability.divided(by: complement, precision: inner)
    let mean = Double(trials) * probability.approximateDouble
    let term = mass(complement, precision: inner)
    let isLower = Double(successes) <= mean
    let side = tail(from: term, odds: odds, isLower: isLower, precision: inner)
    let other = RealBall.one.subtracting(side, precision: inner).adding(term, precision: inner)
    let twice = [side, other].map { $0.scaled(byPowerOfTwo: 1) }
    let lower = min(
      twice[0].lowerBound(precision: inner), twice[1].lowerBound(precision: inner), 1)
    let upper = min(
      twice[0].upperBound(precision: inner), twice[1].upperBound(precision: inner), 1)
    return .enclosing(lower: max(lower, .zero), upper: upper, precision: precision)
  }

  /// P(X = k).
  private func mass(_ complement: RealBall, precision: Precision) -> RealBall {
    let inner = precision + 64
    let coefficient = RealBall(trials + 1).logGamma(precision: inner)
      .subtracting(RealBall(successes + 1).logGamma(precision: inner), precision: inner)
      .subtracting(RealBall(trials - successes + 1).logGamma(precision: inner), precision: inner)
      .exponential(precision: inner)
    return
      coefficient
      .multiplied(by: probability.power(successes, precision: inner), precision: inner)
      .multiplied(by: complement.power(trials - successes, precision: inner), precision: inner)
  }

  private func tail(
    from term: RealBall, odds: RealBall, isLower: Bool, precision: Precision
  ) -> RealBall {
    var (term, sum) = (term, term)
    var k = successes
    while isLower ? k > 0 : k < trials {
      let ratio =
        isLower
        ? RealBall(k).divided(
          by: odds.multiplied(by: trials - k + 1, precision: precision), precision: precision)
        : odds.multiplied(by: trials - k, precision: precision)
          .divided(by: k + 1, precision: precision)
      term = term.multiplied(by: ratio, precision: precision)
      k += isLower ? -1 : 1
      let size = term.magnitudeUpperBound
      if size <= sum.distanceFromZeroLowerBound.scaled(byPowerOfTwo: -precision.bits) {
        // The ratios fall from here on.
        let gap = RealBall.one.subtracting(ratio, precision: precision)
        if gap.isCertainlyPositive {
          let rest = size.divided(byLowerBound: gap.distanceFromZeroLowerBound)
          return sum.addingError(rest)
        }
      }
      sum = sum.adding(term, precision: precision)
    }
    return sum
  }
}
