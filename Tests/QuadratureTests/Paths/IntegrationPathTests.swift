import BallArithmetic
import Multiprecision
import Quadrature
import TestSupport
import Testing

/// Integrals along complex paths against primitives and residues.
@Suite struct IntegrationPathTests {
  private func point(_ x: Rational, _ y: Rational, _ precision: Precision = 300) -> ComplexBall {
    ComplexBall(
      real: RealBall(x, precision: precision), imaginary: RealBall(y, precision: precision))
  }

  private var circumference: RealBall { RealBall.pi(precision: 400).scaled(byPowerOfTwo: 1) }

  /// The example of the documentation: around the pole of 1/z, and around none.
  @Test func circles() throws {
    for (center, radius, isInside) in [
      (ComplexBall.zero, RealBall(1), true), (point(2, 1), RealBall(3), true),
      (point(3, -1), RealBall(2), false),
    ] {
      let result = try GaussLegendre.integrate(
        along: .circle(center: center, radius: radius), precision: 200
      ) { z, _, p in z.reciprocal(precision: p) }
      let value = try #require(result.value)
      #expect(value.real.contains(0))
      #expect(value.imaginary.overlaps(isInside ? circumference : .zero))
      #expect(value.imaginary.radius <= .powerOfTwo(-170))
    }
  }

  /// z^n around the unit circle, n = -4 ... 4: 0 but for n = -1.
  @Test func powersAroundTheCircle() throws {
    for n in -4...4 {
      let result = try GaussLegendre.integrate(
        along: .circle(center: .zero, radius: .one), precision: 128
      ) { z, _, p in z.power(Integer(n), precision: p) }
      let value = try #require(result.value)
      #expect(value.real.contains(0))
      #expect(value.imaginary.overlaps(n == -1 ? circumference : .zero))
      #expect(value.magnitudeUpperBound <= (n == -1 ? Magnitude(7) : .powerOfTwo(-100)))
    }
  }

  /// An entire function over any path is the difference of its primitive: polygons, arcs and
  /// parabolas between random points.
  @Test func theExponentialOverRandomPaths() throws {
    var random = TestRandom(seed: 0x9A)
    func coordinate() -> Rational { Rational(Integer(random.int(in: -20...20)), Integer(8))! }
    for _ in 0..<TestEffort.samples(6) {
      let (a, b, c) = (
        point(coordinate(), coordinate()), point(coordinate(), coordinate()),
        point(coordinate(), coordinate())
      )
      let straight = IntegrationPath.polygon([a, c, b])
      // a + (b - a) s + (c - a) s (1 - s).
      let bend = c.subtracting(a, precision: 300)
      let way = b.subtracting(a, precision: 300)
      let curve = IntegrationPath([
        .curve(
          from: .zero, to: .one,
          point: { s, _, p in
            let rest = ComplexBall.one.subtracting(s, precision: p)
            return a.adding(way.multiplied(by: s, precision: p), precision: p).adding(
              bend.multiplied(by: s, precision: p).multiplied(by: rest, precision: p),
              precision: p)
          },
          derivative: { s, _, p in
            way.adding(
              bend.multiplied(
                by: ComplexBall.one.subtracting(s.scaled(byPowerOfTwo: 1), precision: p),
                precision: p), precision: p)
          })
      ])
      let expected = b.exponential(precision: 300)
        .subtracting(a.exponential(precision: 300), precision: 300)
      for path in [straight, curve] {
        let result = try GaussLegendre.integrate(along: path, precision: 160) { z, _, p in
          z.exponential(precision: p)
        }
        let value = try #require(result.value, random.comment)
        #expect(value.overlaps(expected), random.comment)
        #expect(
          value.real.radius <= .powerOfTwo(-120) && value.imaginary.radius <= .powerOfTwo(-120),
          random.comment)
      }
    }
  }

  /// A half circle and its diameter close: the pole between them at i/2 gives 2 pi i f(i/2)'s
  /// residue, here of 1/(z^2 + 1/4): 2 pi.
  @Test func halfCircleAndDiameter() throws {
    let path = IntegrationPath([
      .arc(center: .zero, radius: .one, from: 0, to: 1),
      .line(from: ComplexBall(-1), to: .one),
    ])
    let result = try GaussLegendre.integrate(along: path, precision: 200) { z, _, p in
      z.squared(precision: p).adding(
        ComplexBall(RealBall(Rational(1, 4)!, precision: p)), precision: p
      )
      .reciprocal(precision: p)
    }
    let value = try #require(result.value)
    #expect(value.real.overlaps(circumference))
    #expect(value.real.relativeAccuracyBits >= 180)
    #expect(value.imaginary.contains(0))
  }

  /// An arc over the cut of the square root, which the integrand reports, and one through a pole.
  @Test func singularitiesOnThePathAreUndecided() throws {
    let circle = IntegrationPath.circle(center: .zero, radius: .one)
    let cut = try GaussLegendre.integrate(along: circle, precision: 100) { z, analytic, p in
      analytic && z.imaginary.containsZero && !z.real.isCertainlyPositive
        ? .unbounded : z.squareRoot(precision: p)
    }
    // The jump at -1 is finite: a wide enclosure or none, never a narrow wrong one. With the cut
    // crossed the value is 4 i (i)^3/3 ... = -4/3 i.
    if let value = cut.value {
      #expect(value.imaginary.contains(Rational(-4, 3)!))
    }
    let pole = try GaussLegendre.integrate(along: circle, precision: 100) { z, _, p in
      z.subtracting(.imaginaryUnit, precision: p).reciprocal(precision: p)
    }
    guard case .undecided = pole else {
      Issue.record("\(pole)")
      return
    }
    let unbounded = IntegrationPath.polygon([.zero, .unbounded])
    let none = try GaussLegendre.integrate(along: unbounded, precision: 100) { z, _, _ in z }
    #expect(none.value == nil)
  }

  /// Parts add up: a path there and back is 0, and one followed by another is the sum.
  @Test func composition() throws {
    let function: BallFunction = { z, _, p in z.sine(precision: p) }
    let there = IntegrationPath([
      .arc(center: .one, radius: RealBall(2), from: Rational(1, 3)!, to: 1)
    ])
    let back = IntegrationPath([
      .arc(center: .one, radius: RealBall(2), from: 1, to: Rational(1, 3)!)
    ])
    let both = try GaussLegendre.integrate(
      along: there.followed(by: back), precision: 150, function)
    let value = try #require(both.value)
    #expect(value.contains(.zero))
    #expect(value.magnitudeUpperBound <= .powerOfTwo(-120))
  }
}
