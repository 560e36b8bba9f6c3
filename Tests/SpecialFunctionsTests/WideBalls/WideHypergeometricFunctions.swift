import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport

/// A pFq with parameters that are exact, balls or rectangles, near or across the unit circle and
/// the cut for p = q + 1.
private func series(
  upper p: Int, lower q: Int, seed: UInt64, regularized: Bool = false, isReal: Bool
) -> WideBallFunction {
  WideBallFunction(
    name: "hypergeometric \(p)F\(q)\(isReal ? ", real" : ", complex")"
      + (regularized ? ", regularized" : ""),
    seed: seed, count: 10, isPoleProof: false,
    draw: { random in
      let areExact = random.int(in: 0...2) == 0
      var balls = (0..<p + q).map { index -> ComplexBall in
        let positive = index >= p && random.int(in: 0...3) > 0
        if areExact { return real(exactBall(random.argument(upTo: 4, positive: positive))) }
        if !isReal, random.int(in: 0...3) == 0 { return random.complexBall(upTo: 3) }
        return real(random.realBall(upTo: 4, positive: positive))
      }
      let size = p > q ? random.choice([1, 1, 3]) : random.choice([1, 4, 15])
      balls.append(isReal ? real(random.realBall(upTo: size)) : random.complexBall(upTo: size))
      return balls
    },
    value: { balls, precision in
      let (upper, lower) = (Array(balls[..<p]), Array(balls[p..<p + q]))
      return .hypergeometric(
        upper: upper, lower: lower, at: balls[p + q], regularized: regularized,
        precision: precision)
    })
}

private func confluentU(seed: UInt64, isReal: Bool) -> WideBallFunction {
  WideBallFunction(
    name: "confluentU" + (isReal ? ", real" : ", complex"), seed: seed, count: 10,
    isPoleProof: false,
    draw: { random in
      let size = random.choice([1, 5, 20])
      let parameters = (0..<2).map { _ in
        random.int(in: 0...1) == 0
          ? real(exactBall(random.argument(upTo: 3))) : real(random.realBall(upTo: 3))
      }
      return parameters + [
        isReal ? real(random.realBall(upTo: size, positive: true)) : random.complexBall(upTo: size)
      ]
    },
    value: { .confluentU($0[0], $0[1], at: $0[2], precision: $1) })
}

let wideHypergeometricFunctions: [WideBallFunction] = [
  series(upper: 0, lower: 1, seed: 0xE5_01, isReal: true),
  series(upper: 1, lower: 1, seed: 0xE5_02, isReal: true),
  series(upper: 2, lower: 1, seed: 0xE5_03, isReal: true),
  series(upper: 1, lower: 2, seed: 0xE5_04, isReal: true),
  series(upper: 3, lower: 2, seed: 0xE5_05, isReal: true),
  series(upper: 0, lower: 1, seed: 0xE5_11, isReal: false),
  series(upper: 1, lower: 1, seed: 0xE5_12, isReal: false),
  series(upper: 2, lower: 1, seed: 0xE5_13, isReal: false),
  series(upper: 2, lower: 2, seed: 0xE5_14, isReal: false),
  series(upper: 3, lower: 2, seed: 0xE5_15, isReal: false),
  series(upper: 1, lower: 1, seed: 0xE5_21, regularized: true, isReal: true),
  series(upper: 2, lower: 1, seed: 0xE5_22, regularized: true, isReal: false),
  confluentU(seed: 0xE5_31, isReal: true),
  confluentU(seed: 0xE5_32, isReal: false),
]
