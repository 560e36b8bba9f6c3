internal import Multiprecision

/// The images of a polynomial in one variable x, modulo a prime, where the other variables take
/// the powers t = 1, 2, ... of a point: each step costs one multiplication a term.
struct GeometricImages {
  private let field: PrimeField
  private let places: [Int]
  private let ratios: [UInt]
  private var values: [UInt]
  private let degree: Int

  /// `kept` is the index of x among the variables, or nil when x does not occur.
  init<Key>(_ terms: SparseTerms<Key>, keeping kept: Int?, at point: [UInt], in field: PrimeField) {
    let count = terms.variableCount
    let tables = zip(terms.degrees, point).map { degree, base -> [UInt] in
      var table: [UInt] = [1]
      for power in 0..<degree { table.append(field.multiply(table[power], base)) }
      return table
    }
    var places: [Int] = []
    var ratios: [UInt] = []
    for term in terms.terms {
      var ratio: UInt = 1
      for index in 0..<count where index != kept {
        let exponent = term.key.exponent(index, variableCount: count)
        if exponent > 0 { ratio = field.multiply(ratio, tables[index][exponent]) }
      }
      ratios.append(ratio)
      places.append(kept.map { term.key.exponent($0, variableCount: count) } ?? 0)
    }
    self.field = field
    self.places = places
    self.ratios = ratios
    values = terms.terms.map { $0.coefficient.remainder(modulo: field.modulus) }
    degree = places.max() ?? 0
  }

  /// The image at the next power of the point, all coefficients up to the degree in x.
  mutating func next() -> [UInt] {
    var image = Array(repeating: UInt(0), count: degree + 1)
    for index in values.indices {
      let value = field.multiply(values[index], ratios[index])
      values[index] = value
      image[places[index]] = field.add(image[places[index]], value)
    }
    return image
  }
}
