internal import BallArithmetic
internal import Multiprecision

extension GammaProduct {
  /// Gammas whose shifts differ by integers: one gamma, at the largest abscissa, and polynomials.
  private struct Group {
    let isReflected: Bool
    /// The abscissa x > 0 of the gamma function that is evaluated.
    let abscissa: Rational
    /// The power of Γ(x + it) in the product.
    var power: Int
    /// The power of (x - j + it) in the product, j = 1, 2, ...
    var linearPowers: [Int]
    /// The abscissas y with a factor sin(pi (y ± it))/pi from a reflection, and its power.
    var sines: [(abscissa: Rational, power: Int)]
  }

  /// The longest chain of factors that replaces a gamma function.
  private func longestChain(bits: Int) -> Int { 12 + bits / 12 }

  private func groups(line: Rational, bits: Int) -> [Group] {
    // Every factor as Γ(x ± it)^power with x > 0.
    var terms: [(x: Rational, reflected: Bool, power: Int)] = []
    var sines: [(abscissa: Rational, reflected: Bool, power: Int)] = []
    for factor in factors {
      let x = factor.isReflected ? factor.shift - line : factor.shift + line
      if x.isPositive, factor.power > 0 || x >= Rational(1) / 2 {
        terms.append((x, factor.isReflected, factor.power))
      } else {
        // Γ(x + it) = pi/(sin(pi (x + it)) Γ(1 - x - it)).
        terms.append((1 - x, !factor.isReflected, -factor.power))
        sines.append((x, factor.isReflected, -factor.power))
      }
    }
    terms.sort { $0.x > $1.x }
    var result: [Group] = []
    let longest = longestChain(bits: bits)
    for term in terms {
      let place = result.firstIndex {
        $0.isReflected == term.reflected
          && ($0.abscissa - term.x).asInt.map { $0 <= longest } ?? false
      }
      guard let place, let distance = (result[place].abscissa - term.x).asInt else {
        result.append(
          Group(
            isReflected: term.reflected, abscissa: term.x, power: term.power, linearPowers: [],
            sines: []))
        continue
      }
      // Γ(x - d + it) = Γ(x + it)/Π_(j=1..d) (x - j + it).
      result[place].power += term.power
      while result[place].linearPowers.count < distance { result[place].linearPowers.append(0) }
      for j in 0..<distance { result[place].linearPowers[j] -= term.power }
    }
    if !sines.isEmpty {
      for reflected in [false, true] {
        let mine = sines.filter { $0.reflected == reflected }
        if mine.isEmpty { continue }
        result.append(
          Group(
            isReflected: reflected, abscissa: .one, power: 0, linearPowers: [],
            sines: mine.map { ($0.abscissa, $0.power) }))
      }
    }
    return result
  }

  /// Docs/Theory/MellinBarnes.md, "The nodes".
  func nodes(
    line: BigFloat, step: BigFloat, indices: Range<Int>, normalizer: BigFloat,
    bits: (Int) -> Int
  ) -> [ComplexBall] {
    guard let abscissa = line.exactRational, !indices.isEmpty else { return [] }
    let most = indices.reduce(0) { max($0, bits($1)) }
    let groups = groups(line: abscissa, bits: most)
    let weight = groups.reduce(1) { $0 + Int($1.power.magnitude) * 2 }.bitWidthOfMagnitude
    let reach = line.exponent.asSize + step.exponent.asSize + 64
    var lines = groups.map {
      StirlingLine(RealBall($0.abscissa, precision: Precision(clamping: most + 2 * reach)))
    }
    return indices.map { index in
      // Exact: an index has 64 bits.
      let t = BigFloat.multiplyingExactness(step, index, precision: step.precision + 64).value
      let goal = bits(index) + weight + 8
      let precision = Precision(clamping: goal + 8)
      var exponent = ComplexBall(RealBall(exact: -normalizer))
      var product = ComplexBall.one
      for (place, group) in groups.enumerated() {
        var factor = ComplexBall.one
        if group.power != 0 {
          let (logarithm, divisor) = lines[place].value(at: t, bits: goal)
          let wide = max(precision, logarithm.real.midpoint.precision)
          let term = logarithm.multiplied(by: group.power, precision: wide)
          exponent = exponent.adding(
            group.isReflected ? term.conjugate : term, precision: wide)
          factor = divisor.power(-group.power, precision: precision)
        }
        factor = factor.multiplied(
          by: linearFactors(of: group, at: t, precision: precision), precision: precision)
        for sine in group.sines {
          let (logarithm, value) = sineFactor(sine.abscissa, t, precision: precision)
          exponent = exponent.adding(
            ComplexBall(logarithm.multiplied(by: sine.power, precision: precision + 64)),
            precision: precision + 64)
          factor = factor.multiplied(
            by: value.power(sine.power, precision: precision), precision: precision)
        }
        product = product.multiplied(
          by: group.isReflected ? factor.conjugate : factor, precision: precision)
      }
      return exponent.exponential(precision: precision)
        .multiplied(by: product, precision: precision)
    }
  }

  /// Π_j (x - j + it)^(power_j), equal powers together.
  private func linearFactors(
    of group: Group, at t: BigFloat, precision: Precision
  ) -> ComplexBall {
    var result = ComplexBall.one
    let count = group.linearPowers.count
    if count == 0 { return result }
    let bits = precision.bits + count.bitWidthOfMagnitude
    var run = LinearFactorProduct(bits: bits)
    let ordinate = RealBall(exact: t)
    for (index, power) in group.linearPowers.enumerated() {
      run.multiply(
        by: RealBall(group.abscissa - Rational(index + 1), precision: precision + 24), ordinate)
      if index + 1 == count || group.linearPowers[index + 1] != power {
        result = result.multiplied(
          by: run.value.power(power, precision: precision), precision: precision)
        run = LinearFactorProduct(bits: bits)
      }
    }
    return result
  }

  /// sin(pi (x + it))/pi = e^(pi |t|) value with the logarithm pi |t|:
  /// (e^(-pi |t|)/(2 pi)) (sin(pi x) (1 + E) + i sign(t) cos(pi x) (1 - E)) e^(pi |t|) with
  /// E = e^(-2 pi |t|).
  private func sineFactor(
    _ x: Rational, _ t: BigFloat, precision: Precision
  ) -> (logarithm: RealBall, value: ComplexBall) {
    let wide = precision + t.exponent.asSize + 16
    let pi = RealBall.pi(precision: wide)
    let size = pi.multiplied(by: RealBall(exact: t.magnitude), precision: wide)
    let decay = (-size.scaled(byPowerOfTwo: 1)).exponential(precision: precision)
    // sin(pi x) for the fractional part of x, the sign from its integer part.
    let floor = x.floor
    let fraction = RealBall(x - Rational(floor), precision: wide)
    var (sine, cosine) = fraction.multiplied(by: pi, precision: wide)
      .sineAndCosine(precision: precision)
    if x.isInteger { (sine, cosine) = (.zero, .one) }
    if (x - Rational(floor)) == Rational(1) / 2 { (sine, cosine) = (.one, .zero) }
    if floor.isOdd { (sine, cosine) = (-sine, -cosine) }
    let real = sine.multiplied(by: decay.adding(1, precision: precision), precision: precision)
    var imaginary = cosine.multiplied(
      by: RealBall.one.subtracting(decay, precision: precision), precision: precision)
    if t.isNegative { imaginary = -imaginary }
    let value = ComplexBall(real: real, imaginary: imaginary)
      .divided(by: pi.scaled(byPowerOfTwo: 1), precision: precision)
    return (size, value)
  }

  func nodeCost(bits: Double, line: Double) -> Double {
    // Measured: elementary functions and the series, on the average over the nodes of a line, which
    // need half the bits.
    var classes: Set<Rational> = []
    var reflectedClasses: Set<Rational> = []
    for factor in factors {
      let fraction = factor.shift - Rational(factor.shift.floor)
      if factor.isReflected {
        reflectedClasses.insert(fraction)
      } else {
        classes.insert(fraction)
      }
    }
    return Double(classes.count + reflectedClasses.count)
      * (15_000 + 95 * bits + bits * bits / 50)
  }
}

extension Int {
  /// An exponent as a number of bits: between 0 and 2^24, also for those of zero and infinity.
  package var asSize: Int { Swift.min(Swift.max(self, 0), 1 << 24) }

  /// The bits of the magnitude.
  package var bitWidthOfMagnitude: Int { Int.bitWidth - magnitude.leadingZeroBitCount }
}
