import BallArithmetic
import Multiprecision
import RandomNetworks
import TestSupport
import Testing

/// Mellin transform, eigenvalues, cumulants of the logarithm and the tail exponent.
@Suite struct MellinTests {
  private let precision = Precision(clamping: 200)

  private func network(
    width: Int, depth: Int, activation: Activation<CertifiedReal> = .relu,
    weights: WeightScheme<CertifiedReal> = .he, bias: CertifiedReal = .zero, isShared: Bool = false
  ) throws -> Network<CertifiedReal> {
    try Network(
      inputWidth: CertifiedReal(width),
      layer: Layer(
        width: CertifiedReal(width), activation: activation, weights: weights, biasVariance: bias),
      depth: CertifiedReal(depth), isShared: isShared)
  }

  private func expect(
    _ ball: RealBall, is text: String, digits: Int, _ comment: Comment? = nil
  ) {
    #expect(ball.decimal(digits: digits)?.text == text, comment)
  }

  /// arXiv 1806.06362; values that were found by two methods each.
  @Test func referenceValues() throws {
    let wide = try network(width: 200, depth: 1)
    let m = CertifiedReal(Rational(-3, 2)!)
    expect(
      try wide.eigenvalue(at: m, precision: precision), is: "0.9968704961832922654981493380817",
      digits: 31)
    let narrow = try network(width: 10, depth: 1)
    expect(
      try narrow.logarithmCumulants(through: 1, precision: precision)[0],
      is: "-0.3074610106918571728089919406735", digits: 31)
    let tail = try network(
      width: 10, depth: 1, weights: .variance(CertifiedReal(Rational("0.18")!)),
      bias: CertifiedReal(1))
    expect(
      try tail.tailExponent(precision: precision), is: "1.481548251939454596037245467679",
      digits: 31)
  }

  /// At a positive integer s the transform is the exact moment; lambda_(-1) = 1 - atom.
  @Test func momentsAndAtoms() throws {
    var random = TestRandom(seed: 31)
    for _ in 0..<TestEffort.samples(60) {
      let width = random.choice([1, 2, 3, 10, 31, 200])
      let depth = random.choice([1, 2, 7, 40])
      let keep = CertifiedReal(Rational(Integer(random.int(in: 1...9)), 10)!)
      let activation = random.choice([
        Activation<CertifiedReal>.relu, .linear, .dropout(keep: keep),
      ])
      let network = try self.network(width: width, depth: depth, activation: activation)
      let order = random.int(in: 0...9)
      let moment =
        try order == 0 ? CertifiedReal(1) - network.atom() : network.moment(order)
      let exact = try #require(moment.exactValue)
      let transform = try network.mellin(at: CertifiedReal(order), precision: precision)
      #expect(transform.contains(exact), random.comment)
      #expect(transform.relativeAccuracyBits > 180, random.comment)
      let alive = try self.network(width: width, depth: 1, activation: activation).atom()
      let eigenvalue = try network.eigenvalue(at: CertifiedReal(-1), precision: precision)
      #expect(eigenvalue.contains(Rational(1) - alive.exactValue!), random.comment)
    }
  }

  /// Cumulants of ln z against differences of ln E[z^s; z > 0], by an interpolating polynomial in s
  /// that is symmetric around 0: the remainder is of the order step^(order + 2).
  @Test func logarithmCumulantsAreDerivatives() throws {
    let wide = Precision(clamping: 600)
    let step = Rational(numerator: 1, nonzeroDenominator: Integer(1).shifted(leftBy: 60))
    for (width, depth, isLinear) in [(1, 1, false), (2, 3, false), (10, 2, false), (7, 2, true)] {
      let network = try network(
        width: width, depth: depth, activation: isLinear ? .linear : .relu)
      func logarithm(_ multiple: Int) throws -> RealBall {
        try network.mellin(at: CertifiedReal(step * Rational(multiple)), precision: wide)
          .logarithm(precision: wide)
      }
      let values = try (-2...2).map { try logarithm($0) }
      // Central differences of the orders 1 to 4.
      let weights = [
        [0, -1, 0, 1, 0], [0, 1, -2, 1, 0], [-1, 2, 0, -2, 1], [1, -4, 6, -4, 1],
      ]
      let factors: [Rational] = [Rational(1, 2)!, 1, Rational(1, 2)!, 1]
      let cumulants = try network.logarithmCumulants(through: 4, precision: wide)
      for order in 1...4 {
        var difference = RealBall.zero
        for (weight, value) in zip(weights[order - 1], values) {
          difference = difference.adding(
            value.multiplied(by: RealBall(weight), precision: wide), precision: wide)
        }
        let quotient = difference.scaled(byPowerOfTwo: 60 * order)
          .multiplied(by: RealBall(factors[order - 1], precision: wide), precision: wide)
        let gap = quotient.subtracting(cumulants[order - 1], precision: wide)
        // The derivatives two orders up are below 2^40 here, the differences' rounding below.
        #expect(gap.magnitudeUpperBound < .powerOfTwo(-70), "width \(width), order \(order)")
        #expect(cumulants[order - 1].relativeAccuracyBits > 560)
      }
    }
  }

  /// He: mean -5/(2N) - 49/(12 N^2), variance 5/N + 37/(2 N^2), up to O(N^-3).
  @Test func wideNetworksFollowTheExpansion() throws {
    let width = 100_000
    let cumulants = try network(width: width, depth: 1)
      .logarithmCumulants(through: 2, precision: precision)
    let n = Rational(width)
    let square = n * n
    let mean = -(Rational(5, 2)! / n) - Rational(49, 12)! / square
    let variance = Rational(5) / n + Rational(37, 2)! / square
    for (cumulant, expected) in zip(cumulants, [mean, variance]) {
      let gap = cumulant.subtracting(
        RealBall(expected, precision: precision), precision: precision)
      #expect(gap.magnitudeUpperBound < .powerOfTwo(-42))
    }
  }

  @Test func parameterSharingHasOneChiSquareALayer() throws {
    let network = try network(width: 20, depth: 3, isShared: true)
    let half = Rational(1, 2)!
    let transform = try network.mellin(at: CertifiedReal(half), precision: precision)
    // E (chi-square_10/10)^(1/2) to the third power.
    let factor = RealBall(Rational(11, 2)!, precision: precision).gamma(precision: precision)
      .divided(by: RealBall(5).gamma(precision: precision), precision: precision)
      .divided(by: RealBall(5).squareRoot(precision: precision), precision: precision)
    #expect(transform.overlaps(factor.power(3, precision: precision)))
    #expect(transform.relativeAccuracyBits > 180)
  }

  /// Wide networks whose norm grows have a tail exponent of about atom/slope. One of 2^-235 was once
  /// said to be below 2^-256, as too few bits were used to see the sign there.
  @Test func tinyTailExponents() throws {
    for width in [225, 235, 300] {
      let network = try network(
        width: width, depth: 1, weights: .variance(CertifiedReal(Rational(1, 50)!)),
        bias: CertifiedReal(1))
      let exponent = try network.tailExponent(precision: precision)
      #expect(exponent.relativeAccuracyBits > 180)
      let bound = Magnitude.powerOfTwo(1 - width)
      #expect(exponent.isCertainlyPositive && exponent.magnitudeUpperBound < bound)
    }
    // He keeps E z but for the bias: the exponent is 1, where no sign can be decided.
    let constant = try network(width: 10, depth: 1, bias: CertifiedReal(1))
    let one = try constant.tailExponent(precision: precision)
    #expect(one.contains(1) && one.relativeAccuracyBits > 180)
    let narrow = try network(
      width: 1, depth: 1, weights: .variance(CertifiedReal(Rational("1e-8")!)),
      bias: CertifiedReal(1))
    #expect(throws: NetworkError.self) { try narrow.tailExponent(precision: precision) }
  }

  @Test func errorsSayWhy() throws {
    let network = try network(width: 10, depth: 2)
    #expect(throws: NetworkError.self) {
      try network.mellin(at: CertifiedReal(Rational(-1, 2)!), precision: precision)
    }
    #expect(throws: NetworkError.self) {
      try network.eigenvalue(at: CertifiedReal(Rational(-1, 2)!), precision: precision)
    }
    #expect(throws: NetworkError.self) { try network.tailExponent(precision: precision) }
    let biased = try self.network(width: 10, depth: 2, bias: CertifiedReal(1))
    #expect(throws: NetworkError.self) {
      try biased.logarithmCumulants(through: 1, precision: precision)
    }
  }
}
