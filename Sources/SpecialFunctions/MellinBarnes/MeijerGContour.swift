internal import BallArithmetic
internal import Multiprecision

/// A Meijer G function as an inverse Mellin transform on a strip that may be unlimited to the
/// right but not to the left.
struct MeijerGContour {
  let product: GammaProduct
  /// Whether the product is that for 1/z.
  let isMirrored: Bool
  /// The poles on the wrong side of the line, with the sign of their residues' correction.
  let crossed: [(pole: Rational, sign: Int)]

  init(_ function: MeijerG, angle: Double) throws(SpecialFunctionError) {
    let excess = 2 * (function.m + function.n) - function.p - function.q
    guard excess > 0 else {
      throw .outOfReach(
        "the contour integral of the Meijer G function converges exponentially only for"
          + " m + n > (p + q)/2; here m + n = \(function.m + function.n) and p + q ="
          + " \(function.p + function.q): use the residue series")
    }
    guard angle.magnitude < Double(excess) / 2 * Double.pi else {
      throw .outOfReach(
        "the contour integral of the Meijer G function converges for |arg z| < \(excess) pi/2;"
          + " the argument's angle is not certainly less: use the residue series")
    }
    let direct = GammaProduct(function)
    isMirrored = direct.left == nil
    let product = isMirrored ? direct.mirrored : direct
    if let left = product.left, let right = product.right,
      let strip = try MeijerGContour.betterStrip(product, left: left, right: right)
    {
      self.product = GammaProduct(product, left: strip.left, right: strip.right)
      crossed = strip.crossed
    } else {
      self.product = product
      crossed = []
    }
  }

  private static let attempts = 6

  func value(at z: RealBall, precision: Precision) throws(SpecialFunctionError) -> RealBall {
    guard z.isExact else { return try inexactValue(at: z, precision: precision) }
    let rough = logarithm(of: z, bits: 64)
    let place = rough.approximateDouble
    guard place.isFinite else { return .unbounded }
    var goal = precision.bits
    var best = RealBall.unbounded
    for _ in 0..<MeijerGContour.attempts {
      let planner = LinePlanner(
        transform: product, angle: 0, logarithms: place...place, bits: Double(goal))
      if planner.saddle(place) == nil {
        return RealBall(midpoint: .zero, radius: farBound(rough))
      }
      guard let plan = planner.plan()?.plan,
        let line = MellinBarnesLine(product, plan: plan, angle: .zero)
      else {
        if best.relativeAccuracyBits >= 8 { break }
        throw MeijerGContour.tooLong
      }
      let result = value(at: z, on: line)
      if result.value.radius < best.radius || best.isUnbounded { best = result.value }
      guard
        let more = MeijerGContour.shortfall(
          accuracy: result.value.relativeAccuracyBits, size: result.value.magnitudeUpperBound,
          radius: result.value.radius, error: result.error, goal: goal, precision: precision)
      else { break }
      goal += more
    }
    return best.rounded(to: precision + 16)
  }

  /// The value on a line that was planned for arguments like this.
  func value(
    at z: RealBall, on line: MellinBarnesLine<GammaProduct>
  ) -> (value: RealBall, error: Magnitude) {
    let logarithm = logarithm(of: z, bits: line.logarithmPrecision)
    let (value, error) = line.value(logarithm: logarithm)
    if crossed.isEmpty { return (value, error) }
    let precision = Precision(clamping: line.logarithmPrecision)
    let correction = correction(ComplexBall(logarithm), precision: precision).real
    // The line's value has many bits less; what the residues lose is met by another attempt.
    return (value.adding(correction, precision: precision), error + correction.radius)
  }

  /// The bits that a further attempt needs; nil when the value is good enough, or when no attempt
  /// would make it better.
  private static func shortfall(
    accuracy: Int, size: Magnitude, radius: Magnitude, error: Magnitude, goal: Int,
    precision: Precision
  ) -> Int? {
    if radius.isInfinite || accuracy >= precision.bits - 2 { return nil }
    // The rest comes from the argument, or from the range of exponents.
    if error.scaled(byPowerOfTwo: 4) < radius || size.isZero { return nil }
    if size.exponent < BigFloat.smallestExponent + 8 { return nil }
    // Not a digit: the value is far below the terms, nobody knows how far.
    let more =
      accuracy < 1 ? 2 * goal : max(16, precision.bits - size.exponent + error.exponent + 8)
    return goal + more > 16 * precision.bits + 20_000 ? nil : more
  }

  /// The values at positive arguments: groups of near arguments share the nodes of one line.
  func values(
    at grid: [RealBall], precision: Precision
  ) throws(SpecialFunctionError) -> [RealBall] {
    var result = Array(repeating: RealBall.unbounded, count: grid.count)
    var places: [(index: Int, place: Double)] = []
    // A ball that reaches 0 has no logarithm: it is left for itself.
    let centers = grid.map { $0.isCertainlyPositive ? RealBall(exact: $0.midpoint) : $0 }
    for (index, z) in centers.enumerated() {
      if !z.isExact { continue }
      let place = logarithm(of: z, bits: 64).approximateDouble
      if place.isFinite { places.append((index, place)) }
    }
    places.sort { $0.place < $1.place }
    var pending = places.isEmpty ? [] : [places[...]]
    while let group = pending.popLast() {
      guard let first = group.first, let last = group.last else { continue }
      let middle = group.startIndex + group.count / 2
      let halves = [group[..<middle], group[middle...]]
      let whole = plan(group, precision: precision)
      if group.count > 1 {
        let parts = halves.map { plan($0, precision: precision)?.cost ?? .infinity }
        if parts[0] + parts[1] < whole?.cost ?? .infinity
          || (whole == nil && first.place < last.place)
        {
          pending += halves
          continue
        }
      }
      guard let plan = whole?.plan, let line = MellinBarnesLine(product, plan: plan, angle: .zero)
      else {
        for (index, _) in group {
          result[index] = try value(at: centers[index], precision: precision)
        }
        continue
      }
      for (index, _) in group {
        let (value, error) = value(at: centers[index], on: line)
        let isGood =
          MeijerGContour.shortfall(
            accuracy: value.relativeAccuracyBits, size: value.magnitudeUpperBound,
            radius: value.radius, error: error, goal: precision.bits, precision: precision) == nil
        result[index] =
          isGood
          ? value.rounded(to: precision + 16)
          : try self.value(at: centers[index], precision: precision)
      }
    }
    return try spread(result, over: grid, precision: precision)
  }

  /// A plan for a group of arguments in rising order, and the cost of the group.
  private func plan(
    _ group: ArraySlice<(index: Int, place: Double)>, precision: Precision
  ) -> (plan: LinePlan, cost: Double)? {
    guard let first = group.first, let last = group.last else { return nil }
    let planner = LinePlanner(
      transform: product, angle: 0, logarithms: first.place...last.place,
      bits: Double(precision.bits), arguments: group.count)
    guard let (plan, cost) = planner.plan() else { return nil }
    return (plan, cost + Double(group.count) * 20_000)
  }

  func value(
    at z: ComplexBall, precision: Precision
  ) throws(SpecialFunctionError) -> ComplexBall {
    func logarithm(_ bits: Int) -> ComplexBall {
      let value = z.logarithm(precision: Precision(clamping: bits + 64))
      return isMirrored ? -value : value
    }
    guard z.isExact else { return try inexactValue(at: z, precision: precision) }
    let rough = logarithm(64)
    let place = rough.real.approximateDouble
    guard place.isFinite else { return .unbounded }
    var goal = precision.bits
    var best = ComplexBall.unbounded
    for _ in 0..<MeijerGContour.attempts {
      let planner = LinePlanner(
        transform: product, angle: rough.imaginary.magnitudeUpperBound.doubleUpperBound,
        logarithms: place...place, bits: Double(goal))
      if planner.saddle(place) == nil {
        let bound = farBound(rough.real, angle: rough.imaginary.magnitudeUpperBound)
        return ComplexBall.zero.addingError(bound)
      }
      guard let plan = planner.plan()?.plan else {
        if best.relativeAccuracyBits >= 8 { break }
        throw MeijerGContour.tooLong
      }
      let fine = logarithm(MellinBarnesLine<GammaProduct>.logarithmPrecision(plan))
      guard let line = MellinBarnesLine(product, plan: plan, angle: fine.imaginary) else {
        throw MeijerGContour.tooLong
      }
      var (value, error) = line.value(logarithm: fine.real, angle: fine.imaginary)
      if !crossed.isEmpty {
        let wide = Precision(clamping: line.logarithmPrecision)
        let correction = correction(fine, precision: wide)
        value = value.adding(correction, precision: wide)
        error += max(correction.real.radius, correction.imaginary.radius)
      }
      let radius = max(value.real.radius, value.imaginary.radius)
      if best.isUnbounded || radius < max(best.real.radius, best.imaginary.radius) { best = value }
      guard
        let more = MeijerGContour.shortfall(
          accuracy: value.relativeAccuracyBits, size: value.magnitudeUpperBound, radius: radius,
          error: error, goal: goal, precision: precision)
      else { break }
      goal += more
    }
    return best.rounded(to: precision + 16)
  }

  static let tooLong = SpecialFunctionError.outOfReach(
    "the contour integral of the Meijer G function would take too many terms here")

  func logarithm(of z: RealBall, bits: Int) -> RealBall {
    let value = z.logarithm(precision: Precision(clamping: bits + 128))
    return isMirrored ? -value : value
  }

  /// A bound of |G| for a saddle point so far out that the value is below all numbers:
  /// |G| <= (1/pi) |z|^(-sigma) ∫_0^∞ |M(sigma + it)| e^(angle t) dt on any line.
  /// Docs/Theory/MellinBarnes.md, "Where the line goes".
  func farBound(_ logarithm: RealBall, angle: Magnitude = .zero) -> Magnitude {
    let sigma = BigFloat.adding(
      BigFloat(1 << 30), BigFloat((product.left ?? .zero).ceiling), precision: 128)
    guard product.contains(sigma), var line = product.majorant(at: sigma, precision: 192)
    else { return .infinity }
    line.growth = line.growth.adding(
      RealBall(exact: BigFloat(angle)), precision: LineMajorant.precision)
    let exponent = line.scale.subtracting(
      logarithm.multiplied(by: RealBall(exact: sigma), precision: 192), precision: 192)
    return Magnitude.exponential(of: exponent) * line.integralUpperBound()
  }
}
