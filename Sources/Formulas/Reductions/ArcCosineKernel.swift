internal import Multiprecision

/// The arc-cosine kernel J_n = A_n(cos t) sin t + B_n(cos t) (pi - t) of an order n >= 0.
///
/// With u = cos t, J_n = (sin t)^(2n+1) d^n/du^n ((pi - t)/sin t), which gives A_0 = 0, B_0 = 1 and
/// A_(n+1) = (1 - u^2) A_n' + 2 n u A_n + B_n, B_(n+1) = (1 - u^2) B_n' + (2n + 1) u B_n.
struct ArcCosineKernel {
  /// The coefficients of A_n and B_n by ascending powers.
  let sineFactor: [Integer]
  let angleFactor: [Integer]

  static let largestOrder = 200

  init(order: Int) {
    var a: [Integer] = [0]
    var b: [Integer] = [1]
    for n in 0..<order {
      let nextA = Self.derived(a, multiplier: 2 * n, adding: b)
      b = Self.derived(b, multiplier: 2 * n + 1, adding: [])
      a = nextA
    }
    sineFactor = a
    angleFactor = b
  }

  /// (1 - u^2) f' + m u f + g.
  private static func derived(
    _ f: [Integer], multiplier m: Int, adding g: [Integer]
  ) -> [Integer] {
    var result = Array(repeating: Integer(0), count: max(f.count + 1, g.count))
    for (power, coefficient) in f.enumerated() {
      if power > 0 { result[power - 1] += coefficient * Integer(power) }
      result[power + 1] += coefficient * Integer(m - power)
    }
    for (power, coefficient) in g.enumerated() { result[power] += coefficient }
    while result.count > 1, result.last?.isZero == true { result.removeLast() }
    return result
  }

  /// The kernel at an angle.
  func expression(of angle: Expression) -> Expression {
    let cosine = Expression.call("cos", [angle])
    func polynomial(_ coefficients: [Integer]) -> Expression {
      .sum(
        coefficients.enumerated().filter { !$1.isZero }.map { power, coefficient in
          let value: Expression = power == 1 ? cosine : cosine.power(.number(power))
          if power == 0 { return .number(coefficient) }
          return coefficient.isOne ? value : .number(coefficient) * value
        })
    }
    let sine = Expression.call("sin", [angle])
    let arc = Expression.pi - angle
    func times(_ coefficients: [Integer], _ factor: Expression) -> Expression {
      coefficients == [1] ? factor : polynomial(coefficients) * factor
    }
    if sineFactor == [0] { return times(angleFactor, arc) }
    return times(sineFactor, sine) + times(angleFactor, arc)
  }
}
