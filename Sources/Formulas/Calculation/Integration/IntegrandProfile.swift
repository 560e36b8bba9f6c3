internal import BallArithmetic
internal import Multiprecision

/// Where an integrand over t > 0 is large, from a few of its values. This steers the choice of
/// scales and of points to split at; no bound depends on it.
struct IntegrandProfile {
  private let integrand: IntegrandEvaluator

  init(_ integrand: IntegrandEvaluator) { self.integrand = integrand }

  private static let near = Array(stride(from: -12, through: 12, by: 2))
  /// Functions with parameters cost much at extreme arguments.
  private var far: [Int] {
    let places = [16, 24, 32, 48, 64, 96, 128, 192, 256, 384]
    return integrand.integrand.functions.isEmpty ? places : places.filter { $0 <= 96 }
  }

  /// About log2 |f(t)|; minus infinity where there is no value.
  private func level(_ t: BigFloat) -> Double {
    guard
      let value = try? integrand.value(
        at: ComplexBall(RealBall(exact: t)), analytic: false, precision: 64),
      value.isFinite
    else { return -.infinity }
    let size = BigFloat(value.magnitudeUpperBound)
    guard size.isFinite, !size.isZero else { return -.infinity }
    let exponent = size.exponent
    // Below the range of numbers.
    if exponent < BigFloat.smallestExponent / 2 { return -.infinity }
    return Double(exponent) + 2 * size.scaled(byPowerOfTwo: -exponent).nearestDouble - 2
  }

  /// 2^x.
  private static func power(_ x: Double) -> BigFloat {
    let whole = x.rounded(.down)
    let fraction = BigFloat((x - whole) * 0.6931471805599453).exponential(precision: 64).value
    return fraction.scaled(byPowerOfTwo: Int(whole))
  }

  /// log2 of t |f(t)|, the mass per logarithm of t.
  private func density(_ octave: Double) -> Double { level(Self.power(octave)) + octave }

  /// log2 of the t at which t |f(t)| is largest, to an octave; 0 when nothing is seen.
  var scale: Int {
    var places = Self.near
    var values = places.map { density(Double($0)) }
    guard var first = values.indices.max(by: { values[$0] < values[$1] }) else { return 0 }
    if values[first] == -.infinity {
      // Nothing is seen near the unit distance.
      places = far.reversed().map { -$0 } + far
      values = places.map { density(Double($0)) }
      first = 1
    }
    if first == 0 || first == places.count - 1 {
      let outer = far.map { first == 0 ? -$0 : $0 }
      places = [places[first]] + outer
      values = [values[first]] + outer.map { density(Double($0)) }
    }
    guard let best = values.indices.max(by: { values[$0] < values[$1] }),
      values[best] > -.infinity
    else { return 0 }
    if abs(places[best]) < 5 { return places[best] }
    // Between the neighbours.
    var low = places[max(best - 1, 0)]
    var high = places[min(best + 1, places.count - 1)]
    if low > high { swap(&low, &high) }
    while high - low > 2 {
      let third = max((high - low) / 3, 1)
      if density(Double(low + third)) < density(Double(high - third)) {
        low += third
      } else {
        high -= third
      }
    }
    return (low + high) / 2
  }

  /// About log2 of the largest t |f(t)| near an octave.
  func mass(near octave: Int) -> Int {
    let values = (-2...2).map { density(Double(octave + $0)) }
    guard let largest = values.max(), largest > -.infinity else { return 0 }
    return Int(largest)
  }

  /// A peak near the octave whose width is small against its distance: a place on it.
  func narrowPeak(near octave: Int) -> Rational? {
    let top = refined(Double(octave) - 2.5, Double(octave) + 2.5) { density($0) }
    let place = Self.power(top)
    let height = level(place)
    guard height > -.infinity else { return nil }
    for factor in [0.875, 1.125] {
      let side = BigFloat.multiplying(place, BigFloat(factor), precision: 64)
      if level(side) > height - 12 { return nil }
    }
    return BigFloat(place.nearestDouble).exactRational ?? place.exactRational
  }

  /// The x, of either sign, at which |f(x)| is about the largest; 0 when it is as large there, or
  /// when two opposite places are alike.
  var largest: Rational {
    let center = level(.zero)
    var best = (height: center, octave: 0.0, sign: 0)
    for places in [Self.near, far] {
      // Farther out only when it still rises.
      if places == far, best.octave < 11 { break }
      for sign in [1, -1] {
        for octave in places {
          let t = Self.power(Double(octave))
          let height = level(sign > 0 ? t : -t)
          if height > best.height + 1 { best = (height, Double(octave), sign) }
        }
      }
    }
    guard best.sign != 0 else { return .zero }
    let sign = best.sign
    let width = best.octave > 12 ? best.octave / 2 : 2.5
    let top = refined(best.octave - width, best.octave + width) { octave in
      let t = Self.power(octave)
      return level(sign > 0 ? t : -t)
    }
    let place = Self.power(top)
    let opposite = level(sign > 0 ? -place : place)
    if opposite > level(sign > 0 ? place : -place) - 1 { return .zero }
    return (sign > 0 ? place : -place).exactRational ?? .zero
  }

  /// The place of the largest value of a function that rises and then falls.
  private func refined(_ from: Double, _ to: Double, _ function: (Double) -> Double) -> Double {
    var (low, high) = (from, to)
    for _ in 0..<90 {
      let third = (high - low) / 3
      let (left, right) = (function(low + third), function(high - third))
      if left < right { low += third } else { high -= third }
      // Flat to a bit: near enough.
      if abs(left - right) < 0.5, abs(function((low + high) / 2) - max(left, right)) < 0.5 {
        break
      }
    }
    return (low + high) / 2
  }
}

extension Rational {
  /// 2^exponent.
  static func power(ofTwo exponent: Int) -> Rational {
    let size = Integer.one.shifted(leftBy: abs(exponent))
    return exponent >= 0
      ? Rational(size) : Rational(numerator: 1, nonzeroDenominator: size)
  }
}
