public import BallArithmetic
public import Multiprecision

extension RealBall {
  /// The error function, the integral of 2/sqrt(pi) e^(-t^2) from 0 to x.
  public func errorFunction(precision: Precision) -> RealBall {
    monotonicImage(precision: precision, error: errorFunctionError) {
      $0.errorFunction(precision: $1, rounding: $2)
    }
  }

  /// 1 - erf(x), accurate relative to its size for large x.
  public func complementaryErrorFunction(precision: Precision) -> RealBall {
    monotonicImage(precision: precision, increasing: false, error: errorFunctionError) {
      $0.complementaryErrorFunction(precision: $1, rounding: $2)
    }
  }

  /// With l the least |x| of the ball: the derivative is at most (2/sqrt(pi)) e^(-l^2), and
  /// 2/sqrt(pi) < 37/32; two values of one sign differ by at most erfc(l) <= e^(-l^2), and any two
  /// by at most 2. Docs/Theory/BallArithmetic.md, "Propagated error".
  private var errorFunctionError: Magnitude {
    let least = distanceFromZeroLowerBound
    let square = BigFloat(least.multipliedRoundedDown(by: least))
    // Beyond the range of a number e^(-l^2) is below the least positive one.
    let decay =
      square.isFinite
      ? Magnitude(upperBound: (-square).exponential(precision: 32, rounding: .up).value)
      : Magnitude(upperBound: BigFloat.leastPositive)
    return decay * min(radius * Magnitude(37).scaled(byPowerOfTwo: -5), Magnitude(2))
  }
}
