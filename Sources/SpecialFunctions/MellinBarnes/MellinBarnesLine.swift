package import BallArithmetic
internal import Multiprecision

/// The inverse Mellin transform (1/2 pi i) ∫ M(s) z^(-s) ds along a vertical line, by the
/// trapezoid rule, for any number of arguments z of one angle.
///
/// The nodes M(c + ikh) do not depend on |z|: they are computed once, to fixed point, and each
/// argument costs one complex multiplication a node. Discretization, truncation and rounding have
/// proven bounds: Docs/Theory/MellinBarnes.md.
package struct MellinBarnesLine<Transform: MellinTransform>: Sendable {
  private let transform: Transform
  package let plan: LinePlan
  /// The nodes are those of e^(-normalizer) M.
  private let normalizer: BigFloat
  /// Fixed point: units of 2^-bits.
  private let bits: Int
  private let upper: FixedSeries
  /// The nodes at negative ordinates, conjugated; nil when they are those at positive ones.
  private let lower: FixedSeries?
  /// A bound of the terms left out, both ends together.
  private let tail: Magnitude
  /// log of the modulus' integrals on the edges: the scale, and the rest of the bound.
  private let edges: [(distance: RealBall, sigma: BigFloat, scale: RealBall, integral: Magnitude)]

  /// The poles between the edges, times the kernel of the trapezoid rule.
  private let residues: [PrincipalPart]

  /// Nil when a bound was not found.
  ///
  /// - Parameter angle: the arg z of the arguments.
  package init?(_ transform: Transform, plan: LinePlan, angle: RealBall) {
    self.transform = transform
    self.plan = plan
    guard plan.leftEdge < plan.line, plan.line < plan.rightEdge,
      let line = plan.line.exactRational, let leftEdge = plan.leftEdge.exactRational,
      let rightEdge = plan.rightEdge.exactRational,
      transform.left.map({ $0 < line }) ?? true, transform.right.map({ line < $0 }) ?? true
    else { return nil }
    let wide = Precision(clamping: 160 + 2 * plan.line.exponent.asSize)
    let turn = RealBall(exact: BigFloat(angle.magnitudeUpperBound))
    guard var here = transform.majorant(at: plan.line, precision: wide) else { return nil }
    here.growth = here.growth.adding(turn, precision: LineMajorant.precision)
    let normalizer = BigFloat.adding(
      here.scale.midpoint, BigFloat(plan.excessOfPeak), precision: 64)
    self.normalizer = normalizer
    let step = RealBall(exact: plan.step)
    let low = LineMajorant.precision

    // Where the rest is small enough, proven.
    var count = max(plan.count, 1)
    var rest = Magnitude.infinity
    let offset = here.scale.subtracting(RealBall(exact: normalizer), precision: wide)
    for _ in 0..<80 {
      let height = step.multiplied(by: count, precision: low)
      let descent = -here.slopeUpperBound(from: height)
      if descent.isCertainlyPositive {
        let size = Magnitude.exponential(
          of: here.exponent(at: height).adding(offset, precision: low))
        rest = size.divided(
          byLowerBound: descent.multiplied(by: step, precision: low).distanceFromZeroLowerBound
        ).scaled(byPowerOfTwo: 1)
        if rest <= .powerOfTwo(-plan.bits) { break }
      }
      count += max(2, count / 12)
    }
    guard rest.isFinite, count < 20_000_000 else { return nil }
    tail = rest

    // The edges of the strip.
    var edges: [(distance: RealBall, sigma: BigFloat, scale: RealBall, integral: Magnitude)] = []
    for sigma in [plan.leftEdge, plan.rightEdge] {
      guard var edge = transform.majorant(at: sigma, precision: wide) else { return nil }
      edge.growth = edge.growth.adding(turn, precision: LineMajorant.precision)
      let integral = edge.integralUpperBound()
      let distance = RealBall(exact: sigma)
        .subtracting(RealBall(exact: plan.line), precision: wide)
      guard integral.isFinite else { return nil }
      edges.append((distance, sigma, edge.scale, integral))
    }
    self.edges = edges
    residues = MellinBarnesLine.residues(
      transform, plan: plan, line: line,
      poles: transform.poles(from: leftEdge, to: rightEdge),
      normalizer: normalizer.nearestDouble)

    // The nodes.
    var estimate = transform.estimate(at: plan.line.nearestDouble)
    estimate.growth += turn.approximateDouble
    let unit = plan.bits + 8
    bits = unit
    let stepEstimate = plan.step.nearestDouble
    let excess = plan.excessOfPeak
    let nodes = transform.nodes(
      line: plan.line, step: plan.step, indices: 0..<(count + 1), normalizer: normalizer
    ) { index in
      let level = estimate.exponent(at: Double(index) * stepEstimate) - excess
      return max(24, unit + Int((level / 0.693_147_180_559_945).rounded(.up)))
    }
    if angle.isZero {
      upper = FixedSeries(nodes, bits: unit)
      lower = nil
    } else {
      let fine = Precision(clamping: unit + 16)
      let exponent = angle.multiplied(by: step, precision: fine)
      func turned(_ sign: Int) -> FixedSeries {
        FixedSeries(
          nodes.enumerated().map { index, node in
            node.multiplied(
              by: exponent.multiplied(by: sign * index, precision: fine + 64)
                .exponential(precision: fine), precision: fine)
          }, bits: unit)
      }
      upper = turned(1)
      lower = turned(-1)
    }
  }

  /// The principal parts that correct the trapezoid rule for the poles between the edges, each with
  /// as many bits as its size asks for.
  private static func residues(
    _ transform: Transform, plan: LinePlan, line: Rational, poles: [Rational], normalizer: Double
  ) -> [PrincipalPart] {
    let step = RealBall(exact: plan.step)
    func part(_ pole: Rational, bits: Int) -> PrincipalPart {
      let precision = Precision(clamping: bits)
      return PrincipalPart(
        pole: pole, coefficients: transform.principalPart(at: pole, precision: precision)
      ).timesKernel(line: line, step: step, precision: precision)
    }
    let lineEstimate = plan.line.nearestDouble
    return poles.compactMap { pole in
      let rough = part(pole, bits: 64)
      guard let largest = rough.coefficients.map(\.magnitudeUpperBound).max() else { return nil }
      let ends = [plan.logarithms.lowerBound, plan.logarithms.upperBound]
      let place = pole.nearestDouble
      // log2 of the residue, less its largest coefficient's, in units of the line's.
      var level = -Double.infinity
      for end in ends {
        let power: Double = (lineEstimate - place) * end - normalizer
        let logarithms = Double(rough.coefficients.count) * end.magnitude.estimatedLogarithmOnePlus
        level = max(level, (power + logarithms) / 0.693_147_180_559_945)
      }
      let exponent = Double(min(max(largest.exponent, -(1 << 40)), 1 << 40))
      let needed = Double(plan.bits + 24) + level + exponent
      return part(pole, bits: Int(min(max(needed, 32), 1e9)))
    }
  }

  private func withResidues(
    _ integral: (value: ComplexBall, error: Magnitude), _ logarithm: ComplexBall
  ) -> (value: ComplexBall, error: Magnitude) {
    var (value, error) = integral
    if residues.isEmpty { return (value, error) }
    let precision = Precision(clamping: logarithmPrecision)
    for part in residues {
      let residue = part.residue(logarithm: logarithm, precision: precision)
      value = value.adding(residue, precision: precision)
      error += max(residue.real.radius, residue.imaginary.radius)
    }
    return (value, error)
  }

  /// The bits of log z, after the point, that the line can use.
  package var logarithmPrecision: Int { MellinBarnesLine.logarithmPrecision(plan) }

  package static func logarithmPrecision(_ plan: LinePlan) -> Int {
    plan.bits + 64 + plan.count.bitWidthOfMagnitude + plan.step.exponent.asSize
      + plan.line.exponent.asSize
  }

  /// The transform's value at a positive z with this logarithm, for the angle 0.
  package func value(logarithm: RealBall) -> (value: RealBall, error: Magnitude) {
    let (sum, rounding) = upper.sum(rotation(logarithm))
    let exact = sum.real.scaled(byPowerOfTwo: 1)
    let (factor, discretization) = scaling(logarithm)
    let relative = rounding.method.scaled(byPowerOfTwo: 1) + tail
    let value = exact.addingError(rounding.total.scaled(byPowerOfTwo: 1) + tail)
    let result = withResidues(
      finished(
        ComplexBall(value), method: relative, factor: ComplexBall(factor), discretization),
      ComplexBall(logarithm))
    return (result.value.real, result.error)
  }

  /// The value at the z with this logarithm of |z| and the line's angle.
  func value(logarithm: RealBall, angle: RealBall) -> (value: ComplexBall, error: Magnitude) {
    let turn = rotation(logarithm)
    let (first, rounding) = upper.sum(turn)
    let (second, otherRounding) = (lower ?? upper).sum(turn)
    let precision = Precision(clamping: bits + 8)
    let sum = first.adding(second.conjugate, precision: precision)
    let error = rounding.total + otherRounding.total + tail
    let method = rounding.method + otherRounding.method + tail
    let (factor, discretization) = scaling(logarithm)
    let phase = angle.multiplied(
      by: RealBall(exact: plan.line),
      precision: Precision(clamping: bits + 16 + plan.line.exponent.asSize))
    let (sine, cosine) = phase.sineAndCosine(precision: precision)
    return withResidues(
      finished(
        sum.addingError(error), method: method,
        factor: ComplexBall(real: cosine, imaginary: -sine)
          .multiplied(by: factor, precision: precision),
        discretization),
      ComplexBall(real: logarithm, imaginary: angle))
  }

  private func finished(
    _ sum: ComplexBall, method: Magnitude, factor: ComplexBall, _ discretization: Magnitude
  ) -> (value: ComplexBall, error: Magnitude) {
    let precision = Precision(clamping: bits + 8)
    let weight = RealBall(exact: plan.step).divided(
      by: RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1), precision: precision)
    let integral = sum.multiplied(by: weight, precision: precision).addingError(discretization)
    let error =
      (method * weight.magnitudeUpperBound + discretization) * factor.magnitudeUpperBound
    return (integral.multiplied(by: factor, precision: precision), error)
  }

  /// e^(-ih log|z|) with an absolute error of about 2^-bits/count.
  private func rotation(_ logarithm: RealBall) -> ComplexBall {
    let precision = Precision(
      clamping: bits + 24 + upper.count.bitWidthOfMagnitude
        + logarithm.magnitudeUpperBound.exponent.asSize + plan.step.exponent.asSize)
    let (sine, cosine) = logarithm.multiplied(by: RealBall(exact: plan.step), precision: precision)
      .sineAndCosine(precision: precision)
    return ComplexBall(real: cosine, imaginary: -sine)
  }

  /// e^normalizer |z|^-c, and the bound of the discretization error in its units.
  ///
  /// Docs/Theory/MellinBarnes.md, "Discretization".
  private func scaling(_ logarithm: RealBall) -> (factor: RealBall, discretization: Magnitude) {
    let size = max(
      normalizer.exponent.asSize,
      plan.line.exponent.asSize + logarithm.magnitudeUpperBound.exponent.asSize)
    let wide = Precision(clamping: bits + 24 + size)
    let exponent = RealBall(exact: normalizer).subtracting(
      logarithm.multiplied(by: RealBall(exact: plan.line), precision: wide), precision: wide)
    var total = Magnitude.zero
    let fine = Precision(clamping: 128 + size)
    let step = RealBall(exact: plan.step)
    for edge in edges {
      // e^(2 pi d/h) - 1 >= e^(2 pi d/h)/2 for d/h >= 1/8, and 2/pi < 1.
      let periods = edge.distance.magnitude.divided(by: step, precision: fine)
      guard RealBall(exact: BigFloat(0.125)).isCertainlyLess(than: periods) else {
        return (exponent.exponential(precision: wide), .infinity)
      }
      let turns = periods.multiplied(
        by: RealBall.pi(precision: fine).scaled(byPowerOfTwo: 1), precision: fine)
      let size = edge.scale
        .subtracting(edge.distance.multiplied(by: logarithm, precision: fine), precision: fine)
        .subtracting(RealBall(exact: normalizer), precision: fine)
        .subtracting(turns, precision: fine)
      total += Magnitude.exponential(of: size) * edge.integral
    }
    return (exponent.exponential(precision: Precision(clamping: bits + 8)), total)
  }
}
