internal import BallArithmetic
internal import Multiprecision

/// Analytic continuation of the solutions of the hypergeometric differential equation by Taylor
/// steps, with proven error bounds: valid for all parameters, also where the connection formulas
/// degenerate.
///
/// The equation of pFq, p <= q + 1, is, with D = d/dz and r = q + 1,
///
///     Σ_(j=0..r) p_j(z) D^j f = 0,  p_0 = -A_0,  p_j = B_j z^(j-1) - A_j z^j,
///
/// its singular points 0 and, for p = q + 1, also 1.
/// Docs/Theory/Hypergeometric.md, "Taylor steps".
struct TaylorContinuation {
  /// The order of the equation.
  let order: Int
  /// Whether 1 is a singular point: p = q + 1.
  let isSingularAtOne: Bool
  /// A_0, ..., A_r: Π (θ + a_i) = Σ A_j z^j D^j.
  private let upper: [ComplexBall]
  /// B_0 = 0, ..., B_r: θ Π (θ + b_j - 1) = Σ B_j z^j D^j.
  private let lower: [ComplexBall]
  private let precision: Precision
  /// Enough for differences of the points of a path to be exact.
  var exactPrecision: Precision { precision + 8192 }

  init(_ parameters: HypergeometricParameters, bits: Int) {
    precision = Precision(clamping: bits)
    order = parameters.lowerCount + 1
    isSingularAtOne = parameters.upperCount == order
    let a = parameters.upperBalls(precision: precision + 32)
    let b = parameters.lowerBalls(precision: precision + 32)
    let exact = precision + 64
    upper = TaylorContinuation.differentialForm(
      roots: a, order: order, precision: exact)
    lower = TaylorContinuation.differentialForm(
      roots: [.zero] + b.map { $0.adding(ComplexBall(-1), precision: exact) }, order: order,
      precision: exact)
  }

  /// Π (θ + r_i) = Σ c_j z^j D^j: multiplying z^j D^j by θ + r gives (j + r) z^j D^j +
  /// z^(j+1) D^(j+1).
  private static func differentialForm(
    roots: [ComplexBall], order: Int, precision: Precision
  ) -> [ComplexBall] {
    var result = [ComplexBall](repeating: .zero, count: order + 1)
    result[0] = .one
    for root in roots {
      var next = [ComplexBall](repeating: .zero, count: order + 1)
      for (j, value) in result.enumerated() where !value.isZero {
        let factor = root.adding(ComplexBall(j), precision: precision)
        next[j] = next[j].adding(
          value.multiplied(by: factor, precision: precision), precision: precision)
        if j < order { next[j + 1] = next[j + 1].adding(value, precision: precision) }
      }
      result = next
    }
    return result
  }

  /// The longest step, in units of the distance to the nearest singular point.
  ///
  /// In ball arithmetic the radii follow the recurrence with the moduli of its coefficients, whose
  /// terms grow like μ^-n with (1 + μ)^r = 2 in the worst case: steps stay below 3/4 of that μ.
  var stepPart: Magnitude {
    switch order {
    case ...1: Magnitude(1).scaled(byPowerOfTwo: -1)
    case 2: Magnitude(5).scaled(byPowerOfTwo: -4)
    case 3: Magnitude(3).scaled(byPowerOfTwo: -4)
    default: Magnitude(1).divided(byLowerBound: Magnitude(UInt(2 * order)))
    }
  }

  /// A lower bound of the distance from an exact point to the nearest singular point.
  func radius(at point: ComplexBall) -> Magnitude {
    let toZero = TaylorContinuation.lowerBound(point)
    guard isSingularAtOne else { return toZero }
    return min(toZero, TaylorContinuation.lowerBound(TaylorContinuation.fromOne(point)))
  }

  /// The same, but for entire functions so small that a step stays below 32.
  func reachableRadius(at point: ComplexBall) -> Magnitude {
    isSingularAtOne ? radius(at: point) : min(radius(at: point), Magnitude(96))
  }

  static func fromOne(_ point: ComplexBall) -> ComplexBall {
    let bits = max(point.real.midpoint.precision, point.imaginary.midpoint.precision)
    let exponent = point.real.midpoint.isZero ? 0 : min(0, point.real.midpoint.exponent)
    return ComplexBall.one.subtracting(point, precision: bits + (64 - max(exponent, -(1 << 24))))
  }

  static func lowerBound(_ value: ComplexBall) -> Magnitude {
    let (x, y) = (
      value.real.distanceFromZeroLowerBound, value.imaginary.distanceFromZeroLowerBound
    )
    return x.multipliedRoundedDown(by: x).addingRoundedDown(y.multipliedRoundedDown(by: y))
      .squareRootLowerBound
  }

  /// The Taylor coefficients f^(i)/i!, i < order, at `point + step`, from those at the exact
  /// `point`: the solution for the midpoints, and for the radii the moduli of the fundamental
  /// solutions, in few bits. Balls carried through the recurrence would grow much faster.
  ///
  /// Unbounded when the step is not well inside the disc of convergence.
  func propagated(_ initial: [ComplexBall], at point: ComplexBall, by step: ComplexBall)
    -> [ComplexBall]
  {
    let failure = [ComplexBall](repeating: .unbounded, count: order)
    guard initial.allSatisfy(\.isFinite) else { return failure }
    let centers = initial.map {
      ComplexBall(
        real: RealBall(exact: $0.real.midpoint),
        imaginary: $0.imaginary.isZero ? .zero : RealBall(exact: $0.imaginary.midpoint))
    }
    // For entire functions the terms add up to e^|step| times the sum.
    let growth = isSingularAtOne ? 0 : Int(min(3 * step.magnitudeUpperBound.doubleUpperBound, 1e6))
    var values = self.step(centers, at: point, by: step, precision: precision + growth)
    let isReal = values.allSatisfy(\.isReal)
    for (column, ball) in initial.enumerated() where !ball.isExact {
      let error =
        ball.isReal
        ? ball.real.radius
        : (ball.real.radius * ball.real.radius + ball.imaginary.radius * ball.imaginary.radius)
          .squareRoot
      var unit = [ComplexBall](repeating: .zero, count: order)
      unit[column] = .one
      let solution = self.step(
        unit, at: point, by: step, precision: Precision(clamping: 64 + growth))
      for i in 0..<order {
        let spread = solution[i].magnitudeUpperBound * error
        values[i] =
          isReal && ball.isReal
          ? ComplexBall(values[i].real.addingError(spread)) : values[i].addingError(spread)
      }
    }
    return values
  }

  private func step(
    _ initial: [ComplexBall], at point: ComplexBall, by step: ComplexBall, precision: Precision
  ) -> [ComplexBall] {
    let failure = [ComplexBall](repeating: .unbounded, count: order)
    guard initial.allSatisfy(\.isFinite), let bound = majorant(initial, at: point) else {
      return failure
    }
    let reach = step.magnitudeUpperBound
    guard let (radius, size, count) = bound.best(reach: reach, order: order, bits: precision.bits)
    else { return failure }
    // Large parameters ask for more terms than can be summed.
    guard
      HypergeometricCost.terms(Double(count), bits: precision.bits, order: order)
        < HypergeometricCost.limit
    else { return failure }
    // The falling factorials below are machine integers.
    guard Double.pow(Double(count + 2 * order), Double(order)) < 0x1p60 else { return failure }
    let weights = recurrenceWeights(at: point, step: step, precision: precision)
    guard let weights else { return failure }
    // e_n = c_n step^n.
    var terms: [ComplexBall] = []
    var power = ComplexBall.one
    for value in initial {
      terms.append(value.multiplied(by: power, precision: precision))
      power = power.multiplied(by: step, precision: precision)
    }
    var sums = [ComplexBall](repeating: .zero, count: order)
    for (n, term) in terms.enumerated() {
      add(term, at: n, to: &sums, precision)
    }
    for n in 0..<max(0, count - order) {
      var next = ComplexBall.zero
      for s in 0..<order {
        // q_s = Σ_(j>=s) weights[s][j] (n+s)(n+s-1)...(n+s-j+1).
        var factor = ComplexBall.zero
        var falling = 1
        for j in 0...order {
          if j >= s, falling != 0 {
            factor = factor.adding(
              weights[s][j].multiplied(by: falling, precision: precision), precision: precision)
          }
          falling *= n + s - j
        }
        next = next.adding(
          factor.multiplied(by: terms[s], precision: precision), precision: precision)
      }
      var divisor = 1
      for j in 0..<order { divisor *= n + order - j }
      next = next.divided(by: RealBall(divisor), precision: precision)
      terms.removeFirst()
      terms.append(next)
      add(next, at: n + order, to: &sums, precision)
    }
    // The tail of Σ C(n,i) c_n step^(n-i).
    let total = max(count, order)
    let ratio = reach.divided(byLowerBound: radius)
    var result: [ComplexBall] = []
    var inverse = ComplexBall.one
    let isReal = initial.allSatisfy(\.isReal) && point.isReal && step.isReal && areReal
    for i in 0..<order {
      let scaled = sums[i].multiplied(by: inverse, precision: precision)
      inverse = inverse.divided(by: step, precision: precision)
      let grown =
        ratio
        * Magnitude(UInt(total + 1))
        .divided(byLowerBound: Magnitude(UInt(total + 1 - i)))
      guard grown < .one else { return failure }
      var tail = size * ratio.power(UInt(total - i))
      for m in 0..<i {
        tail *= Magnitude(UInt(total - m)).divided(byLowerBound: Magnitude(UInt(m + 1)))
        tail = tail.divided(byLowerBound: radius)
      }
      tail = tail.divided(byLowerBound: Magnitude.one.subtractingRoundedDown(grown))
      result.append(isReal ? ComplexBall(scaled.real.addingError(tail)) : scaled.addingError(tail))
    }
    return result
  }

  private var areReal: Bool { (upper + lower).allSatisfy(\.isReal) }

  /// Adds C(n,i) e_n to the i-th sum.
  private func add(
    _ term: ComplexBall, at n: Int, to sums: inout [ComplexBall], _ precision: Precision
  ) {
    var binomial = 1
    for i in 0..<order {
      if binomial == 0 { return }
      sums[i] = sums[i].adding(
        binomial == 1 ? term : term.multiplied(by: binomial, precision: precision),
        precision: precision)
      binomial = binomial * (n - i) / (i + 1)
    }
  }

  /// weights[s][j] = -p_(j,j-s) step^(r-s) / p_(r,0), where p_(j,m) is the coefficient of t^m in
  /// p_j(point + t).
  private func recurrenceWeights(
    at point: ComplexBall, step: ComplexBall, precision: Precision
  ) -> [[ComplexBall]]? {
    let inner = precision + 8
    let r = order
    var pointPowers = [ComplexBall.one]
    var stepPowers = [ComplexBall.one]
    for _ in 0..<r {
      pointPowers.append((pointPowers.last ?? .one).multiplied(by: point, precision: inner))
      stepPowers.append((stepPowers.last ?? .one).multiplied(by: step, precision: inner))
    }
    var leading = pointPowers[r - 1]
    if isSingularAtOne {
      leading = leading.multiplied(
        by: TaylorContinuation.fromOne(point), precision: inner)
    }
    if leading.containsZero { return nil }
    let inverse = leading.reciprocal(precision: inner)
    var weights = [[ComplexBall]](
      repeating: [ComplexBall](repeating: .zero, count: r + 1), count: r)
    for s in 0..<r {
      for j in s...r {
        let m = j - s
        var value = ComplexBall.zero
        if j >= 1, m <= j - 1 {
          value = lower[j].multiplied(by: pointPowers[j - 1 - m], precision: inner)
            .multiplied(by: binomial(j - 1, m), precision: inner)
        }
        value = value.subtracting(
          upper[j].multiplied(by: pointPowers[j - m], precision: inner)
            .multiplied(by: binomial(j, m), precision: inner), precision: inner)
        weights[s][j] = -value.multiplied(by: inverse, precision: inner)
          .multiplied(by: stepPowers[r - s], precision: inner)
      }
    }
    return weights
  }

  private func binomial(_ n: Int, _ k: Int) -> Int {
    var result = 1
    for i in 0..<k { result = result * (n - i) / (i + 1) }
    return result
  }
}

extension TaylorContinuation {
  /// Bounds of |f| on discs around a point: |f| <= size e^growth on |t| <= radius.
  struct Majorant {
    var discs: [(radius: Magnitude, growth: Double)]
    let size: Magnitude

    /// The disc that needs the fewest terms for a relative 2^-bits at distance `reach`: its radius,
    /// the bound of |f| there and the number of terms.
    func best(reach: Magnitude, order: Int, bits: Int)
      -> (radius: Magnitude, size: Magnitude, count: Int)?
    {
      var best: (radius: Magnitude, size: Magnitude, count: Int)?
      for disc in discs where disc.growth.isFinite && disc.growth < 1e9 {
        let ratio = reach.divided(byLowerBound: disc.radius)
        guard ratio < Magnitude(31).scaled(byPowerOfTwo: -5) else { continue }
        let rate = ratio.exponent < -1000 ? 1000 : -Double.log2(ratio.doubleUpperBound)
        let wanted = (Double(bits) + 1.4427 * disc.growth + 8) / rate
        let count = Int(wanted) + 2 * order + 2
        if count < best?.count ?? .max {
          best = (
            disc.radius, size * Magnitude(upperBound: disc.growth).exponential, count
          )
        }
      }
      return best
    }
  }

  /// For Y_i = σ^i f^(i)/i! the equation is Y' = M Y, and |Y(z)| <= |Y(z_0)| exp ∫ ||M||. The norm
  /// is bounded on circles of radius s around the point by an increasing function of s, and the
  /// integral by its upper Riemann sums.
  /// Docs/Theory/Hypergeometric.md, "Taylor steps".
  fileprivate func majorant(_ initial: [ComplexBall], at point: ComplexBall) -> Majorant? {
    let radius = radius(at: point)
    if radius.isZero || radius.isInfinite { return nil }
    let r = order
    // All lengths in units of |z_0|.
    let size = point.magnitudeUpperBound
    let least = TaylorContinuation.lowerBound(point)
    let unit = radius.divided(byLowerBound: least).doubleUpperBound * (1 + 1e-8)
    let widening = size.divided(byLowerBound: least).doubleUpperBound * (1 + 1e-8)
    let toOne =
      isSingularAtOne
      ? radiusRatio(TaylorContinuation.lowerBound(TaylorContinuation.fromOne(point)), size)
      : 0
    let inverseSize = Magnitude.one.divided(byLowerBound: least).doubleUpperBound
    let fullSize = size.doubleUpperBound
    let upperSizes = upper.map { $0.magnitudeUpperBound.doubleUpperBound }
    let lowerSizes = lower.map { $0.magnitudeUpperBound.doubleUpperBound }
    let pieces = 32
    let sigma = unit
    var growth = 0.0
    var discs: [(radius: Magnitude, growth: Double)] = []
    var previous = 0.0
    for piece in 1..<pieces {
      let s = unit * Double(piece) / Double(pieces)
      let zeta = widening + s
      let fromZero = 1 - s
      let fromOne = toOne - s
      guard fromZero > 0, !isSingularAtOne || fromOne > 0 else { break }
      let leading =
        Double.pow(fromZero, Double(r - 1)) * (isSingularAtOne ? fromOne : 1)
      var row = 0.0
      var factorials = 1.0
      // j!/r! runs from 1/r! to 1/r.
      for i in 1...r { factorials /= Double(i) }
      for j in 0..<r {
        let b = j == 0 ? 0 : lowerSizes[j] * Double.pow(zeta, Double(j - 1))
        let a = upperSizes[j] * Double.pow(zeta, Double(j))
        let scale =
          isSingularAtOne ? b * inverseSize + a : b + a * fullSize
        row += scale / leading * factorials * Double.pow(sigma, Double(r - j))
        factorials *= Double(j + 1)
      }
      let norm = max(Double(r - 1), Double(r) * row) / sigma
      growth += norm * (s - previous) * (1 + 1e-6)
      previous = s
      if piece >= 8 {
        let part = Magnitude(UInt(piece)).scaled(byPowerOfTwo: -5)
        discs.append((radius.multipliedRoundedDown(by: part), growth))
      }
    }
    var norm = Magnitude.zero
    var scale = Magnitude.one
    // σ in absolute units, rounded up.
    let absolute = size * Magnitude(upperBound: sigma)
    for value in initial {
      norm = max(norm, value.magnitudeUpperBound * scale)
      scale *= absolute
    }
    return Majorant(discs: discs, size: norm)
  }

  /// A lower bound of the quotient of a lower bound by an upper bound.
  private func radiusRatio(_ value: Magnitude, _ size: Magnitude) -> Double {
    value.dividedRoundedDown(byUpperBound: size).doubleUpperBound * (1 - 1e-8)
  }
}
