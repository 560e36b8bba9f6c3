/// The shortest linear recurrence of a sequence in a prime field, found term by term.
struct BerlekampMassey {
  let field: PrimeField
  private(set) var values: [UInt] = []
  /// The connection polynomial: `sum_i connection[i] values[n - i] = 0` for n >= length.
  private(set) var connection: [UInt] = [1]
  private(set) var length = 0
  private var previous: [UInt] = [1]
  private var previousDiscrepancy: UInt = 1
  private var gap = 1

  init(field: PrimeField) { self.field = field }

  /// Whether the recurrence has held for two values more than it takes to determine it.
  var isSettled: Bool { values.count >= 2 * length + 2 }

  mutating func append(_ value: UInt) {
    values.append(value)
    let n = values.count - 1
    var discrepancy = value
    for index in 1..<max(connection.count, 1) where index <= n {
      discrepancy = field.add(
        discrepancy, field.multiply(connection[index], values[n - index]))
    }
    if discrepancy == 0 {
      gap += 1
      return
    }
    let factor = field.multiply(discrepancy, field.inverse(previousDiscrepancy))
    let old = connection
    if connection.count < previous.count + gap {
      connection += Array(repeating: 0, count: previous.count + gap - connection.count)
    }
    for (index, coefficient) in previous.enumerated() {
      connection[index + gap] = field.subtract(
        connection[index + gap], field.multiply(factor, coefficient))
    }
    if 2 * length <= n {
      length = n + 1 - length
      previous = old
      previousDiscrepancy = discrepancy
      gap = 1
    } else {
      gap += 1
    }
  }

  /// The characteristic polynomial at a point: zero exactly at the bases of the exponential sum
  /// that the sequence is.
  func characteristicPolynomial(at point: UInt) -> UInt {
    var value: UInt = 0
    for index in 0...length {
      let coefficient = index < connection.count ? connection[index] : 0
      value = field.add(field.multiply(value, point), coefficient)
    }
    return value
  }
}

extension PrimeField {
  /// The coefficients c with `sum_s c_s nodes[s]^t = values[t - 1]` for t = 1, 2, ..., as many
  /// values as nodes; nil when two nodes agree or one is zero.
  func solveTransposedVandermonde(nodes: [UInt], values: ArraySlice<UInt>) -> [UInt]? {
    let master = nodes.reduce([1]) { multiply($0, [negate($1), 1]) }
    let values = Array(values)
    var solution: [UInt] = []
    for node in nodes {
      // master / (z - node) by synthetic division, from the top.
      var coefficient: UInt = 0
      var sum: UInt = 0
      var atNode: UInt = 0
      for index in stride(from: nodes.count - 1, through: 0, by: -1) {
        coefficient = add(master[index + 1], multiply(coefficient, node))
        sum = add(sum, multiply(coefficient, values[index]))
        atNode = add(multiply(atNode, node), coefficient)
      }
      let scale = multiply(atNode, node)
      if scale == 0 { return nil }
      solution.append(multiply(sum, inverse(scale)))
    }
    return solution
  }
}
