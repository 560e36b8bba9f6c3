import BallArithmetic
import Foundation
import Multiprecision

/// Γ and its derivatives from Euler's integral cut at N: the part below N as the power series of
/// the incomplete gamma function, the rest bounded. No Stirling, no Bernoulli numbers.
enum EulerIntegralGamma {
  /// The Taylor coefficients at w of Γ(w + e), Re w >= 1/2.
  ///
  /// ∫_0^N t^(w+e-1) e^(-t) dt = N^(w+e) Σ (-N)^k/(k! (w + k + e)). Beyond N, (log t)^j/j! <= t and
  /// ∫_N^∞ t^x e^(-t) dt <= N^x e^(-N)/(1 - x/N), x = Re w.
  static func taylor(at w: ComplexBall, order: Int, bits: Int) -> [ComplexBall] {
    let x = w.real.magnitudeUpperBound.doubleUpperBound
    let y = w.imaginary.magnitudeUpperBound.doubleUpperBound
    var cut = 20.0
    // N - x log N >= the bits, and those that Γ falls by along the imaginary axis.
    while cut - (x + 1) * log(cut) < 0.7 * Double(bits) + 1.6 * y + 12 { cut += 4 }
    let n = Int(max(cut, 3 * x + 3))
    let real = w.isReal
    let rest = RealBall(n).power(w.real, precision: 64)
      .multiplied(by: RealBall(-n).exponential(precision: 64), precision: 64)
      .multiplied(by: 2, precision: 64).magnitudeUpperBound
    if order == 1 {
      let value = lowerPart(at: w, cut: n, bits: bits + Int(2.3 * y) + 30)
      return [real ? ComplexBall(value.real.addingError(rest)) : value.addingError(rest)]
    }
    // The terms are of size e^N N^x, and cancel.
    let lost = 1.45 * Double(n) + 1.45 * x * log(Double(n)) + 2.3 * y
    let precision = Precision(clamping: bits + Int(lost) + 40)
    var sums = Array(repeating: ComplexBall.zero, count: order)
    var term = RealBall.one
    var k = 0
    while true {
      let place = w.adding(ComplexBall(k), precision: precision)
      var part =
        real
        ? ComplexBall(term.divided(by: place.real, precision: precision))
        : place.reciprocal(precision: precision).multiplied(by: term, precision: precision)
      let inverse = order > 1 ? -place.reciprocal(precision: precision) : .zero
      for j in 0..<order {
        sums[j] = sums[j].adding(part, precision: precision)
        if j + 1 < order { part = part.multiplied(by: inverse, precision: precision) }
      }
      k += 1
      term = -term.multiplied(by: n, precision: precision).divided(by: k, precision: precision)
      // From here on terms at least halve, and |w + k| >= 1.
      if k > 2 * n + 4, term.magnitudeUpperBound.exponent < -precision.bits {
        let tail = term.magnitudeUpperBound.scaled(byPowerOfTwo: 1)
        sums = sums.map { real ? ComplexBall($0.real.addingError(tail)) : $0.addingError(tail) }
        break
      }
    }
    let logN = RealBall(n).logarithm(precision: precision)
    let power = w.multiplied(by: logN, precision: precision).exponential(precision: precision)
    var scale = [power]
    for j in 1..<max(order, 2) {
      scale.append(
        scale[j - 1].multiplied(
          by: logN.divided(by: j, precision: precision), precision: precision))
    }
    return product(sums, Array(scale.prefix(order)), precision: precision).map {
      real ? ComplexBall($0.real.addingError(rest)) : $0.addingError(rest)
    }
  }

  /// ∫_0^N t^(w-1) e^(-t) dt = N^w e^(-N) Σ N^k/(w (w+1) ... (w+k)), whose terms hardly cancel.
  private static func lowerPart(at w: ComplexBall, cut n: Int, bits: Int) -> ComplexBall {
    let precision = Precision(clamping: bits)
    let isReal = w.isReal
    var term = w.reciprocal(precision: precision)
    var sum = term
    var k = 0
    while true {
      k += 1
      let place = w.real.adding(k, precision: precision)
      term =
        isReal
        ? ComplexBall(
          term.real.multiplied(by: n, precision: precision)
            .divided(by: place, precision: precision))
        : term.multiplied(by: n, precision: precision).divided(
          by: ComplexBall(real: place, imaginary: w.imaginary), precision: precision)
      sum = sum.adding(term, precision: precision)
      // From here on the terms at least halve.
      if k > 2 * n,
        term.magnitudeUpperBound.exponent < sum.magnitudeUpperBound.exponent - bits
      {
        let tail = term.magnitudeUpperBound
        sum = isReal ? ComplexBall(sum.real.addingError(tail)) : sum.addingError(tail)
        break
      }
    }
    let logN = RealBall(n).logarithm(precision: precision + 16)
    let exponent = w.multiplied(by: logN, precision: precision + 16)
      .adding(ComplexBall(-n), precision: precision + 16)
    return sum.multiplied(by: exponent.exponential(precision: precision), precision: precision)
  }

  /// Γ(a + e) = top(e)/bottom(e): top at a shifted to the right, bottom the product of the factors
  /// between, whose first coefficient is an exact zero at a pole.
  static func parts(
    at a: ComplexBall, order: Int, bits: Int
  ) -> (top: [ComplexBall], bottom: [ComplexBall]) {
    let x = a.real.midpoint.nearestDouble
    let steps = x >= 0.5 ? 0 : Int((1.5 - x).rounded(.down))
    let working = bits + 40 + (a.real.midpoint.isZero ? 0 : max(0, -a.real.midpoint.exponent))
    let exact = Precision(clamping: 2000)
    let top = taylor(
      at: a.adding(ComplexBall(steps), precision: exact), order: order, bits: working)
    let precision = Precision(clamping: working + 40)
    var bottom = [ComplexBall.one] + Array(repeating: .zero, count: order - 1)
    for i in 0..<steps {
      let factor = [a.adding(ComplexBall(i), precision: exact), .one]
      bottom = product(bottom, Array(factor.prefix(order)), precision: precision)
    }
    return (top, bottom)
  }

  static func gammaTaylor(at a: ComplexBall, order: Int, bits: Int) -> [ComplexBall] {
    let (top, bottom) = parts(at: a, order: order, bits: bits)
    let precision = Precision(clamping: bits + 60)
    return product(top, reciprocal(bottom, precision: precision), precision: precision)
  }

  static func reciprocalGammaTaylor(at a: ComplexBall, order: Int, bits: Int) -> [ComplexBall] {
    let (top, bottom) = parts(at: a, order: order, bits: bits)
    let precision = Precision(clamping: bits + 60)
    return product(bottom, reciprocal(top, precision: precision), precision: precision)
  }

  static func gamma(_ a: ComplexBall, bits: Int) -> ComplexBall {
    gammaTaylor(at: a, order: 1, bits: bits)[0]
  }

  /// The coefficients of log Γ(a + e) but the constant, which is the logarithm of Γ(a) up to
  /// 2 pi i: k c_k = the coefficients of Γ'/Γ.
  static func logarithmicDerivative(at a: ComplexBall, order: Int, bits: Int) -> [ComplexBall] {
    let gamma = gammaTaylor(at: a, order: order + 1, bits: bits)
    let precision = Precision(clamping: bits + 60)
    let derivative = (0..<order).map { k in
      gamma[k + 1].multiplied(by: RealBall(k + 1), precision: precision)
    }
    return product(
      derivative, reciprocal(Array(gamma.prefix(order)), precision: precision),
      precision: precision)
  }

  static func product(
    _ left: [ComplexBall], _ right: [ComplexBall], precision: Precision
  ) -> [ComplexBall] {
    (0..<max(left.count, right.count)).map { n in
      var sum = ComplexBall.zero
      for i in 0...n where i < left.count && n - i < right.count {
        sum = sum.adding(
          left[i].multiplied(by: right[n - i], precision: precision), precision: precision)
      }
      return sum
    }
  }

  static func reciprocal(_ series: [ComplexBall], precision: Precision) -> [ComplexBall] {
    let first = series[0].reciprocal(precision: precision)
    var result = [first]
    for n in 1..<max(series.count, 1) {
      var sum = ComplexBall.zero
      for i in 1...n {
        sum = sum.adding(
          series[i].multiplied(by: result[n - i], precision: precision), precision: precision)
      }
      result.append(-sum.multiplied(by: first, precision: precision))
    }
    return result
  }
}
