import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@Suite("Meijer G by the contour: grids of arguments")
struct ContourGridTests {
  /// x/2^L for x/mean from 1/10 to 10: the arguments of the density of a product of chi-squares.
  static func grid(degrees: [Int], count: Int) -> [RealBall] {
    let mean = degrees.reduce(Integer.one) { $0 * Integer($1) }
    return (0..<count).map { index in
      let exponent = Rational(2 * index + 1 - count) / Rational(count - 1)
      let ratio = RealBall(10).power(exponent, precision: 120).midpoint
      return RealBall(exact: ratio).multiplied(by: RealBall(mean), precision: 300)
        .scaled(byPowerOfTwo: -degrees.count)
    }
  }

  static let laws = [
    [200, 200], [4, 4, 4], [3, 3, 3, 3, 3], Array(repeating: 200, count: 10), [3, 4, 4, 6, 7],
  ]

  @Test("Products of chi-squares on 200 points at 50 digits", arguments: laws)
  func productsOfChiSquares(degrees: [Int]) throws {
    let g = try MeijerG(
      upper: [], [], lower: degrees.map { Rational($0) / 2 - 1 }, [])
    let grid = Self.grid(degrees: degrees, count: 200)
    let precision = try Precision(digits: 50)
    let values = try g.meijerGContour(atPositive: grid, precision: precision)
    #expect(values.count == 200)
    for (index, value) in values.enumerated() {
      #expect(value.isCertainlyPositive)
      #expect(value.relativeAccuracyBits >= precision.bits, "\(degrees), point \(index)")
      if index % 23 == 0 {
        let alone = try g.meijerGContour(at: grid[index], precision: precision + 100)
        #expect(alone.overlaps(value), "\(degrees), point \(index)")
        let series = try g.meijerGResidueSeries(at: grid[index], precision: precision + 50)
        #expect(series.overlaps(value), "\(degrees), point \(index)")
      }
    }
  }

  /// ∫ f = 1 for the density f of a product of chi-squares: a sum over log x, whose error is small
  /// as the density is analytic there.
  @Test("The density of a product of three chi-squares has the integral 1")
  func normalization() throws {
    let degrees = [6, 7, 9]
    let g = try MeijerG(upper: [], [], lower: degrees.map { Rational($0) / 2 - 1 }, [])
    let step = Rational(1) / 4
    let arguments = (-120...60).map {
      RealBall(Rational($0) * step, precision: 200).exponential(precision: 160)
    }
    let values = try g.meijerGContour(atPositive: arguments, precision: 100)
    var sum = RealBall.zero
    for (argument, value) in zip(arguments, values) {
      sum = sum.adding(argument.multiplied(by: value, precision: 120), precision: 120)
    }
    var gammas = RealBall.one
    for degree in degrees {
      gammas = gammas.multiplied(
        by: RealBall(Rational(degree) / 2, precision: 120).gamma(precision: 120), precision: 120)
    }
    let total = sum.multiplied(by: RealBall(step, precision: 120), precision: 120)
      .divided(by: gammas, precision: 120)
    #expect(total.addingError(.powerOfTwo(-40)).contains(1), "\(total)")
  }

  @Test("Arguments that are balls: all their values, not much more", arguments: laws)
  func inexactGrids(degrees: [Int]) throws {
    let g = try MeijerG(upper: [], [], lower: degrees.map { Rational($0) / 2 - 1 }, [])
    for bits in [30, 80, 160] {
      let grid = Self.grid(degrees: degrees, count: 40).map { center in
        RealBall(
          midpoint: center.midpoint,
          radius: .powerOfTwo(center.midpoint.exponent - bits))
      }
      let values = try g.meijerGContour(atPositive: grid, precision: 150)
      for index in stride(from: 0, to: grid.count, by: 7) {
        let (z, value) = (grid[index], values[index])
        for end in [z.lowerBound(precision: 400), z.upperBound(precision: 400)] {
          let exact = try g.meijerGContour(at: RealBall(exact: end), precision: 200)
          #expect(value.overlaps(exact), "\(degrees), \(bits), point \(index)")
        }
        #expect(value.relativeAccuracyBits >= min(bits, 150) - 14, "\(degrees), \(bits): \(value)")
      }
    }
  }

  @Test("Any order, repeated, far apart, inexact and unusable arguments")
  func unevenGrids() throws {
    let g = try meijerG("; ; 0,1/2,2; ")
    let texts = ["1e9", "1/1000", "5", "5", "1e-40", "33/7", "1e30", "1e60"]
    var grid = try texts.map { RealBall(try #require(Rational($0)), precision: 250) }
    grid.append(RealBall(midpoint: 7, radius: .powerOfTwo(-20)))
    grid.append(RealBall(midpoint: 1, radius: .powerOfTwo(2)))
    let values = try g.meijerGContour(atPositive: grid, precision: 150)
    for (index, value) in values.enumerated() {
      let alone = try g.meijerGContour(at: grid[index], precision: 200)
      #expect(value.overlaps(alone), "\(index): \(value), \(alone)")
      if index < 6 { #expect(value.relativeAccuracyBits >= 142, "\(index): \(value)") }
    }
    #expect(values[8].relativeAccuracyBits >= 15 && values[9].isUnbounded)
    #expect(try g.meijerGContour(atPositive: [], precision: 64).isEmpty)
  }
}
