internal import BallArithmetic
internal import Multiprecision

extension HypergeometricEvaluation {
  /// The convergent series at z = 1, p = q + 1, for real parameters: its terms decrease like
  /// k^(-1 - s) only, s the ``excess``. The first N terms, and the rest by summation by parts with
  /// a certificate.
  ///
  /// With the term ratio ρ(k) = t_(k+1)/t_k, any R(k) and u_k = t_k R(k): u_k - u_(k+1) =
  /// t_k (R(k) - ρ(k) R(k+1)), so that the sum of the t_k from N on is u_N + Σ t_k δ(k) with
  /// δ(k) = 1 - R(k) + ρ(k) R(k+1). R = Σ_(m<=M) c_m k^(1-m) is chosen to make δ as small as 1/k^M.
  /// Docs/Theory/Hypergeometric.md, "At z = 1".
  func sumAtOne(bits: Int) throws(SpecialFunctionError) -> ComplexBall {
    guard parameters.areReal else {
      throw .outOfReach(
        "the value at 1 of a hypergeometric function with more than two upper parameters is"
          + " computed for real parameters only")
    }
    let order = bits / 3 + 20
    let precision = Precision(clamping: bits + 4 * order + 64)
    let upper = parameters.upperBalls(precision: precision).map(\.real)
    let lower = parameters.lowerBalls(precision: precision).map(\.real) + [.one]
    var largest = 1.0
    for value in upper + lower {
      largest = max(largest, value.magnitudeUpperBound.doubleUpperBound)
    }
    // The first terms are balls, with a division each.
    try requireWork(terms: 2000 * largest + Double(order) * Double(order), bits: precision.bits)
    let count = order + Int(8 * largest) + 8
    let excess = excess.ball(precision: precision).real

    var term = RealBall.one
    var sum = RealBall.zero
    for k in 0..<count {
      sum = sum.adding(term, precision: precision)
      var divisor = RealBall.one
      for a in upper {
        term = term.multiplied(by: a.adding(k, precision: precision), precision: precision)
      }
      for b in lower {
        divisor = divisor.multiplied(by: b.adding(k, precision: precision), precision: precision)
      }
      term = term.divided(by: divisor, precision: precision)
    }
    let certificate = SummationCertificate(
      upper: upper, lower: lower, excess: excess, order: order, precision: precision)
    guard let certificate, let defect = certificate.defect(from: count), defect < .one else {
      return .unbounded
    }
    let rest = certificate.value(at: count, precision: precision)
      .multiplied(by: term, precision: precision)
    // All later terms have one sign: the sum of their moduli is at most |u_N|/(1 - defect).
    let error = (rest.magnitudeUpperBound * defect)
      .divided(byLowerBound: Magnitude.one.subtractingRoundedDown(defect))
    return ComplexBall(sum.adding(rest, precision: precision).addingError(error))
  }
}

/// R(k) = Σ_(m<=M) c_m k^(1-m) with 1 - R(k) + ρ(k) R(k+1) = O(k^(-M-1)) but for rounding, for the
/// term ratio ρ of a series p = q + 1 at z = 1.
private struct SummationCertificate {
  /// c_m, exact numbers.
  private let coefficients: [RealBall]
  /// Bounds of what rounding leaves of the coefficients of 1, 1/k, ..., k^-M in the defect.
  private let residuals: [Magnitude]
  private let upper: [Magnitude]
  private let lower: [Magnitude]

  /// With y = 1/k and g_m(y) = 1 - ρ(y) (1 + y)^(1-m) = (s + m) y + ...: the coefficient of y^n in
  /// 1 - Σ c_m y^(m-1) g_m vanishes when (s + n) c_n = [n = 0] - Σ_(m<n) c_m [y^(n-m+1)] g_m.
  init?(
    upper: [RealBall], lower: [RealBall], excess: RealBall, order: Int, precision: Precision
  ) {
    guard excess.isCertainlyPositive else { return nil }
    self.upper = upper.map(\.magnitudeUpperBound)
    self.lower = lower.map(\.magnitudeUpperBound)
    let length = order + 3
    // ρ (1 + y)^(1-m), first for m = 0.
    var series = [RealBall](repeating: .zero, count: length)
    series[0] = .one
    for a in upper + [.one] {
      for j in stride(from: length - 1, through: 1, by: -1) {
        series[j] = series[j].adding(
          series[j - 1].multiplied(by: a, precision: precision), precision: precision)
      }
    }
    for b in lower {
      for j in 1..<length {
        series[j] = series[j].subtracting(
          series[j - 1].multiplied(by: b, precision: precision), precision: precision)
      }
    }
    // sums[n] = Σ_(m<n) c_m [y^(n-m+1)] g_m so far.
    var sums = [RealBall](repeating: .zero, count: order + 1)
    var coefficients: [RealBall] = []
    var residuals: [Magnitude] = []
    for n in 0...order {
      let wanted = (n == 0 ? RealBall.one : .zero).subtracting(sums[n], precision: precision)
      let divisor = excess.adding(n, precision: precision)
      let ball = wanted.divided(by: divisor, precision: precision)
      guard ball.isFinite else { return nil }
      residuals.append(divisor.magnitudeUpperBound * ball.radius)
      let value = RealBall(exact: ball.midpoint)
      coefficients.append(value)
      // g_n = 1 - series: its coefficients from y^2 on.
      for later in n..<order where later + 1 <= order {
        sums[later + 1] = sums[later + 1].subtracting(
          value.multiplied(by: series[later + 1 - n + 1], precision: precision),
          precision: precision)
      }
      for j in 1..<length {
        series[j] = series[j].subtracting(series[j - 1], precision: precision)
      }
    }
    self.coefficients = coefficients
    self.residuals = residuals
  }

  /// R(k).
  func value(at k: Int, precision: Precision) -> RealBall {
    var result = RealBall.zero
    for coefficient in coefficients.reversed() {
      result = result.divided(by: k, precision: precision)
        .adding(coefficient, precision: precision)
    }
    return result.multiplied(by: k, precision: precision)
  }

  /// A bound of |δ(k)| for all k >= start: the residuals, and by Schwarz' lemma for what vanishes
  /// to the order M + 1 at y = 0 the bound (|y|/r)^(M+1) max |δ| over a circle |y| = r.
  func defect(from start: Int) -> Magnitude? {
    let y = Magnitude.one.divided(byLowerBound: Magnitude(UInt(start)))
    var small = Magnitude.zero
    for residual in residuals.reversed() { small = small * y + residual }
    var best: Magnitude?
    let order = coefficients.count
    for step in 1...24 {
      // r = step/(2 M).
      let r = Magnitude(UInt(step)).divided(byLowerBound: Magnitude(UInt(2 * order)))
      guard let bound = circleBound(r) else { continue }
      let ratio = y.divided(byLowerBound: r)
      guard ratio < .one else { continue }
      let value = bound * ratio.power(UInt(order))
      if value < best ?? .infinity { best = value }
    }
    return best.map { $0 + small }
  }

  /// A bound of |δ| and of its polynomial of the residuals over |y| = r.
  private func circleBound(_ r: Magnitude) -> Magnitude? {
    var ratio = Magnitude.one
    for a in upper { ratio *= .one + a * r }
    for b in lower {
      let rest = Magnitude.one.subtractingRoundedDown(b * r)
      if rest.isZero { return nil }
      ratio = ratio.divided(byLowerBound: rest)
    }
    let shrink = Magnitude.one.subtractingRoundedDown(r)
    guard !shrink.isZero else { return nil }
    var total = Magnitude(2)
    // |y^(m-1) g_m| <= r^(m-1) (1 + |ρ| (1-r)^(1-m)), and 1 + |ρ| (1 + r) for m = 0.
    var power = Magnitude.one.divided(byLowerBound: r)
    var growth = ratio * (.one + r)
    for (m, coefficient) in coefficients.enumerated() {
      total += coefficient.magnitudeUpperBound * power * (.one + growth)
      power *= r
      growth = m == 0 ? ratio : growth.divided(byLowerBound: shrink)
    }
    var residualPower = Magnitude.one
    for residual in residuals {
      total += residual * residualPower
      residualPower *= r
    }
    return total
  }
}
