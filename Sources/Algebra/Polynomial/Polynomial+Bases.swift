public import Multiprecision

/// Newton bases on integer nodes: the falling factorials have the nodes 0, 1, 2, ..., the rising
/// ones 0, -1, -2, ....
extension Polynomial {
  /// The coefficients c with `p = sum c_k x (x-1) ... (x-k+1)`.
  public var fallingFactorialCoefficients: [Rational] { newtonCoefficients(step: 1) }

  /// The coefficients c with `p = sum c_k x (x+1) ... (x+k-1)`.
  public var risingFactorialCoefficients: [Rational] { newtonCoefficients(step: -1) }

  /// The polynomial `sum c_k x (x-1) ... (x-k+1)`.
  public init(fallingFactorialCoefficients coefficients: [Rational]) {
    self.init(newtonCoefficients: coefficients, step: 1)
  }

  /// The polynomial `sum c_k x (x+1) ... (x+k-1)`.
  public init(risingFactorialCoefficients coefficients: [Rational]) {
    self.init(newtonCoefficients: coefficients, step: -1)
  }

  /// Synthetic division by one node after the other.
  private func newtonCoefficients(step: Int) -> [Rational] {
    var work = integers
    for index in work.indices.dropLast() {
      let node = Integer(index * step)
      for place in stride(from: work.count - 2, through: index, by: -1) {
        work[place].addProduct(work[place + 1], node)
      }
    }
    return work.map { Rational(numerator: $0, nonzeroDenominator: commonDenominator) }
  }

  private init(newtonCoefficients coefficients: [Rational], step: Int) {
    let start = Polynomial(coefficients: coefficients)
    var work = start.integers
    for index in work.indices.dropLast().reversed() {
      let node = Integer(index * step)
      for place in index..<(work.count - 1) {
        work[place].subtractProduct(work[place + 1], node)
      }
    }
    self.init(integers: work, over: start.commonDenominator)
  }

  /// The polynomial of the least degree through the points, by Newton's divided differences;
  /// zero for no points.
  ///
  /// - Throws: ``ArithmeticError/outsideDomain(_:)`` when two points have the same abscissa.
  public static func interpolating(
    _ points: [(x: Rational, y: Rational)]
  ) throws(ArithmeticError) -> Polynomial {
    var differences = points.map(\.y)
    for order in 0..<points.count {
      for index in stride(from: points.count - 1, to: order, by: -1) {
        let width = points[index].x - points[index - order - 1].x
        guard let inverse = width.reciprocal else {
          throw .outsideDomain("two interpolation points share the abscissa \(points[index].x)")
        }
        differences[index] = (differences[index] - differences[index - 1]) * inverse
      }
    }
    var result = Polynomial.zero
    for (point, difference) in zip(points, differences).reversed() {
      result = result * (x - Polynomial(point.x)) + Polynomial(difference)
    }
    return result
  }
}
