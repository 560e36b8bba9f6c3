import BallArithmetic
import Multiprecision
import TestSupport

extension TestRandom {
  /// Mostly 53 to 200 bits, now and then more.
  mutating func workingPrecision() -> Precision {
    int(in: 0...39) == 0
      ? choice([300, 420, 700]) : choice([53, 53, 53, 64, 64, 80, 100, 113, 150, 200])
  }

  /// Fewer bits, for second algorithms that take milliseconds.
  mutating func shortPrecision() -> Precision {
    int(in: 0...59) == 0
      ? choice([150, 200, 300]) : choice([53, 53, 53, 53, 64, 64, 80, 100, 113])
  }

  /// An exact number biased to integers, half-integers and their close neighbours, small and with
  /// a long mantissa; of at most this size.
  mutating func argument(upTo size: Int = 20, positive: Bool = false) -> Rational {
    let value: Rational
    switch int(in: 0...9) {
    case 0, 1: value = Rational(int(in: 0...size))
    case 2, 3: value = Rational(2 * int(in: 0...size - 1) + 1) / 2
    case 4:
      let step = Rational(1) / Rational(Integer.one << int(in: 3...70))
      value = Rational(int(in: 0...size - 1)) + (int(in: 0...1) == 0 ? step : 1 - step)
    case 5: value = Rational(1) / Rational(Integer.one << int(in: 1...60))
    default:
      value =
        Rational(Integer(next() >> 12)) * Rational(size) / Rational(Integer.one << 52)
        / Rational(Integer.one << choice([0, 0, 0, 1, 3, 6]))
    }
    if positive { return value.isZero ? 1 : value }
    return int(in: 0...1) == 0 ? value : -value
  }

  /// A complex number of such parts; real and imaginary ones among them.
  mutating func complexArgument(upTo size: Int = 20) -> ComplexBall {
    let x = int(in: 0...9) == 0 ? Rational.zero : argument(upTo: size)
    let y = int(in: 0...9) == 0 ? Rational.zero : argument(upTo: size)
    return ComplexBall(real: exactBall(x), imaginary: exactBall(y))
  }
}

/// The ball of a fraction with a power of two below: exact.
func exactBall(_ value: Rational) -> RealBall { RealBall(value, precision: 1000) }
