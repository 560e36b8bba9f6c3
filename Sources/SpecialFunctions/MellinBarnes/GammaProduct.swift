internal import BallArithmetic
internal import Multiprecision

/// A product of powers of gamma functions Γ(shift + s) and Γ(shift - s) with exact shifts.
struct GammaProduct: Sendable {
  /// Γ(shift + s)^power, or Γ(shift - s)^power when `isReflected`.
  struct Factor: Sendable {
    let shift: Rational
    let isReflected: Bool
    let power: Int
    /// About the shift.
    let estimate: Double
  }

  let factors: [Factor]
  let left: Rational?
  let right: Rational?

  /// The factors of the integrand of a Meijer G function.
  init(_ function: MeijerG) {
    var powers: [Rational: Int] = [:]
    var reflectedPowers: [Rational: Int] = [:]
    for b in function.leadingLower { powers[b, default: 0] += 1 }
    for a in function.trailingUpper { powers[a, default: 0] -= 1 }
    for a in function.leadingUpper { reflectedPowers[1 - a, default: 0] += 1 }
    for b in function.trailingLower { reflectedPowers[1 - b, default: 0] -= 1 }
    self.init(powers: powers, reflectedPowers: reflectedPowers)
  }

  /// The same product on another strip without poles.
  init(_ product: GammaProduct, left: Rational, right: Rational) {
    factors = product.factors
    self.left = left
    self.right = right
  }

  init(powers: [Rational: Int], reflectedPowers: [Rational: Int]) {
    func list(_ powers: [Rational: Int], isReflected: Bool) -> [Factor] {
      powers.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map {
        Factor(
          shift: $0.key, isReflected: isReflected, power: $0.value,
          estimate: $0.key.nearestDouble)
      }
    }
    let plain = list(powers, isReflected: false)
    let reflected = list(reflectedPowers, isReflected: true)
    factors = plain + reflected
    left = plain.filter { $0.power > 0 }.map { -$0.shift }.max()
    right = reflected.filter { $0.power > 0 }.map(\.shift).min()
  }

  /// The product with s replaced by -s: the inverse transform with z replaced by 1/z.
  var mirrored: GammaProduct {
    var powers: [Rational: Int] = [:]
    var reflectedPowers: [Rational: Int] = [:]
    for factor in factors {
      if factor.isReflected {
        powers[factor.shift] = factor.power
      } else {
        reflectedPowers[factor.shift] = factor.power
      }
    }
    return GammaProduct(powers: powers, reflectedPowers: reflectedPowers)
  }

  /// Whether the line is in the strip.
  func contains(_ sigma: BigFloat) -> Bool {
    guard let exact = sigma.exactRational else { return false }
    return left.map { $0 < exact } ?? true && right.map { exact < $0 } ?? true
  }

  /// The gammas above less those below: |M| falls as e^(-excess pi |t|/2) on vertical lines.
  var excess: Int { factors.reduce(0) { $0 + $1.power } }
}

extension GammaProduct: MellinTransform {
  func estimate(at sigma: Double) -> LineEstimate {
    var line = LineEstimate()
    for factor in factors {
      let x = factor.isReflected ? factor.estimate - sigma : factor.estimate + sigma
      let count = Double(factor.power.magnitude)
      if factor.power > 0 {
        guard x > 0 else {
          // Between two poles: Γ(x) = pi/(sin(pi x) Γ(1 - x)).
          let fraction = x - x.rounded(.down)
          let sine = max(min(fraction, 1 - fraction), 1e-300)
          line.scale -= count * ((1 - x).estimatedLogGamma + (sine / .pi).estimatedLogarithm)
          line.rising.append(.init(x: 1 - x, count: count))
          line.growth -= count * .pi
          continue
        }
        line.scale += count * x.estimatedLogGamma
        line.falling.append(.init(x: x, count: count))
      } else if x >= 0.5 {
        line.scale -= count * x.estimatedLogGamma
        line.rising.append(.init(x: x, count: count))
      } else {
        line.scale += count * ((1 - x).estimatedLogGamma - 1.144_729_885_849_400)
        line.falling.append(.init(x: 1 - x, count: count))
        line.growth += count * .pi
      }
    }
    return line
  }

  /// Docs/Theory/MellinBarnes.md, "The modulus on a line".
  func majorant(at sigma: BigFloat, precision: Precision) -> LineMajorant? {
    var line = LineMajorant()
    for factor in factors {
      guard let (x, isBelowHalf) = abscissa(of: factor, at: sigma, precision: precision) else {
        return nil
      }
      let count = Int(factor.power.magnitude)
      let low = LineMajorant.precision
      if factor.power > 0 {
        guard x.isCertainlyPositive else {
          guard line.appendReflected(x, count: count, precision: precision) else { return nil }
          continue
        }
        line.scale = line.scale.adding(
          x.logGamma(precision: precision).multiplied(by: count, precision: precision),
          precision: precision)
        line.falling.append(.init(x.rounded(to: low), count))
      } else if !isBelowHalf {
        line.scale = line.scale.subtracting(
          x.logGamma(precision: precision).multiplied(by: count, precision: precision),
          precision: precision)
        line.rising.append(.init(x.rounded(to: low), count))
      } else {
        let mirrored = RealBall.one.subtracting(x, precision: precision)
        let scale = mirrored.logGamma(precision: precision)
          .subtracting(
            RealBall.pi(precision: precision).logarithm(precision: precision),
            precision: precision)
        line.scale = line.scale.adding(
          scale.multiplied(by: count, precision: precision), precision: precision)
        line.falling.append(.init(mirrored.rounded(to: low), count))
        line.growth = line.growth.adding(
          RealBall.pi(precision: low).multiplied(by: count, precision: low), precision: low)
      }
    }
    return line
  }

  /// shift ± sigma, and whether it is certainly below 1/2; nil when that is not decided.
  private func abscissa(
    of factor: Factor, at sigma: BigFloat, precision: Precision
  ) -> (RealBall, Bool)? {
    guard let exact = sigma.exactRational else { return nil }
    let value = factor.isReflected ? factor.shift - exact : factor.shift + exact
    return (RealBall(value, precision: precision), value < Rational(1) / 2)
  }
}
