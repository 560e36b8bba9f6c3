import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@Suite("Meijer G by the contour: values")
struct MeijerGContourTests {
  /// Expected decimals are within one unit of the last digit. Values at which others raise, lose
  /// digits silently, or give nan.
  static let named: [(parameters: String, z: Rational, expected: String)] = [
    ("; 1,1; 0,0,2;", 1, "0.587263375566963"),
    ("; 1,1; 0,0,2;", 1800, "1.8628318213e-782"),
    ("; 1,1; 0,0,2;", 1900, "6.929673609136658572424170827392029708697e-826"),
    ("1/2,1,1; ; 1/2,1; 0", 1, "4.355172180607204"),
    ("0,1; ; -1/2,1/2; ", 1, "-9.8696044010893586188344909998761511353136994072408"),
    ("; ; 0,0;", 1_000_000, "1.44405586e-870"),
    ("; ; 0,0,0;", 5, "0.011828294487452086241268450927829304154928749466875"),
    (
      "; ; 0,0,0,0,0,0,0,0,0,0;", 5,
      "0.0034035090789174459168566652000904013984993375237940"
    ),
    ("; ; 0,0,0,0,0,0,0,0,0,0;", 4000, "2.76021642839469252185467621420138759423620933e-9"),
  ]

  @Test("Values that others miss", arguments: named.indices)
  func valuesThatOthersMiss(index: Int) throws {
    let (parameters, z, expected) = Self.named[index]
    let g = try meijerG(parameters)
    let argument = RealBall(z, precision: 400)
    let ball = try #require(decimalBall(expected))
    // With poles on both sides the terms are many: their number grows like bits^2.
    for bits in g.n == 0 ? [60, 200, 700] : [60, 200] {
      let value = try g.meijerGContour(at: argument, precision: Precision(clamping: bits))
      #expect(value.overlaps(ball), "\(parameters) at \(z), \(bits) bits: \(value)")
      #expect(value.relativeAccuracyBits >= bits - 8, "\(parameters) at \(z): \(value)")
    }
  }

  @Test("Values of mpmath")
  func mpmath() throws {
    let rows = try meijerGRows("contour-mpmath.txt")
    #expect(rows.count >= 60)
    for row in rows {
      let lists = try row.prefix(4).map { try #require(parameters($0)) }
      let g = try MeijerG(upper: lists[0], lists[1], lower: lists[2], lists[3])
      let (x, y) = (try #require(Rational(row[4])), try #require(Rational(row[5])))
      let z = ComplexBall(
        real: RealBall(x, precision: 300), imaginary: RealBall(y, precision: 300))
      let value = try g.meijerGContour(at: z, precision: 170)
      let real = try #require(decimalBall(row[6]))
      #expect(value.real.overlaps(real), "\(row): \(value)")
      if y.isZero {
        #expect(value.isReal)
      } else {
        let imaginary = try #require(decimalBall(row[7]))
        #expect(value.imaginary.overlaps(imaginary), "\(row): \(value)")
      }
      #expect(value.relativeAccuracyBits >= 162, "\(row): \(value.relativeAccuracyBits)")
    }
  }

  /// G^{1,0}_{0,1}(z | b) = z^b e^-z and G^{2,0}_{0,2}(z | a, b) = 2 z^((a+b)/2) K_(a-b)(2 sqrt z).
  @Test("Exponential and Bessel functions, far out as well as near zero")
  func closedForms() throws {
    for exponent in [-30, -12, -3, 0, 2, 5, 8] {
      let size = Integer(10).power(exponent.magnitude.asInteger)
      let z = exponent < 0 ? Rational(1) / Rational(size) : Rational(size)
      for bits in [64, 400] {
        let precision = Precision(clamping: bits)
        let ball = RealBall(exact: RealBall(z, precision: 200).midpoint)
        let simple = try meijerG("; ; 3/2; ").meijerGContour(at: ball, precision: precision)
        let expected = ball.power(Rational(3) / 2, precision: 600)
          .multiplied(by: (-ball).exponential(precision: 600), precision: 600)
        #expect(simple.overlaps(expected), "z = 1e\(exponent): \(simple), \(expected)")
        if exponent < 8 { #expect(simple.relativeAccuracyBits >= bits - 8) }

        let root = ball.squareRoot(precision: 900)
        for (a, b) in [(Rational(0), Rational(0)), (Rational(5) / 2, Rational(1) / 3)] {
          let g = try MeijerG(upper: [], [], lower: [a, b], [])
          let value = try g.meijerGContour(at: ball, precision: precision)
          let bessel = RealBall.besselK(
            RealBall(a - b, precision: 900), root.scaled(byPowerOfTwo: 1), precision: 600)
          let reference = bessel.scaled(byPowerOfTwo: 1)
            .multiplied(by: ball.power((a + b) / 2, precision: 600), precision: 600)
          #expect(value.overlaps(reference), "z = 1e\(exponent), \(a), \(b): \(value)")
          #expect(value.relativeAccuracyBits >= bits - 8)
        }
      }
    }
  }

  @Test("K_0(2 10^6) to 1000 digits")
  func farOut() throws {
    let precision = try Precision(digits: 1000)
    let z = RealBall(1_000_000_000_000)
    let value = try meijerG("; ; 0,0; ").meijerGContour(at: z, precision: precision)
    let bessel = RealBall.besselK(.zero, RealBall(2_000_000), precision: precision)
    #expect(value.overlaps(bessel.scaled(byPowerOfTwo: 1)))
    #expect(value.relativeAccuracyBits >= precision.bits - 8)
  }

  /// K_0(2 10^15) is far below the least number: a ball around zero, at once.
  @Test("Values below all numbers", arguments: ["1e30", "1e100", "1e1000"])
  func underflow(text: String) throws {
    let z = RealBall(try #require(Rational(text)), precision: 200)
    let value = try meijerG("; ; 0,0; ").meijerGContour(at: z, precision: 200)
    #expect(value.containsZero && value.isFinite)
    #expect(value.radius <= .powerOfTwo(BigFloat.smallestExponent))
    // Twenty parameters: a value of 10^(-8 10^6) at 10^100.
    let zeros = Array(repeating: Rational.zero, count: 20)
    let many = try MeijerG(upper: [], [], lower: zeros, [])
    if text == "1e100" {
      let value = try many.meijerGContour(at: z, precision: 180)
      #expect(value.relativeAccuracyBits >= 160)
    }
  }

  @Test("An inexact argument: the values at its ends are inside, and the ball is not much wider")
  func inexactArguments() throws {
    for parameters in ["; ; 0,0; ", "; ; 0,0,1/2; ", "; 1,1; 0,0,2;", "1/2; ; 0,1; "] {
      let g = try meijerG(parameters)
      for (center, exponent) in [(5, -30), (5, -4), (1000, -20), (1, 0), (3, 1)] {
        let ball = RealBall(midpoint: BigFloat(center), radius: .powerOfTwo(exponent))
        let value = try g.meijerGContour(at: ball, precision: 150)
        let (low, high) = (ball.lowerBound(precision: 90), ball.upperBound(precision: 90))
        for point in [low, high] where point.isPositive {
          let inside = try g.meijerGContour(at: RealBall(exact: point), precision: 200)
          #expect(value.overlaps(inside), "\(parameters) at \(ball)")
          if !value.isUnbounded {
            #expect(value.addingError(value.radius.scaled(byPowerOfTwo: -20)).contains(inside))
          }
        }
        if exponent <= -20 {
          let ends = try [low, high].map {
            try g.meijerGContour(at: RealBall(exact: $0), precision: 200)
          }
          let change = ends[0].subtracting(ends[1], precision: 200).magnitudeUpperBound
          #expect(value.radius <= change.scaled(byPowerOfTwo: 5), "\(parameters) at \(ball)")
        }
      }
    }
  }

  @Test("Where there is no value, or no exponential convergence")
  func failures() throws {
    let k = try meijerG("; ; 0,0; ")
    #expect(throws: SpecialFunctionError.self) {
      try k.meijerGContour(at: RealBall(0), precision: 64)
    }
    #expect(throws: SpecialFunctionError.self) {
      try k.meijerGContour(at: RealBall(-1), precision: 64)
    }
    #expect(throws: SpecialFunctionError.self) {
      try k.meijerGContour(atPositive: [RealBall(1), RealBall(-1)], precision: 64)
    }
    // m + n = (p + q)/2.
    #expect(throws: SpecialFunctionError.self) {
      try meijerG("-3; -1/2; -1; -5/2").meijerGContour(at: RealBall(2), precision: 64)
    }
    // |arg z| = pi is the edge of the sector of K.
    #expect(throws: SpecialFunctionError.self) {
      try k.meijerGContour(at: ComplexBall(RealBall(-1)), precision: 64)
    }
    #expect(
      try k.meijerGContour(
        at: RealBall(midpoint: 1, radius: .one.scaled(byPowerOfTwo: 1)), precision: 64
      ).isUnbounded)
    #expect(try k.meijerGContour(at: .unbounded as RealBall, precision: 64).isUnbounded)
    #expect(try meijerG("-3; -1/2; -1; -5/2").contourCost(at: 1, precision: 64) == nil)
    let cost = try #require(k.contourCost(at: 5, precision: 170))
    #expect(cost > 1e4 && cost < 1e9)
  }
}

extension UInt {
  fileprivate var asInteger: Int { Int(self) }
}
