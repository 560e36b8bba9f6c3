import BallArithmetic
import Foundation
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@testable import RandomNetworks

/// The law of z_L with biases: against an independent evaluation, against closed forms and exact
/// moments, and on several lines.
@Suite struct BiasedLawTests {
  private func number(_ text: String) throws -> CertifiedReal {
    CertifiedReal(try #require(Rational(text)))
  }

  /// Layers "width,activation,weight variance,bias variance", separated by ";".
  private func law(_ layers: String, norm: String = "1") throws -> BiasedLaw {
    try BiasedLaw(try network(layers, norm: norm))
  }

  private func network(_ text: String, norm: String = "1") throws -> ExactNetwork {
    let layers = try text.split(separator: ";").map { part in
      let fields = part.split(separator: ",").map(String.init)
      return Layer(
        width: try number(fields[0]), activation: try NetworkText.activation(fields[1]),
        weights: .variance(try number(fields[2])), biasVariance: try number(fields[3]))
    }
    return try Network(
      inputWidth: CertifiedReal(1), inputNorm: try number(norm), architecture: .layers(layers))
  }

  private func repeated(_ layer: String, _ depth: Int) -> String {
    Array(repeating: layer, count: depth).joined(separator: ";")
  }

  /// A decimal that is right to a relative 10^-digits.
  private func ball(_ text: String, digits: Int) throws -> RealBall {
    let value = try #require(Rational(text))
    let size = Magnitude(upperBound: value)
    let error = try #require(Rational("1e-\(digits)"))
    return RealBall(value, precision: 400).addingError(size * Magnitude(upperBound: error))
  }

  /// The example of the theory, by three methods: this one, a quadrature of the density of z_1 against
  /// the kernel, and the recursion of Data/generate-bias.py.
  @Test func twoLayersToFiftyDigits() throws {
    let value = try law(repeated("3,relu,2/3,1/10", 2))
      .value(of: .density, at: CertifiedReal(1), precision: 170)
    let digits = "0.167788531990131076379556295796907805508220769935478781819163"
    #expect(value.value.overlaps(try ball(digits, digits: 58)))
    #expect(value.value.relativeAccuracyBits >= 162)
    #expect(value.method == .mellinChain)
  }

  /// Densities by recursion on a grid (Data/generate-bias.py).
  @Test func independentValues() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Data/biased-law.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count >= 20)
    var laws: [String: BiasedLaw] = [:]
    for line in lines {
      let fields = line.split(separator: " ").map(String.init)
      let key = fields[0] + " " + fields[1]
      let law = try laws[key] ?? self.law(fields[0], norm: fields[1])
      laws[key] = law
      let function: LawFunction = fields[2] == "density" ? .density : .survival
      let value = try law.value(of: function, at: number(fields[3]), precision: 60).value
      #expect(value.overlaps(try ball(fields[4], digits: 49)), "\(line)")
      #expect(value.relativeAccuracyBits >= 52, "\(line)")
    }
  }

  /// Depth 1 is a chi-square mixture of a known variance.
  @Test func oneLayer() throws {
    for (width, activation, keep) in [
      (1, "relu", "1"), (4, "relu", "1"), (5, "dropout:1/3", "1/3"),
    ] {
      let law = try self.law("\(width),\(activation),1/2,1/3", norm: "2")
      let q = try #require(Rational(keep))
      let variance = (Rational(1) + Rational(1, 3)!) / (q * q)
      for text in ["1/1000", "1", "7", "60"] {
        let x = try #require(Rational(text))
        let u = RealBall(x / variance / 2, precision: 200)
        var density = RealBall.zero
        for k in 1...width {
          let weight =
            Rational(Integer.binomial(Integer(width), k)) * (try (q / 2).power(k))
            * (try (1 - q / 2).power(width - k))
          // (u^(k/2-1) e^-u)/(2 V Γ(k/2)).
          let term = u.power(Rational(k - 2) / 2, precision: 200)
            .divided(
              by: RealBall(Rational(k) / 2, precision: 200).gamma(precision: 200), precision: 200
            )
            .multiplied(by: RealBall(weight, precision: 200), precision: 200)
          density = density.adding(term, precision: 200)
        }
        density = density.multiplied(by: (-u).exponential(precision: 200), precision: 200)
          .divided(by: RealBall(2 * variance, precision: 200), precision: 200)
        let value = try law.value(of: .density, at: CertifiedReal(x), precision: 70).value
        #expect(value.overlaps(density), "width \(width), x \(x)")
        #expect(value.relativeAccuracyBits >= 62, "width \(width), x \(x)")
      }
    }
  }

  /// N = L = 2 without bias: K_0(√z)/(4π√z) + e^-√z/(8√z) + K_0(√z)/32 (theory, section 4).
  @Test func withoutBias() throws {
    let law = try self.law(repeated("2,relu,1,0", 2))
    let root = RealBall(2)
    let p: Precision = 200
    let bessel = RealBall.besselK(.zero, root, precision: p)
    let first = bessel.divided(
      by: RealBall.pi(precision: p).multiplied(by: 8, precision: p), precision: p)
    let second = (-root).exponential(precision: p).divided(by: 16, precision: p)
    let sum = first.adding(second, precision: p)
      .adding(bessel.divided(by: 32, precision: p), precision: p)
    let value = try law.value(of: .density, at: CertifiedReal(4), precision: 150).value
    #expect(value.overlaps(sum))
    #expect(value.relativeAccuracyBits >= 142)
    let atom = try law.mass(ofPointMass: 0, precision: 100)
    #expect(atom.ball(precision: 100).contains(Rational(7, 16)!))
  }

  /// Lines at different places and precisions agree: they share no correction, no edge and no node.
  @Test func linesAgree() throws {
    for text in [
      "2,linear,1,2;3,relu,1/5,1/3;3,relu,1,0;1,relu,2,1/50", "1,relu,1/1000,3;4,relu,100,1/100",
    ] {
      let chain = try BiasedLaw(network(text)).chain
      let sizes = ChainSizes(chain, through: 30)
      var lines: [BiasedLine] = []
      for (order, bits) in [(0, 40), (1, 60), (4, 40), (0, 80)] {
        let plan = ChainPlan(chain, order: order, bits: bits, sizes: sizes)
        lines.append(try #require(MellinChain(chain, plan: plan).line()))
      }
      for place in ["1/7", "5"] {
        let logarithm = RealBall(try #require(Rational(place)), precision: 400)
          .logarithm(precision: 300)
        var known: [(RealBall, RealBall)] = []
        for line in lines {
          known.append(
            (
              line.value(of: .density, logarithm: logarithm),
              line.value(of: .survival, logarithm: logarithm)
            ))
        }
        for pair in known {
          #expect(pair.0.overlaps(known[0].0), "\(text) at \(place)")
          #expect(pair.1.overlaps(known[0].1), "\(text) at \(place)")
        }
        #expect(known[3].0.relativeAccuracyBits > 50, "\(text) at \(place)")
        #expect(known[1].0.relativeAccuracyBits > 30, "\(text) at \(place)")
      }
    }
  }

  /// ∫ z^m f(z) dz over the numeric density, with the proven bound of the rule, is the exact moment of
  /// the recursion after every layer.
  @Test func momentsComeOutOfTheNumericLaw() throws {
    var cases = (1...20).map { (repeated("3,relu,2/3,1/10", $0), [1]) }
    cases += [
      (repeated("3,relu,2/3,1/10", 3), [2, 3]),
      ("5,relu,1/5,1/3;2,relu,1,0;4,linear,1/2,1/7", [1, 2]),
      ("3,dropout:1/2,1/4,1/4;6,relu,1/3,1/5", [1, 2]),
    ]
    for (text, orders) in cases {
      let network = try network(text)
      for m in orders {
        let value = try BiasedLaw(network).mellin(at: CertifiedReal(m), precision: 80)
        #expect(value.relativeAccuracyBits >= 72, "\(text), order \(m): \(value)")
        #expect(
          value.overlaps(try network.moment(m).ball(precision: 300)),
          "\(text), order \(m): \(value)")
      }
    }
    // To the fifty digits of the densities.
    let network = try network(repeated("3,relu,2/3,1/10", 2))
    let value = try BiasedLaw(network).mellin(at: CertifiedReal(1), precision: 170)
    #expect(value.relativeAccuracyBits >= 162)
    #expect(value.overlaps(RealBall(try #require(Rational("1.3")), precision: 300)))
  }

  /// At depth 1, z = V xi with a number V: E z^s in closed form, also for s that are no integers.
  @Test func mellinTransformAtDepthOne() throws {
    for text in ["1/3", "-1/8", "5/2"] {
      let s = try number(text)
      let value = try BiasedLaw(network("3,relu,2/3,1/10")).mellin(at: s, precision: 60)
      let plain = try network("3,relu,23/30,0").mellin(at: s, precision: 100)
      #expect(value.overlaps(plain), "\(text): \(value), \(plain)")
      #expect(value.relativeAccuracyBits >= 52, "\(text): \(value)")
    }
    #expect(throws: NetworkError.self) {
      _ = try network("3,relu,2/3,1/10").mellin(at: number("-1/2"), precision: 60)
    }
  }

  /// At integers the transform is the moment, exactly; without the dead networks at 0.
  @Test func mellinTransformAtIntegers() throws {
    let network = try network(repeated("3,relu,2/3,1/10", 2))
    let third = try network.mellin(at: CertifiedReal(3), precision: 200)
    #expect(third.relativeAccuracyBits >= 196)
    #expect(third.overlaps(try network.moment(3).ball(precision: 300)))
    let alive = try network.mellin(at: .zero, precision: 80)
    #expect(alive.contains(try #require(Rational("7/8"))) && alive.relativeAccuracyBits >= 72)
  }

  /// A bias of the first layer alone is a norm of the input: the chain gives the same law.
  @Test func biasOfTheFirstLayer() throws {
    for text in ["3,relu,2/3,1/10", "2,dropout:1/2,1,1/3;3,linear,1/2,0"] {
      let network = try network(text)
      let plain = try network.law()
      #expect(plain is ProductLaw)
      for function in [LawFunction.density, .survival] {
        let value = try plain.value(of: function, at: number("7/5"), precision: 80).value
        let chain = try BiasedLaw(network).value(of: function, at: number("7/5"), precision: 80)
        #expect(value.overlaps(chain.value), "\(text), \(function): \(value), \(chain.value)")
        #expect(value.relativeAccuracyBits >= 72)
      }
    }
    // Far out, where the chain would take minutes: P(chi^2 mixture > 1000).
    let far = try self.network("3,relu,1,1", norm: "0").law()
      .value(of: .survival, at: CertifiedReal(1000), precision: 80).value
    let expected = try ball("2.52318208386011050951105435270e-217", digits: 29)
    #expect(far.overlaps(expected) && far.relativeAccuracyBits >= 72)
  }

  /// Many points at once are the single points.
  @Test func densitiesOnAGrid() throws {
    let law = try self.law(repeated("3,relu,2/3,1/10", 3))
    let line = try law.line(order: 0, bits: 150)
    let step = BigFloat(0.171875)
    for (index, density) in zip(-40...25, line.densities(step: step, from: -40, to: 25)) {
      let logarithm = RealBall(exact: step).multiplied(by: index, precision: 200)
      let single = line.value(of: .density, logarithm: logarithm)
      #expect(density.overlaps(single), "\(index): \(density), \(single)")
      #expect(
        density.radius <= single.radius.scaled(byPowerOfTwo: 12)
          + single.magnitudeUpperBound * .powerOfTwo(-120), "\(index)")
    }
  }

  /// With a parameter known as a ball, the values contain those of its numbers.
  @Test func inexactParameters() throws {
    func law(_ bias: CertifiedReal) throws -> BiasedLaw {
      let layer = Layer(
        width: CertifiedReal(3), weights: .variance(try number("1/3")), biasVariance: bias)
      return try BiasedLaw(
        Network(inputWidth: CertifiedReal(3), layer: layer, depth: CertifiedReal(3)))
    }
    let thin = RealBall(Rational(1, 5)!, precision: 300).addingError(.powerOfTwo(-80))
    let wide = try law(.enclosed(thin, precision: 300))
    let value = try wide.value(of: .density, at: CertifiedReal(1), precision: 100).value
    #expect(value.relativeAccuracyBits > 50)
    for sign in [-1, 1] {
      let shifted = Rational(1, 5)! + Rational(sign) * Rational("1e-25")!
      let inner = try law(CertifiedReal(shifted))
        .value(of: .density, at: CertifiedReal(1), precision: 100).value
      #expect(value.contains(inner))
    }
    // A thin ball as argument.
    let place = RealBall(1).addingError(.powerOfTwo(-70))
    let around = try law(number("1/5"))
      .value(of: .survival, at: .enclosed(place, precision: 200), precision: 100).value
    #expect(around.relativeAccuracyBits > 55)
    #expect(
      around.contains(
        try law(number("1/5")).value(of: .survival, at: CertifiedReal(1), precision: 100).value))
  }

  /// Deep in the tails the digits are relative.
  @Test func tails() throws {
    let law = try self.law(repeated("3,relu,2/3,1/10", 2))
    for (text, precision) in [("1e-15", 40), ("3e3", 40)] {
      for function in [LawFunction.density, .survival, .cumulativeDistribution] {
        let value = try law.value(
          of: function, at: number(text), precision: Precision(clamping: precision)
        ).value
        #expect(value.relativeAccuracyBits >= precision - 8, "\(function) at \(text)")
        #expect(value.isCertainlyPositive, "\(function) at \(text)")
      }
    }
  }

  /// The stationary law has the moments of the fixed point, and deep networks come near it.
  @Test func stationaryLaw() throws {
    let layer = Layer(
      width: CertifiedReal(3), weights: .variance(try number("1/10")),
      biasVariance: try number("1/2"))
    let stationary = try BiasedLaw(
      Network(inputWidth: CertifiedReal(3), architecture: .stationary(layer)))
    let deep = try BiasedLaw(
      Network(inputWidth: CertifiedReal(3), layer: layer, depth: CertifiedReal(45)))
    for function in [LawFunction.density, .survival] {
      let first = try stationary.value(of: function, at: CertifiedReal(1), precision: 80).value
      let second = try deep.value(of: function, at: CertifiedReal(1), precision: 80).value
      #expect(first.relativeAccuracyBits >= 72)
      let gap = first.subtracting(second, precision: 80)
      // lambda_1 = 0.15: 0.15^44 = 2^-120 of the whole.
      #expect(gap.magnitudeUpperBound < .powerOfTwo(-78), "\(function)")
    }
  }

  @Test func oneInstanceServesManyTasks() async throws {
    let law = try self.law(repeated("2,relu,1/2,1/10", 2))
    let alone = try self.law(repeated("2,relu,1/2,1/10", 2))
    let values = try await withThrowingTaskGroup(of: (Int, RealBall).self) { group in
      for k in 1...8 {
        group.addTask {
          (k, try law.value(of: .survival, at: CertifiedReal(k), precision: 60).value)
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for k in 1...8 {
      let value = try alone.value(of: .survival, at: CertifiedReal(k), precision: 60).value
      #expect(values[k]?.overlaps(value) == true)
    }
  }

  @Test func edgesAndErrors() throws {
    let law = try self.law(repeated("2,relu,1/2,1/10", 2))
    #expect(law.pointMasses == [.zero])
    #expect(law.isNonnegative)
    #expect(
      try law.mass(ofPointMass: 0, precision: 80).ball(precision: 80).contains(Rational(1, 4)!))
    #expect(throws: NetworkError.self) {
      try law.value(of: .density, at: .zero, precision: 80)
    }
    let zero = try law.value(of: .cumulativeDistribution, at: .zero, precision: 80).value
    #expect(zero.contains(Rational(1, 4)!))
    let below = try law.value(of: .survival, at: CertifiedReal(-1), precision: 80).value
    #expect(below.contains(1) && below.isExact)
    let linear = try self.law(repeated("3,linear,1/2,1/10", 2))
    #expect(linear.pointMasses.isEmpty)
    #expect(try linear.value(of: .density, at: .zero, precision: 80).value.isZero)
    #expect(throws: NetworkError.self) { try self.law("3,leaky:1/2,1,1") }
    // Without weights the last bias decides alone; without both z is 0.
    let forgetful = try self.law("3,relu,1,1;2,relu,0,1/3")
    let fresh = try self.law("2,relu,1,1/3", norm: "0")
    let pair = try [forgetful, fresh].map {
      try $0.value(of: .density, at: CertifiedReal(1), precision: 80).value
    }
    #expect(pair[0].overlaps(pair[1]) && pair[0].relativeAccuracyBits > 70)
    let dead = try self.law("3,relu,1,1;2,relu,0,0")
    #expect(dead.pointMasses == [.zero])
    // E[z^0; z > 0] was 1 for z = 0.
    #expect(try dead.mellin(at: .zero, precision: 80).isZero)
    #expect(try dead.value(of: .survival, at: CertifiedReal(1), precision: 80).value.isZero)
  }

  /// E z^s at a huge s trapped in a conversion of s to an integer.
  @Test func aHugeOrderOfTheMellinTransformIsRefused() throws {
    let law = try self.law(repeated("3,relu,1,1", 2))
    for s in ["1e30", "1e400", "1e5"] {
      #expect(throws: NetworkError.self) { try law.mellin(at: number(s), precision: 40) }
    }
    #expect(throws: NetworkError.self) { try law.mellin(at: number("-1e30"), precision: 40) }
  }

  /// Where Horner's rule is of no use the trivial bound counts the coefficients' errors too. It is a
  /// ball around 0, whose missing accuracy overflowed.
  @Test func widelyInexactArguments() throws {
    let law = try self.law(repeated("2,relu,1/2,1/10", 2))
    for radius in ["1/4", "1/64", "1/4096"] {
      let size = Magnitude(upperBound: try #require(Rational(radius)))
      let wide = CertifiedReal.enclosed(
        RealBall(1).addingError(size), precision: 120)
      for function in [LawFunction.density, .survival] {
        let value = try law.value(of: function, at: wide, precision: 100).value
        for offset in ["0", "1/5000", "-1/5000"] {
          let place = try number("1") + number(offset)
          let inside = try law.value(of: function, at: place, precision: 60).value
          #expect(value.overlaps(inside))
          #expect(inside.radius < value.radius)
        }
      }
    }
  }

  /// The bounds say nothing where what their proofs ask for does not hold.
  @Test func boundsOutsideTheirProofs() throws {
    let single = try self.law("2,relu,1,1").chain
    let coarse = ChainPlan(single, order: 0, bits: 8, sizes: ChainSizes(single, through: 16))
    #expect(coarse.spacing > BigFloat(0.125))
    #expect(ChainBounds(coarse).norm.isInfinite)
    let chain = try self.law(repeated("2,relu,1/2,1/10", 2)).chain
    let plan = ChainPlan(chain, order: 0, bits: 60, sizes: ChainSizes(chain, through: 16))
    #expect(plan.spacing <= BigFloat(0.125))
    #expect(ChainBounds(plan).norm < Magnitude(2))
    // |a_k| <= a_0 is what the products have room for.
    let stages = MellinChain(chain, plan: plan)
    let fair = [ComplexBall(1), ComplexBall(RealBall(1))]
    #expect(stages.state(fair, error: .zero, tail: .zero).error.isFinite)
    let steep = [ComplexBall(1), ComplexBall(RealBall(16))]
    #expect(stages.state(steep, error: .zero, tail: .zero).error.isInfinite)
  }
}
