internal import BallArithmetic
internal import Multiprecision
internal import RealModule
internal import Synchronization

/// The logarithms of the primes below 100, kept at the highest precision that was computed, and those
/// of the fractions that are products of these primes.
///
/// 2 log p = log(p - 1) + log(p + 1) + 2 artanh(1/(2 p^2 - 1)): p - 1 and p + 1 have smaller primes.
/// Docs/Theory/MeijerG.md, "Logarithms of fractions".
enum PrimeLogarithms {
  private static let primes = [
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
  ]
  private static let known = Mutex<[RealBall?]>(Array(repeating: nil, count: primes.count))
  /// More bits than this are computed anew each time.
  private static let mostBits = 1 << 24

  /// log(numerator/denominator) for positive words, with an error about 2^-precision times the
  /// logarithms of the two, or relative where a prime is large.
  static func logarithm(
    of numerator: Int, over denominator: Int, precision: Precision
  ) -> RealBall {
    var rest = (up: numerator, down: denominator)
    var exponents = [Int](repeating: 0, count: primes.count)
    for index in primes.indices where rest.up > 1 || rest.down > 1 {
      let p = primes[index]
      while rest.up % p == 0 {
        rest.up /= p
        exponents[index] += 1
      }
      while rest.down % p == 0 {
        rest.down /= p
        exponents[index] -= 1
      }
    }
    guard rest == (1, 1) else {
      let fraction = Rational(
        numerator: Integer(numerator), nonzeroDenominator: Integer(denominator))
      return RealBall(fraction, precision: precision + 8).logarithm(precision: precision)
    }
    let inner = precision + 16
    var sum = RealBall.zero
    for index in primes.indices where exponents[index] != 0 {
      let term = prime(index, precision: inner)
        .multiplied(by: exponents[index], precision: inner)
      sum = sum.isZero ? term : sum.adding(term, precision: inner)
    }
    return sum
  }

  /// log p for the prime with this index.
  private static func prime(_ index: Int, precision: Precision) -> RealBall {
    if let value = known.withLock({ $0[index] }), value.midpoint.precision >= precision {
      return value
    }
    let goal = precision + (64 + precision.bits / 16)
    let value = computed(index, precision: goal)
    if goal.bits <= mostBits {
      known.withLock {
        if $0[index].map({ $0.midpoint.precision < value.midpoint.precision }) ?? true {
          $0[index] = value
        }
      }
    }
    return value
  }

  private static func computed(_ index: Int, precision: Precision) -> RealBall {
    if index == 0 { return .logTwo(precision: precision) }
    let p = primes[index]
    let inner = precision + 16
    let neighbours = logarithm(of: p * p - 1, over: 1, precision: inner)
    let rest = inverseHyperbolicTangent(ofReciprocal: 2 * p * p - 1, precision: inner)
    return neighbours.scaled(byPowerOfTwo: -1).adding(rest, precision: precision)
  }

  /// artanh(1/m) = sum_(i >= 0) 1/((2 i + 1) m^(2 i + 1)) for 3 <= m < 2^20, by binary splitting.
  static func inverseHyperbolicTangent(ofReciprocal m: Int, precision: Precision) -> RealBall {
    // The tail after n terms is less than m^(-2 n - 1)/(1 - m^-2) < m^(-2 n).
    let n = Int(Double(precision.bits + 4) / (2 * Double.log2(Double(m)))) + 1
    let (sum, power, odd) = split(0, n, square: Integer(m * m))
    // The first n terms are m sum/(power odd), and power = m^(2 n).
    let denominator = power * odd
    let bound = Magnitude.one.divided(
      byLowerBound: Magnitude(lowerBound: BigFloat(power, precision: 64, rounding: .towardZero)))
    return RealBall(sum * Integer(m)).rounded(to: precision + 8)
      .divided(by: RealBall(denominator).rounded(to: precision + 8), precision: precision)
      .addingError(bound)
  }

  /// sum_(a <= i < b) 1/((2 i + 1) square^(i - a + 1)) = sum/(power odd), power = square^(b - a) and
  /// odd the product of the 2 i + 1.
  private static func split(
    _ a: Int, _ b: Int, square: Integer
  ) -> (sum: Integer, power: Integer, odd: Integer) {
    if b - a == 1 { return (1, square, Integer(2 * a + 1)) }
    let middle = (a + b) / 2
    let (leftSum, leftPower, leftOdd) = split(a, middle, square: square)
    let (rightSum, rightPower, rightOdd) = split(middle, b, square: square)
    return (
      leftSum * rightPower * rightOdd + rightSum * leftOdd, leftPower * rightPower,
      leftOdd * rightOdd
    )
  }
}
