internal import BallArithmetic
internal import Multiprecision

extension GammaProduct {
  /// The poles of the gamma functions above from `low` to `high`, in rising order: all poles of the
  /// product are among them.
  func poles(from low: Rational, to high: Rational) -> [Rational] {
    var result: Set<Rational> = []
    for factor in factors where factor.power > 0 {
      let first = factor.isReflected ? factor.shift : -factor.shift
      if factor.isReflected {
        var pole = first >= low ? first : first + Rational((low - first).ceiling)
        while pole <= high {
          result.insert(pole)
          pole += 1
        }
      } else {
        var pole = first <= high ? first : first - Rational((first - high).ceiling)
        while pole >= low {
          result.insert(pole)
          pole -= 1
        }
      }
    }
    return result.sorted()
  }

  /// The coefficients of e^-P, ..., e^-1 of the product at pole + e, P the order of the pole; empty
  /// where the product has no pole. Docs/Theory/MellinBarnes.md, "Poles on the wrong side".
  func principalPart(at pole: Rational, precision: Precision) -> [RealBall] {
    func argument(_ factor: Factor) -> Rational {
      factor.isReflected ? factor.shift - pole : factor.shift + pole
    }
    func isPole(_ x: Rational) -> Bool { x.isInteger && !x.isPositive }
    let order = factors.reduce(0) { $0 + (isPole(argument($1)) ? $1.power : 0) }
    if order < 1 { return [] }
    let inner = precision + 32
    var series = RealBallSeries((0..<order).map { $0 == 0 ? RealBall.one : RealBall.zero })
    for factor in factors {
      let x = argument(factor)
      let skipped = isPole(x) ? 1 : 0
      // 1/Γ(x + d) = d^skipped (c_0 + c_1 d + ...), d = ±e.
      var coefficients = Array(
        RealBall.reciprocalGammaTaylor(at: x, order: order + skipped, precision: inner)
          .dropFirst(skipped))
      if factor.isReflected {
        for index in coefficients.indices where (index + skipped) % 2 == 1 {
          coefficients[index] = -coefficients[index]
        }
      }
      var regular = RealBallSeries(coefficients)
      if factor.power > 0 { regular = regular.reciprocal(precision: inner) }
      for _ in 0..<Int(factor.power.magnitude) {
        series = series.multiplied(by: regular, precision: inner)
      }
    }
    return series.coefficients
  }

  func residueCost(bits: Double) -> Double {
    let weight = factors.reduce(0) { $0 + Int($1.power.magnitude) }
    return Double(factors.count) * 20_000 + Double(weight * weight) * (2_000 + bits * bits / 2_000)
  }
}
