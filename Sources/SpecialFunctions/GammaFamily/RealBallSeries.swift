internal import BallArithmetic
internal import Multiprecision

/// A power series in e, cut after a number of coefficients that no operation changes.
struct RealBallSeries {
  var coefficients: [RealBall]

  init(_ coefficients: [RealBall]) { self.coefficients = coefficients }

  var order: Int { coefficients.count }

  func multiplied(by other: RealBallSeries, precision: Precision) -> RealBallSeries {
    RealBallSeries(
      (0..<order).map { k in
        var sum = RealBall.zero
        for i in 0...k {
          sum = sum.adding(
            coefficients[i].multiplied(by: other.coefficients[k - i], precision: precision),
            precision: precision)
        }
        return sum
      })
  }

  func multiplied(by factor: RealBall, precision: Precision) -> RealBallSeries {
    RealBallSeries(coefficients.map { $0.multiplied(by: factor, precision: precision) })
  }

  /// The product with (constant + e).
  func multiplied(byLinear constant: RealBall, precision: Precision) -> RealBallSeries {
    var result = multiplied(by: constant, precision: precision).coefficients
    for k in stride(from: order - 1, to: 0, by: -1) {
      result[k] = result[k].adding(coefficients[k - 1], precision: precision)
    }
    return RealBallSeries(result)
  }

  /// The series in -e.
  var reflected: RealBallSeries {
    RealBallSeries(coefficients.enumerated().map { $0.offset % 2 == 0 ? $0.element : -$0.element })
  }

  /// e^f, by k g_k = sum_{0<i<=k} i f_i g_(k-i).
  func exponential(precision: Precision) -> RealBallSeries {
    guard let constant = coefficients.first else { return self }
    var result = [constant.exponential(precision: precision)]
    let derivative = coefficients.enumerated().map {
      $0.element.multiplied(by: $0.offset, precision: precision)
    }
    for k in 1..<max(order, 1) {
      var sum = RealBall.zero
      for i in 1...k {
        sum = sum.adding(
          derivative[i].multiplied(by: result[k - i], precision: precision), precision: precision)
      }
      result.append(sum.divided(by: k, precision: precision))
    }
    return RealBallSeries(result)
  }

  /// 1/f: unbounded when the constant term may be zero.
  func reciprocal(precision: Precision) -> RealBallSeries {
    guard let constant = coefficients.first else { return self }
    let inverse = constant.reciprocal(precision: precision)
    var result = [inverse]
    for k in 1..<max(order, 1) {
      var sum = RealBall.zero
      for i in 1...k {
        sum = sum.adding(
          coefficients[i].multiplied(by: result[k - i], precision: precision),
          precision: precision)
      }
      result.append((-sum).multiplied(by: inverse, precision: precision))
    }
    return RealBallSeries(result)
  }

  /// log f for a positive constant term, by k f_0 g_k = k f_k - sum_{0<i<k} i g_i f_(k-i).
  func logarithm(precision: Precision) -> RealBallSeries {
    guard let constant = coefficients.first else { return self }
    var result = [constant.logarithm(precision: precision)]
    let inverse = constant.reciprocal(precision: precision)
    for k in 1..<max(order, 1) {
      var sum = coefficients[k].multiplied(by: k, precision: precision)
      for i in 1..<k {
        sum = sum.subtracting(
          result[i].multiplied(by: i, precision: precision)
            .multiplied(by: coefficients[k - i], precision: precision), precision: precision)
      }
      result.append(
        sum.multiplied(by: inverse, precision: precision).divided(by: k, precision: precision))
    }
    return RealBallSeries(result)
  }

  /// sin(pi (a + e)); exact zeros at integers a.
  static func sineOfPi(at a: Rational, order: Int, precision: Precision) -> RealBallSeries {
    let nearest = a.rounded
    let distance = RealBall(a - Rational(nearest), precision: precision)
    let pi = RealBall.pi(precision: precision)
    let (sine, cosine) = distance.multiplied(by: pi, precision: precision)
      .sineAndCosine(precision: precision)
    let values = nearest.isOdd ? [-sine, -cosine, sine, cosine] : [sine, cosine, -sine, -cosine]
    var factor = RealBall.one
    var result: [RealBall] = []
    for k in 0..<order {
      if k > 0 {
        factor = factor.multiplied(by: pi, precision: precision).divided(
          by: k, precision: precision)
      }
      // At a half-integer the cosine is zero, and at an integer the sine.
      let vanishes =
        k % 2 == 0 ? a.isInteger : a.denominator == 2
      result.append(
        vanishes ? .zero : values[k % 4].multiplied(by: factor, precision: precision))
    }
    return RealBallSeries(result)
  }
}
