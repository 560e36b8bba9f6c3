internal import Multiprecision

extension SparseTerms {
  /// The polynomial in one variable modulo a prime that is left when the other variables take
  /// values: coefficients ascending.
  func image(in field: PrimeField, keeping kept: Int, at point: [UInt]) -> [UInt] {
    let degrees = self.degrees
    let tables = (0..<variableCount).map { index -> [UInt] in
      var table: [UInt] = [1]
      if index != kept, degrees[index] <= 4096 {
        for power in 0..<degrees[index] {
          table.append(field.multiply(table[power], point[index]))
        }
      }
      return table
    }
    var result = Array(repeating: UInt(0), count: degrees[kept] + 1)
    for term in terms {
      var value = term.coefficient.remainder(modulo: field.modulus)
      for index in 0..<variableCount where index != kept {
        let exponent = term.key.exponent(index, variableCount: variableCount)
        if exponent == 0 { continue }
        let power =
          exponent < tables[index].count
          ? tables[index][exponent] : field.power(point[index], exponent)
        value = field.multiply(value, power)
      }
      let place = term.key.exponent(kept, variableCount: variableCount)
      result[place] = field.add(result[place], value)
    }
    return field.trimmed(result)
  }
}

extension MultivariatePolynomial {
  /// The greatest degree of a polynomial in one variable whose dense image is worth making.
  static let denseDegreeLimit = 1 << 16

  /// A point of reproducible values for the variables: a proof never rests on them being random,
  /// only the speed does.
  static func imagePoint(_ variables: [Variable], seed: UInt) -> [UInt] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0xD1B5_4A32_D192_ED03
    return variables.map { _ in
      // A step of SplitMix64.
      state = state &+ 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return (mixed ^ (mixed >> 31)) % PrimeField.mersenne61.modulus
    }
  }

  /// Images of two polynomials over a common list of variables, in one of them.
  static func images(
    _ pair: Pair, keeping kept: Int, at point: [UInt]
  ) -> (left: [UInt], right: [UInt]) {
    let field = PrimeField.mersenne61
    return switch pair {
    case .packed(let a, let b):
      (
        a.image(in: field, keeping: kept, at: point), b.image(in: field, keeping: kept, at: point)
      )
    case .wide(let a, let b):
      (
        a.image(in: field, keeping: kept, at: point), b.image(in: field, keeping: kept, at: point)
      )
    }
  }

  /// Whether an image modulo a prime proves that a primitive divisor does not divide: the image
  /// of a multiple is a multiple of the image.
  static func imageProvesIndivisible(
    _ dividend: MultivariatePolynomial, by divisor: MultivariatePolynomial
  ) -> Bool {
    guard let main = divisor.variables.first,
      dividend.degree(in: main) <= denseDegreeLimit
    else { return false }
    let (variables, pair) = aligned(dividend, divisor, degreeBound: dividend.totalDegree)
    guard let kept = variables.firstIndex(of: main) else { return false }
    let (a, b) = images(pair, keeping: kept, at: imagePoint(variables, seed: 1))
    if b.isEmpty { return false }
    return !PrimeField.mersenne61.remainder(a, dividingBy: b).isEmpty
  }

  /// An upper bound for the degree in each common variable of the greatest common divisor of
  /// two nonzero polynomials, from images modulo a prime: the degree of the images' divisor when
  /// the leading coefficients survive, else the smaller degree.
  static func divisorDegreeBounds(
    _ a: MultivariatePolynomial, _ b: MultivariatePolynomial, variables: [Variable]
  ) -> [Int] {
    let (all, pair) = aligned(a, b, degreeBound: max(a.totalDegree, b.totalDegree))
    let point = imagePoint(all, seed: 2)
    return variables.map { variable in
      let degrees = (a.degree(in: variable), b.degree(in: variable))
      let least = min(degrees.0, degrees.1)
      guard let kept = all.firstIndex(of: variable),
        max(degrees.0, degrees.1) <= denseDegreeLimit
      else { return least }
      let (left, right) = images(pair, keeping: kept, at: point)
      // The divisor's leading coefficient divides both, so one that survives is enough.
      if left.count != degrees.0 + 1, right.count != degrees.1 + 1 { return least }
      let divisor = PrimeField.mersenne61.greatestCommonDivisor(left, right)
      return divisor.isEmpty ? least : min(least, divisor.count - 1)
    }
  }
}
