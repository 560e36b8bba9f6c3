import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

/// Values that others fail at, and tables of mpmath and python-flint.
@Suite struct MeijerGReferenceTests {
  /// Expected decimals are within one unit of the last digit.
  static let named: [(parameters: String, z: Rational, expected: String)] = [
    ("; 1,1; 0,0,2;", 1, "0.587263375566963"),
    ("; 1,1; 0,0,2;", 1800, "1.8628318213e-782"),
    ("; 1,1; 0,0,2;", 1900, "6.929673609136658572424170827392029708697e-826"),
    ("-3; -1/2; -1; -5/2", 2, "-0.0253622680159546"),
    ("; ; 0,0;", 1_000_000, "1.44405586e-870"),
    ("; ; 0,0,0;", 5, "0.011828294487452086241268450927829304154928749466875"),
    (
      "; ; 0,0,0,0,0,0,0,0,0,0;", 5,
      "0.0034035090789174459168566652000904013984993375237940"
    ),
    ("; ; 0,0,0,0,0,0,0,0,0,0;", 4000, "2.76021642839469252185467621420138759423620933e-9"),
  ]

  @Test(arguments: named.indices)
  func valuesThatOthersMiss(index: Int) throws {
    let (parameters, z, expected) = Self.named[index]
    let g = try meijerG(parameters)
    let ball = try #require(decimalBall(expected))
    let value = try g.meijerGResidueSeries(at: z, precision: 300)
    #expect(value.overlaps(ball), "\(parameters) at \(z): \(value)")
    #expect(value.relativeAccuracyBits >= 292)
    let chosen = try g.value(at: z, precision: 300).value
    #expect(chosen.overlaps(ball) && chosen.overlaps(value))
    #expect(chosen.relativeAccuracyBits >= 292)
  }

  /// G with a = (1/2,1,1;), b = (1/2,1;0) at 1, where mpmath gives nan, and MeijerG[{{0,1},{}},
  /// {{-1/2,1/2},{}},1] = -pi^2, wrong in the 4th digit in Mathematica: on the unit circle.
  @Test func unitCircle() throws {
    let (first, method) = try meijerG("1/2,1,1; ; 1/2,1; 0").value(at: 1, precision: 200)
    #expect(method == .contour)
    #expect(first.overlaps(try #require(decimalBall("4.355172180607204"))))
    #expect(first.relativeAccuracyBits >= 192)
    let second = try meijerG("0,1; ; -1/2,1/2; ").value(at: 1, precision: 200).value
    let square = RealBall.pi(precision: 260).squared(precision: 260)
    #expect(second.overlaps(-square))
    #expect(second.relativeAccuracyBits >= 192)
  }

  /// The density of a product of two uniform variables: -log z inside, 0 outside.
  @Test func productOfTwoUniforms() throws {
    let g = try meijerG("; 1,1; 0,0; ")
    let z = try #require(Rational(3, 7))
    let value = try g.value(at: z, precision: 500).value
    let logarithm = RealBall(z, precision: 520).logarithm(precision: 510)
    #expect(value.overlaps(-logarithm) && value.relativeAccuracyBits >= 492)
    #expect(try g.value(at: 2, precision: 500).value.isZero)
  }

  @Test(arguments: ["residue-mpmath.txt", "residue-flint.txt"])
  func table(_ name: String) throws {
    let rows = try meijerGRows(name)
    #expect(rows.count > 30)
    for row in rows {
      let g = try meijerG(row[0...3].joined(separator: ";"))
      let z = try #require(parameters(row[4]))
      let value: ComplexBall
      if z.count == 1 {
        value = ComplexBall(try g.meijerGResidueSeries(at: z[0], precision: 120))
      } else {
        value = try g.meijerGResidueSeries(
          at: ComplexBall(
            real: RealBall(z[0], precision: 160), imaginary: RealBall(z[1], precision: 160)),
          precision: 120)
      }
      let parts = try row[5].split(separator: ",").map {
        try #require(decimalBall(String($0)))
      }
      let expected = ComplexBall(
        real: parts[0], imaginary: parts.count > 1 ? parts[1] : .zero)
      // mpmath's two runs agree to 22 digits of the modulus.
      let slack = expected.magnitudeUpperBound * Magnitude.powerOfTwo(-70)
      #expect(value.overlaps(expected.addingError(slack)), "\(row): \(value)")
      #expect(value.relativeAccuracyBits >= 112, "\(row): \(value)")
    }
  }
}
