internal import Multiprecision
internal import RealModule

/// The poles s_k = -(base + k), k = 0, 1, ..., of one class of the leading b modulo 1, and how the
/// integrand changes from one to the next.
///
/// With F(s) the integrand without z^(-s), F(s_k + e) = e^(-order(k)) times a power series with a
/// nonzero constant term, and F(s_k + e)/F(s_(k-1) + e) is the quotient of products of linear
/// factors k + α - e of ``numerators`` and k + β - e of ``denominators``, up to a sign: see
/// Docs/Theory/MeijerG.md, "The recurrence".
struct ResidueCluster {
  /// α = numerator/denominator of a factor k + α - e.
  struct LinearFactor: Hashable {
    let offset: Rational
    /// The numerator and denominator, when both leave room for products in a machine word.
    let word: (numerator: Int, denominator: Int)?

    init(_ offset: Rational) {
      self.offset = offset
      let bound = 1 << 30
      if let r = offset.numerator.asInt, let t = offset.denominator.asInt,
        r.magnitude < bound, t < bound
      {
        word = (r, t)
      } else {
        word = nil
      }
    }

    static func == (left: LinearFactor, right: LinearFactor) -> Bool { left.offset == right.offset }
    func hash(into hasher: inout Hasher) { hasher.combine(offset) }
  }

  /// Γ(argument + e)^exponent, or Γ(argument - e)^exponent, in the integrand at s_0 + e.
  struct GammaFactor: Hashable {
    let argument: Rational
    let isReflected: Bool
  }

  /// From this k on the poles have this order, until the next piece.
  struct Piece {
    let start: Int
    let order: Int
    /// The largest order here and later.
    var largestOrderAhead: Int
  }

  let base: Rational
  let numerators: [LinearFactor]
  let denominators: [LinearFactor]
  /// Whether the quotient of neighbouring terms has the factor -1 besides z.
  let isSignFlipped: Bool
  let pieces: [Piece]
  let gammaFactors: [(factor: GammaFactor, exponent: Int)]

  /// The α and the β as doubles, in order.
  let sortedNumerators: [Double]
  let sortedDenominators: [Double]
  /// A lower bound, at most 1, of the |k + β| that are not 0.
  let leastDistance: Double
  /// The sign, and the denominators of the β over those of the α, when numerator and denominator
  /// are words below 2^56: what each step has as a constant factor besides z.
  let wordConstant: (numerator: Int, denominator: Int)?
  /// About the natural logarithm of the initial series at 0, without z, and its slope there.
  let sizeEstimate: (logarithm: Double, slope: Double)

  /// The largest order of a pole: so many coefficients of each series are kept.
  var order: Int { pieces[0].largestOrderAhead }
  /// The last pole that is asked for; nil for all of them.
  private(set) var limit: Int?
  /// The last pole of a finite sum; nil when there are infinitely many.
  var lastPoleIndex: Int? {
    guard let last = pieces.last, last.order < 1 else { return limit }
    return min(last.start - 1, limit ?? .max)
  }

  /// Only the poles with s > bound; nil when there are none.
  func poles(above bound: Rational) -> ResidueCluster? {
    guard let count = (-bound - base).ceiling.asInt, count > 0 else { return nil }
    var result = self
    result.limit = count - 1
    return result
  }
}

extension ResidueCluster {
  /// The parameters without the pairs whose gamma functions cancel identically.
  struct Reduced {
    var leadingUpper: [Rational]
    var trailingUpper: [Rational]
    var leadingLower: [Rational]
    var trailingLower: [Rational]

    init(
      leadingUpper: [Rational], trailingUpper: [Rational],
      leadingLower: [Rational], trailingLower: [Rational]
    ) {
      (self.leadingUpper, self.trailingLower) = Self.cancelled(leadingUpper, trailingLower)
      (self.trailingUpper, self.leadingLower) = Self.cancelled(trailingUpper, leadingLower)
    }

    /// The parameters of the function of 1/z.
    init(mirroring function: MeijerG) {
      let mirror = { (values: [Rational]) in values.map { 1 - $0 } }
      self.init(
        leadingUpper: mirror(function.leadingLower),
        trailingUpper: mirror(function.trailingLower),
        leadingLower: mirror(function.leadingUpper),
        trailingLower: mirror(function.trailingUpper))
    }

    static func cancelled(
      _ left: [Rational], _ right: [Rational]
    ) -> (left: [Rational], right: [Rational]) {
      var (kept, rest) = ([Rational](), right)
      for value in left {
        if let index = rest.firstIndex(of: value) {
          rest.remove(at: index)
        } else {
          kept.append(value)
        }
      }
      return (kept, rest)
    }
  }

  /// Parameters that differ by larger integers are refused.
  private static let largestDifference = 1 << 27

  /// The classes that have poles. None: the function is identically zero.
  static func clusters(of g: Reduced) throws(SpecialFunctionError) -> [ResidueCluster] {
    var least: [Rational: Rational] = [:]
    for b in g.leadingLower {
      let residueClass = b - Rational(b.floor)
      least[residueClass] = least[residueClass].map { min($0, b) } ?? b
    }
    var result: [ResidueCluster] = []
    for start in least.values.sorted() {
      if let cluster = try ResidueCluster(startingAt: start, g) { result.append(cluster) }
    }
    return result
  }

  private init?(startingAt start: Rational, _ g: Reduced) throws(SpecialFunctionError) {
    func steps(_ values: [Rational]) throws(SpecialFunctionError) -> [Int] {
      var result: [Int] = []
      for value in values {
        let difference = value - start
        guard difference.isInteger else { continue }
        guard let step = difference.asInt, step.magnitude < ResidueCluster.largestDifference else {
          throw .outOfReach(
            "the parameters \(value) and \(start) of the Meijer G function differ by more than"
              + " \(ResidueCluster.largestDifference): the residue series does not reach so far")
        }
        result.append(step)
      }
      return result
    }
    // The order of the pole at -(start + k) is the number of leading b at most start + k, minus the
    // number of trailing a at most start + k, minus that of trailing b greater than start + k.
    var order = 0
    var changes: [Int: Int] = [:]
    for step in try steps(g.leadingLower) { changes[max(step, 0), default: 0] += 1 }
    for step in try steps(g.trailingUpper) { changes[max(step, 0), default: 0] -= 1 }
    for step in try steps(g.trailingLower) where step >= 1 {
      order -= 1
      changes[step, default: 0] += 1
    }
    var pieces: [Piece] = []
    for (k, change) in changes.sorted(by: { $0.key < $1.key }) where change != 0 {
      order += change
      pieces.append(Piece(start: k, order: order, largestOrderAhead: 0))
    }
    guard let first = pieces.firstIndex(where: { $0.order >= 1 }) else { return nil }
    let skipped = pieces[first].start
    pieces = pieces[first...].map {
      Piece(start: $0.start - skipped, order: $0.order, largestOrderAhead: 0)
    }
    var ahead = Int.min
    for index in pieces.indices.reversed() {
      ahead = max(ahead, pieces[index].order)
      pieces[index].largestOrderAhead = ahead
    }
    let base = start + Rational(skipped)
    self.base = base
    self.pieces = pieces

    let (upper, lower) = Reduced.cancelled(
      g.leadingUpper + g.trailingUpper, g.leadingLower + g.trailingLower)
    numerators = upper.map { LinearFactor(base - $0) }
    denominators = lower.map { LinearFactor(base - $0) }
    isSignFlipped = (g.leadingLower.count + g.trailingUpper.count) % 2 == 1

    var exponents: [GammaFactor: Int] = [:]
    for b in g.leadingLower {
      exponents[GammaFactor(argument: b - base, isReflected: false), default: 0] += 1
    }
    for a in g.leadingUpper {
      exponents[GammaFactor(argument: base - a + 1, isReflected: true), default: 0] += 1
    }
    for a in g.trailingUpper {
      exponents[GammaFactor(argument: a - base, isReflected: false), default: 0] -= 1
    }
    for b in g.trailingLower {
      exponents[GammaFactor(argument: base - b + 1, isReflected: true), default: 0] -= 1
    }
    gammaFactors = exponents.filter { $0.value != 0 }.map { ($0.key, $0.value) }
      .sorted {
        ($0.0.argument, $0.0.isReflected ? 1 : 0) < ($1.0.argument, $1.0.isReflected ? 1 : 0)
      }

    sortedNumerators = numerators.map(\.offset.nearestDouble).sorted()
    sortedDenominators = denominators.map(\.offset.nearestDouble).sorted()
    leastDistance = denominators.reduce(1) { least, factor in
      let fraction = factor.offset - Rational(factor.offset.floor)
      if fraction.isZero { return least }
      // A little less for the rounding to doubles.
      return min(least, min(fraction, 1 - fraction).nearestDouble * (1 - 0x1p-40))
    }
    wordConstant = ResidueCluster.wordConstant(
      numerators, denominators, isNegative: isSignFlipped)
    var estimate = (logarithm: 0.0, slope: 0.0)
    for (factor, exponent) in gammaFactors {
      let u = factor.argument.nearestDouble
      estimate.logarithm += Double(exponent) * LogGammaEstimate.logMagnitude(u)
      estimate.slope += Double(exponent.magnitude) * (0.6 + Double.log(1 + Swift.abs(u)))
    }
    sizeEstimate = estimate
  }

  private static func wordConstant(
    _ numerators: [LinearFactor], _ denominators: [LinearFactor], isNegative: Bool
  ) -> (numerator: Int, denominator: Int)? {
    guard (numerators + denominators).allSatisfy({ $0.word != nil }) else { return nil }
    var constant = Rational(isNegative ? -1 : 1)
    for factor in denominators { constant *= Rational(factor.offset.denominator) }
    for factor in numerators {
      constant *= Rational(numerator: 1, nonzeroDenominator: factor.offset.denominator)
    }
    guard let up = constant.numerator.asInt, let down = constant.denominator.asInt,
      up.magnitude < largestConstant, down < largestConstant
    else { return nil }
    return (up, down)
  }

  static let largestConstant = 1 << 56

  /// The constant factor of each step with z = numerator/denominator, when it fits in words.
  func wordConstant(
    times z: (numerator: Int, denominator: Int)
  ) -> (numerator: Int, denominator: Int)? {
    guard let own = wordConstant else { return nil }
    let (first, second) = (
      greatestCommonDivisor(z.numerator, own.denominator),
      greatestCommonDivisor(own.numerator, z.denominator)
    )
    let (up, upOverflow) = (z.numerator / first)
      .multipliedReportingOverflow(by: own.numerator / second)
    let (down, downOverflow) = (z.denominator / second)
      .multipliedReportingOverflow(by: own.denominator / first)
    guard !upOverflow, !downOverflow, up.magnitude < ResidueCluster.largestConstant,
      down < ResidueCluster.largestConstant
    else { return nil }
    return (up, down)
  }

  private func greatestCommonDivisor(_ x: Int, _ y: Int) -> Int {
    var (a, b) = (x.magnitude, y.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    return max(1, Int(a))
  }
}
