internal import Multiprecision

extension MultivariatePolynomial {
  /// The bits of the largest integer that the heuristic may make.
  static let heuristicBitLimit = 1 << 13

  /// The greatest common divisor of two primitive integer polynomials in the same variables by
  /// evaluation at large integers, or nil when that is too large or fails a few times.
  ///
  /// The divisor of the values is expanded in powers of the evaluation point with symmetric
  /// digits; a candidate whose primitive part divides both is the divisor when the point exceeds
  /// twice the coefficients of the smaller polynomial (Char, Geddes and Gonnet 1989).
  static func heuristicDivisor(
    _ a: MultivariatePolynomial, _ b: MultivariatePolynomial
  ) -> MultivariatePolynomial? {
    guard let variable = a.variables.first else { return nil }
    var size = max(a.coefficientBitWidth, b.coefficientBitWidth) + 2
    for (x, y) in zip(a.degrees, b.degrees) {
      let (product, overflow) = size.multipliedReportingOverflow(by: max(x, y) + 1)
      if overflow || product > heuristicBitLimit { return nil }
      size = product
    }
    let heights = (a.height, b.height)
    // Beyond the theorem's 2 min + 2, as customary, so that a first try rarely fails.
    var point = min(heights.0, heights.1) * 2 + 29
    for _ in 0..<6 {
      let values = (a.substituting(variable, by: point), b.substituting(variable, by: point))
      if !values.0.isZero, !values.1.isZero {
        let valueDivisor = integerDivisor(values.0, values.1)
        let candidate = expansion(of: valueDivisor, base: point, in: variable).primitivePart
        if !candidate.isZero, a.exactQuotient(dividingBy: candidate) != nil,
          b.exactQuotient(dividingBy: candidate) != nil
        {
          return candidate
        }
      }
      // A factor near 73794/27011 avoids repeating the same bad residues.
      point = point * 73794
      point = (try? point.quotient(dividingBy: 27011)) ?? point
    }
    return nil
  }

  /// The greatest common divisor over the integers: with the common integer content.
  private static func integerDivisor(
    _ a: MultivariatePolynomial, _ b: MultivariatePolynomial
  ) -> MultivariatePolynomial {
    let content = Integer.greatestCommonDivisor(a.content.numerator, b.content.numerator)
    return greatestCommonDivisor(a, b).scaled(by: Rational(content))
  }

  /// The largest magnitude of an integer coefficient.
  var height: Integer {
    var height = Integer.zero
    forEachTerm { coefficient, _ in height = max(height, coefficient.magnitude) }
    return height
  }

  /// The polynomial with one variable replaced by an integer.
  func substituting(_ variable: Variable, by value: Integer) -> MultivariatePolynomial {
    substituting([variable: MultivariatePolynomial(value)])
  }

  /// The polynomial in a new variable whose value at the base is the given one and whose integer
  /// coefficients lie in the symmetric range of the base.
  private static func expansion(
    of value: MultivariatePolynomial, base: Integer, in variable: Variable
  ) -> MultivariatePolynomial {
    var rest = value
    var power = 0
    var digits: [(coefficient: Rational, exponents: [Variable: Int])] = []
    while !rest.isZero {
      var next: [(coefficient: Rational, exponents: [Variable: Int])] = []
      for (coefficient, exponents) in rest.terms {
        let exponents = Dictionary(uniqueKeysWithValues: exponents.map { ($0.0, $0.1) })
        let (quotient, digit) = symmetricDivision(coefficient.numerator, by: base)
        if !digit.isZero {
          var full = exponents
          full[variable] = power
          digits.append((Rational(digit), full))
        }
        if !quotient.isZero { next.append((Rational(quotient), exponents)) }
      }
      rest = MultivariatePolynomial(terms: next)
      power += 1
    }
    return MultivariatePolynomial(terms: digits)
  }

  private static func symmetricDivision(
    _ value: Integer, by base: Integer
  ) -> (quotient: Integer, digit: Integer) {
    guard
      let (quotient, digit) = try? value.quotientAndRemainder(dividingBy: base, rounding: .down)
    else { return (.zero, value) }
    return digit * 2 > base ? (quotient + 1, digit - base) : (quotient, digit)
  }
}
