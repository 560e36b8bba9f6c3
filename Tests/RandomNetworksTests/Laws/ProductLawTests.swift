import BallArithmetic
import Multiprecision
import RandomNetworks
import SpecialFunctions
import TestSupport
import Testing

/// The law of z_L without bias by Mellin-Barnes lines and in closed form.
@Suite struct ProductLawTests {
  private let precision = Precision(clamping: 168)

  private func value(
    _ law: ProductLaw, _ function: LawFunction, _ x: String, _ precision: Precision? = nil
  ) throws -> RealBall {
    try law.value(
      of: function, at: NetworkText.number(x), precision: precision ?? self.precision
    ).value
  }

  private func expect(_ ball: RealBall, is text: String) throws {
    let expected = try #require(ReferenceTable.ball(text))
    #expect(ball.overlaps(expected), "\(ball) for \(text)")
    #expect(ball.relativeAccuracyBits >= precision.bits - 8, "\(ball) for \(text)")
  }

  @Test func publishedValues() throws {
    for (width, depth, text) in [
      (200, 10, "0.77229897443973011562852031810610943525973818643371"),
      (200, 100, "0.184150259995077268140731140325583924397580678099005"),
      (3, 2, "0.140993835846375183743116417427760051364714466112196540021"),
      (200, 1, "2.5176183238641165571079379457080307239756135571879"),
    ] {
      let law = try ProductLaw(.equal(width, depth: depth))
      try expect(value(law, .density, "1"), is: text)
    }
    // cdf-N3-L2-He and cdf-L1 of the reference cases.
    let narrow = try ProductLaw(.equal(3, depth: 2))
    #expect(
      try value(narrow, .cumulativeDistribution, "1").decimal(digits: 31)?.text
        == "0.7698524386214280879263664837443")
    let single = try ProductLaw(.equal(5, depth: 1))
    #expect(
      try value(single, .cumulativeDistribution, "1").decimal(digits: 31)?.text
        == "0.6191604897541919221372645677766")
  }

  /// N = L = 2: K_0(√z)/(4π√z) + e^(-√z)/(8√z) + K_0(√z)/32.
  @Test func twoByTwo() throws {
    let law = try ProductLaw(.equal(2, depth: 2, weights: .variance(CertifiedReal(1))))
    for text in ["1e-20", "1/100", "1.7", "30", "4000"] {
      let inner = precision + 32
      let root = try RealBall(#require(Rational(text)), precision: inner)
        .squareRoot(precision: inner)
      let bessel = RealBall.besselK(.zero, root, precision: inner)
      let pi = RealBall.pi(precision: inner)
      let first = bessel.divided(by: pi, precision: inner).scaled(byPowerOfTwo: -2)
        .adding(
          (-root).exponential(precision: inner).scaled(byPowerOfTwo: -3), precision: inner
        ).divided(by: root, precision: inner)
      let expected = first.adding(bessel.scaled(byPowerOfTwo: -5), precision: inner)
      let density = try value(law, .density, text)
      #expect(density.overlaps(expected), "\(text): \(density) \(expected)")
      #expect(density.relativeAccuracyBits >= precision.bits - 8)
    }
    #expect(
      try law.mass(ofPointMass: 0, precision: precision).exactValue
        == Rational(numerator: 7, nonzeroDenominator: 16))
  }

  /// The mixture of Meijer G functions over all numbers of active units, by residues.
  @Test func mixturesOfMeijerG() throws {
    var random = TestRandom(seed: 411)
    for _ in 0..<TestEffort.samples(12) {
      let depth = random.choice([2, 2, 3])
      let widths = (0..<depth).map { _ in random.choice([1, 1, 2, 3]) }
      let isLinear = widths.map { _ in random.choice([false, false, true]) }
      let variances = widths.map { _ in
        Rational(numerator: Integer(random.int(in: 1...5)), nonzeroDenominator: 3)
      }
      let network = try ExactNetwork(
        inputWidth: CertifiedReal(3),
        architecture: .layers(
          widths.indices.map {
            Layer(
              width: CertifiedReal(widths[$0]), activation: isLinear[$0] ? .linear : .relu,
              weights: .variance(CertifiedReal(variances[$0])))
          }))
      let x = try #require(Rational(random.choice(["1/1000", "1/3", "2", "25"])))
      let bits = random.choice([60, 120, 200])
      let density = try ProductLaw(network).value(
        of: .density, at: .exact(x), precision: Precision(clamping: bits)
      ).value
      let expected = try meijerMixture(widths, isLinear, variances, x: x, bits: bits + 40)
      #expect(density.overlaps(expected), "\(network) at \(x): \(density) \(expected)")
      #expect(density.relativeAccuracyBits >= bits - 8, random.comment)
    }
  }

  private func meijerMixture(
    _ widths: [Int], _ isLinear: [Bool], _ variances: [Rational], x: Rational, bits: Int
  ) throws -> RealBall {
    let precision = Precision(clamping: bits)
    // x is S times the product of the chi-squares.
    let scale = variances.reduce(Rational.one) { $0 * $1 * 2 }
    let argument = RealBall(x / scale, precision: precision)
    var sum = RealBall.zero
    func add(_ active: [Int]) throws {
      if active.count < widths.count {
        let width = widths[active.count]
        for k in isLinear[active.count] ? [width] : Array(1...width) { try add(active + [k]) }
        return
      }
      var weight = Rational.one
      for (place, k) in active.enumerated() where !isLinear[place] {
        weight =
          weight * Rational(Integer.binomial(Integer(widths[place]), k))
          / Rational(Integer.one << widths[place])
      }
      let lower = active.map { Rational(numerator: Integer($0), nonzeroDenominator: 2) }
      var term = try MeijerG(upper: [], [], lower: lower, [])
        .meijerGResidueSeries(at: argument, precision: precision)
        .multiplied(by: RealBall(weight / x, precision: precision), precision: precision)
      for a in lower {
        term = term.multiplied(
          by: RealBall(a, precision: precision).reciprocalGamma(precision: precision),
          precision: precision)
      }
      sum = sum.adding(term, precision: precision)
    }
    try add([])
    return sum
  }

  /// Random networks, also large ones: two precisions agree, the functions add up to 1.
  @Test func twoPrecisions() throws {
    var random = TestRandom(seed: 97)
    for _ in 0..<TestEffort.samples(14) {
      let width = random.choice([1, 1, 2, 3, 4, 31, 200])
      let depth = random.choice([1, 2, 3, 10, 64, 65, 1000])
      let activation = random.choice([
        Activation<CertifiedReal>.relu, .relu, .linear,
        .dropout(keep: CertifiedReal(Rational("1/3")!)), .dropout(keep: CertifiedReal(1)),
      ])
      let x = try #require(
        Rational(random.choice(["1e-12", "1/64", "1/2", "1", "3", "50", "1e6"])))
      let law = try ProductLaw(.equal(width, depth: depth, activation: activation))
      let comment = Comment("\(width) \(depth) \(activation) \(x), seed \(random.seed)")
      var total = RealBall.zero
      for function in LawFunction.allCases {
        let low = try law.value(of: function, at: .exact(x), precision: 53).value
        let high = try law.value(of: function, at: .exact(x), precision: 130).value
        #expect(low.overlaps(high), comment)
        #expect(low.relativeAccuracyBits >= 45, comment)
        #expect(high.relativeAccuracyBits >= 122, comment)
        #expect(!high.isCertainlyNegative, comment)
        if function != .density { total = total.adding(high, precision: 160) }
      }
      #expect(total.contains(1), comment)
    }
  }

  /// The derivative of the survival function is minus the density.
  @Test func densityIsTheSlope() throws {
    let law = try ProductLaw(
      ExactNetwork(
        inputWidth: CertifiedReal(3),
        architecture: .layers([
          Layer(width: CertifiedReal(4)), Layer(width: CertifiedReal(9), activation: .linear),
        ])))
    let step = Rational(numerator: 1, nonzeroDenominator: 1 << 40)
    for text in ["1/50", "1", "9"] {
      let x = try #require(Rational(text))
      let below = try law.value(of: .survival, at: .exact(x - step), precision: 160).value
      let above = try law.value(of: .survival, at: .exact(x + step), precision: 160).value
      let slope = below.subtracting(above, precision: 160).scaled(byPowerOfTwo: 39)
      let density = try law.value(of: .density, at: .exact(x), precision: 100).value
      let error = slope.subtracting(density, precision: 100)
      // f''' h^2/6 with room.
      #expect(error.magnitudeUpperBound < .powerOfTwo(-60), "\(text): \(error)")
    }
  }

  @Test func deepTails() throws {
    let law = try ProductLaw(.equal(200, depth: 10))
    try expect(
      value(law, .density, "1e-30"), is: "5.4086025530412169648033818230700409629931357719145e-42")
    let far = try value(law, .survival, "1e10")
    #expect(far.relativeAccuracyBits >= precision.bits - 8)
    #expect(far.magnitudeUpperBound < .powerOfTwo(-3322))
    #expect(far.isCertainlyPositive)
    let linear = try ProductLaw(.equal(200, depth: 10, activation: .linear))
    let tail = try value(linear, .cumulativeDistribution, "1e-30")
    #expect(tail.relativeAccuracyBits >= precision.bits - 8)
    #expect(tail.magnitudeUpperBound < .powerOfTwo(-8000))
    // Below all numbers: a bound.
    let nothing = try value(linear, .survival, "1e4000000")
    #expect(nothing.magnitudeUpperBound < .powerOfTwo(-1 << 28))
  }

  @Test func largeNetworks() throws {
    for (width, depth, x) in [(10_000, 10, "1"), (1000, 50, "2"), (200, 1_000_000, "1e-5")] {
      let law = try ProductLaw(.equal(width, depth: depth))
      let low = try value(law, .density, x, 80)
      let high = try value(law, .density, x, 140)
      #expect(low.overlaps(high))
      #expect(low.relativeAccuracyBits >= 72)
      #expect(high.relativeAccuracyBits >= 132)
    }
  }

  @Test func placesWithoutDensity() throws {
    let law = try ProductLaw(.equal(4, depth: 3))
    #expect(try value(law, .density, "-2").isZero)
    #expect(try value(law, .cumulativeDistribution, "-1e-9").isZero)
    #expect(try value(law, .survival, "-7").contains(1))
    let atom = try law.mass(ofPointMass: 0, precision: precision)
    #expect(try atom == ExactNetwork.equal(4, depth: 3).atom(precision: precision))
    let exact = try #require(atom.exactValue)
    #expect(try value(law, .cumulativeDistribution, "0").contains(exact))
    #expect(try value(law, .survival, "0").contains(Rational(1) - exact))
    #expect(throws: NetworkError.self) { try value(law, .density, "0") }
    #expect(throws: NetworkError.self) { try law.mass(ofPointMass: 1, precision: precision) }

    // Linear layers: the leftmost pole decides.
    func linear(_ widths: [Int]) throws -> ProductLaw {
      try ProductLaw(
        ExactNetwork(
          inputWidth: CertifiedReal(2),
          architecture: .layers(
            widths.map {
              Layer(
                width: CertifiedReal($0), activation: .linear, weights: .variance(CertifiedReal(3)))
            })))
    }
    #expect(try linear([5]).pointMasses.isEmpty)
    #expect(try value(linear([5, 3]), .density, "0").isZero)
    // 1/(2 · 3^3 · (5-2) (4-2)).
    #expect(
      try value(linear([5, 2, 4]), .density, "0").contains(
        Rational(numerator: 1, nonzeroDenominator: 324)))
    #expect(
      try value(linear([2]), .density, "0").contains(
        Rational(numerator: 1, nonzeroDenominator: 6)))
    for widths in [[2, 2], [1], [7, 1]] {
      #expect(throws: NetworkError.self) { try value(linear(widths), .density, "0") }
    }
    let near = try value(linear([5, 2, 4]), .density, "1e-40")
    #expect(
      near.overlaps(try #require(RealBall("1/324", precision: 200)).addingError(.powerOfTwo(-60))))
  }

  @Test func numbersForCertain() throws {
    let dead = try ProductLaw(.equal(4, depth: 3, weights: .variance(.zero)))
    #expect(dead.pointMasses == [.zero])
    #expect(try dead.mass(ofPointMass: 0, precision: 64).exactValue == .one)
    #expect(try value(dead, .cumulativeDistribution, "0").contains(1))
    #expect(try value(dead, .survival, "1").isZero)
    #expect(try value(dead, .density, "1").isZero)
    #expect(throws: NetworkError.self) { try value(dead, .density, "0") }
    let none = try ProductLaw(.equal(4, depth: 0, norm: Rational(5)))
    #expect(none.pointMasses == [CertifiedReal(5)])
    #expect(try value(none, .cumulativeDistribution, "4.999").isZero)
    #expect(try value(none, .cumulativeDistribution, "5").contains(1))
    #expect(try none.quantile(NetworkText.number("1/7"), precision: 64).contains(5))
    let ball = CertifiedReal.enclosed(RealBall(5).addingError(.powerOfTwo(-30)), precision: 64)
    #expect(try none.value(of: .survival, at: ball, precision: 64).value.isUnbounded)
    #expect(throws: NetworkError.self) {
      try ProductLaw(.equal(4, depth: 2, bias: Rational(1)))
    }
  }

  /// Arguments and parameters that are balls.
  @Test func inexactArguments() throws {
    var random = TestRandom(seed: 5150)
    for _ in 0..<TestEffort.samples(10) {
      let law = try ProductLaw(
        .equal(random.choice([1, 3, 20]), depth: random.choice([1, 2, 5])))
      let center = try #require(Rational(random.choice(["1/100", "1", "7"])))
      let bits = random.choice([4, 20, 60, 100])
      let ball = RealBall(center, precision: 120).addingError(
        Magnitude(upperBound: center).scaled(byPowerOfTwo: -bits))
      for function in LawFunction.allCases {
        let whole = try law.value(
          of: function, at: .enclosed(ball, precision: 120), precision: 100
        ).value
        for offset in [-1, 0, 1] {
          let x =
            center + center * Rational(numerator: Integer(offset), nonzeroDenominator: 1 << bits)
          let exact = try law.value(of: function, at: .exact(x), precision: 100).value
          #expect(whole.overlaps(exact), "\(function) \(center) \(bits), \(random.comment)")
        }
        #expect(
          whole.relativeAccuracyBits >= min(bits, 100) - 10,
          "\(function) \(center) \(bits): \(whole), \(random.comment)")
      }
    }
    // 1 in the ball's place as a parameter.
    let norm = CertifiedReal.enclosed(
      RealBall(1).addingError(.powerOfTwo(-70)), precision: 128)
    let network = try ExactNetwork(
      inputWidth: CertifiedReal(3), inputNorm: norm, layer: Layer(width: CertifiedReal(3)),
      depth: CertifiedReal(2))
    let density = try ProductLaw(network).value(
      of: .density, at: CertifiedReal(1), precision: 100
    ).value
    #expect(density.contains(try #require(Rational("0.140993835846375183743116417427760051"))))
    #expect(density.relativeAccuracyBits >= 64)
  }

  /// A law asked from two tasks for a grid gives what separate laws give.
  @Test func sharedLines() async throws {
    let network = try ExactNetwork.equal(30, depth: 4)
    let law = try ProductLaw(network)
    let places = (1...60).map { Rational(numerator: Integer($0), nonzeroDenominator: 12) }
    let values = try await withThrowingTaskGroup(of: [(Int, RealBall)].self) { group in
      for part in 0..<2 {
        group.addTask {
          try stride(from: part, to: 60, by: 2).map { index in
            (
              index,
              try law.value(of: .density, at: .exact(places[index]), precision: 168).value
            )
          }
        }
      }
      var values: [Int: RealBall] = [:]
      for try await part in group { for (index, value) in part { values[index] = value } }
      return values
    }
    for (index, x) in places.enumerated() {
      let value = try #require(values[index])
      #expect(value.relativeAccuracyBits >= 160)
      if index % 12 == 0 {
        let alone = try ProductLaw(network).value(of: .density, at: .exact(x), precision: 100).value
        #expect(alone.overlaps(value))
      }
    }
  }
}
