internal import BallArithmetic
internal import Multiprecision

extension BiasedChain {
  /// E[z^m], m = 0, ..., order, after each stage: all terms are positive.
  func moments(through order: Int, precision: Precision) -> [[RealBall]] {
    let inner = precision + (32 + 2 * (order + stages.count).bitWidthOfCount)
    let outer = kinds.map { $0.factorMoments(through: order, precision: inner) }
    var result: [[RealBall]] = []
    result.reserveCapacity(stages.count)
    for kind in stages {
      if isStationary, result.isEmpty {
        result.append(
          kinds[kind].stationaryMoments(outer: outer[kind], precision: inner))
        continue
      }
      let variance = kinds[kind].varianceMoments(
        after: result.last ?? [], through: order, precision: inner)
      result.append(
        zip(variance, outer[kind]).map { $0.multiplied(by: $1, precision: inner) })
    }
    return result
  }

  /// The probability that z is not zero after each stage, by kind; the layers before a stage's
  /// bias do not matter.
  func alive(kind: Int, precision: Precision) -> RealBall {
    let inner = precision + 32
    var product = RealBall.one
    for factor in kinds[kind].factors where !factor.mixture.isSingle {
      let own = RealBall.one.subtracting(
        factor.mixture.dead(precision: inner), precision: inner)
      product = product.multiplied(
        by: own.power(factor.count, precision: inner + 64), precision: inner)
    }
    return product
  }
}

extension ChiSquareMixture {
  /// P(xi = 0).
  func dead(precision: Precision) -> RealBall {
    if isSingle { return .zero }
    let inner = precision + (16 + width.bitWidthOfCount)
    return (CertifiedReal(1) - activity).ball(precision: inner)
      .power(width, precision: precision)
  }
}

extension BiasedChain.Stage {
  /// E[xi^s; xi > 0] of all layers times the scales' powers.
  func factor(at s: RealBall, precision: Precision) -> RealBall {
    var result = scaleLogarithm(precision: precision).multiplied(by: s, precision: precision)
      .exponential(precision: precision)
    for factor in factors {
      result = result.multiplied(
        by: factor.mixture.mellin(at: s, precision: precision)
          .power(factor.count, precision: precision), precision: precision)
    }
    return result
  }

  /// The logarithm of the product of the scales.
  func scaleLogarithm(precision: Precision) -> RealBall {
    var sum = RealBall.zero
    for scale in scales {
      let inner = precision + (16 + scale.count.bitWidthOfCount)
      sum = sum.adding(
        scale.base.ball(precision: inner).logarithm(precision: inner)
          .multiplied(by: scale.count, precision: inner), precision: precision)
    }
    return sum
  }

  fileprivate func factorMoments(through order: Int, precision: Precision) -> [RealBall] {
    (0...order).map { m in
      m == 0 ? .one : factor(at: RealBall(m), precision: precision)
    }
  }

  /// The fixed point: m_k = outer_k Σ_(j<k) C(k,j) shift^(k-j) slope^j m_j/(1 - slope^k outer_k).
  fileprivate func stationaryMoments(outer: [RealBall], precision: Precision) -> [RealBall] {
    guard case .affine(_, let slope) = start else { return outer }
    var moments: [RealBall] = [.one]
    for k in outer.indices.dropFirst() {
      // The sum for V^k with the k-th moment left out.
      let variance = varianceMoments(
        after: moments + [.zero], through: k, precision: precision)[k]
      let own = slope.ball(precision: precision).power(k, precision: precision)
        .multiplied(by: outer[k], precision: precision)
      let gap = RealBall.one.subtracting(own, precision: precision)
      moments.append(
        gap.isCertainlyPositive
          ? variance.multiplied(by: outer[k], precision: precision)
            .divided(by: gap, precision: precision)
          : .unbounded)
    }
    return moments
  }

  /// E[V^m] from the moments of the stage before.
  fileprivate func varianceMoments(
    after moments: [RealBall], through order: Int, precision: Precision
  ) -> [RealBall] {
    func powers(_ value: CertifiedReal) -> [RealBall] {
      let base = value.ball(precision: precision)
      var list = [RealBall.one]
      for _ in 0..<order {
        list.append(list[list.count - 1].multiplied(by: base, precision: precision))
      }
      return list
    }
    switch start {
    case .constant(let value): return powers(value)
    case .affine(let shift, let slope):
      let (shifts, slopes) = (powers(shift), powers(slope))
      let terms = (0...order).map { slopes[$0].multiplied(by: moments[$0], precision: precision) }
      return (0...order).map { m in
        var sum = RealBall.zero
        var ways = Integer.one
        for j in 0...m {
          sum = sum.adding(
            shifts[m - j].multiplied(by: terms[j], precision: precision)
              .multiplied(by: RealBall(ways), precision: precision), precision: precision)
          ways = (ways * Integer(m - j)).exactQuotient(dividingBy: Integer(j + 1))
        }
        return sum
      }
    }
  }
}
