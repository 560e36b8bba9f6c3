import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport

/// Parameters: leading and trailing upper, leading and trailing lower ones.
private typealias Shape = (upper: [Rational], [Rational], lower: [Rational], [Rational])

private let half = Rational(1) / 2
private let third = Rational(1) / 3

/// Confluent, half-integer, general; q > p, p = q with and without a separating line, p > q.
private let shapes: [Shape] = [
  (upper: [], [], lower: [0, 0], []),
  (upper: [], [], lower: [0, 0, 0], []),
  (upper: [], [], lower: [half, 0, 1, 1 + half], []),
  (upper: [], [], lower: [third, -third], [half]),
  (upper: [half], [], lower: [0, 0], [1]),
  (upper: [], [1 + third], lower: [0, 0], []),
  (upper: [1], [], lower: [third, 2], [0]),
  (upper: [1 - third, half], [], lower: [0, 0], []),
  (upper: [], [1, 1 + half], lower: [0, half], []),
  (upper: [third], [], lower: [third], []),
  (upper: [half], [], lower: [], []),
  (upper: [1, 1], [], lower: [1], []),
  (upper: [-1], [], lower: [half, third], []),
  (upper: [1], [2], lower: [third, third + 1], [0]),
]

private enum Method: CaseIterable {
  case chosen, series, contour
}

private func function(_ method: Method, isReal: Bool, seed: UInt64) -> WideBallFunction {
  WideBallFunction(
    name: "meijerG by \(method)\(isReal ? ", real" : ", complex")", seed: seed, count: 12,
    isPoleProof: false,
    draw: { random in
      let size = random.choice([1, 4, 40])
      return [
        ComplexBall(random.int(in: 0...shapes.count - 1)),
        isReal ? real(random.realBall(upTo: size, positive: true)) : random.complexBall(upTo: size),
      ]
    },
    value: { balls, precision in
      let shape = shapes[balls[0].real.uniqueInteger?.asInt ?? 0]
      let g = try MeijerG(
        upper: shape.upper, shape.1, lower: shape.lower, shape.3)
      let z = balls[1]
      switch method {
      case .chosen: return try g.value(at: z, precision: precision).value
      case .series: return try g.meijerGResidueSeries(at: z, precision: precision)
      case .contour: return try g.meijerGContour(at: z, precision: precision)
      }
    })
}

let wideMeijerGFunctions: [WideBallFunction] = [
  function(.chosen, isReal: true, seed: 0xE6_01),
  function(.series, isReal: true, seed: 0xE6_02),
  function(.contour, isReal: true, seed: 0xE6_03),
  function(.chosen, isReal: false, seed: 0xE6_04),
  function(.series, isReal: false, seed: 0xE6_05),
  function(.contour, isReal: false, seed: 0xE6_06),
]
