internal import Algebra
internal import Multiprecision
internal import RandomNetworks

extension Canonicalizer {
  /// The most terms of a sum or product with numbers as bounds that are written out.
  private static var largestExpansion: Int { 2000 }

  func iterated(
    _ iteration: Expression.Iteration, _ body: Expression, _ variable: String,
    _ lower: Expression, _ upper: Expression
  ) throws -> CanonicalForm {
    let first = try canonicalForm(lower)
    let last = try canonicalForm(upper)
    if let from = first.exactValue?.asInteger, let to = last.exactValue?.asInteger {
      let count = to - from + 1
      if let number = count.asInt, number <= Self.largestExpansion, iteration != .integral {
        var result: CanonicalForm = iteration == .sum ? .zero : .one
        for index in 0..<max(number, 0) {
          let value = Expression.number(Rational(from + Integer(index)))
          let term = try canonicalForm(
            body.substituting([
              variable: value
            ]))
          result = iteration == .sum ? result + term : result * term
        }
        return result
      }
    }
    // A variable of its own, that no symbol outside the sum can be confused with.
    let index = Self.boundName(variable, avoiding: [body, lower, upper])
    let renamed = body.substituting([variable: .symbol(index)])
    let term = try Assumptions.withIndex(
      index, from: first, isInteger: iteration != .integral
    ) { try canonicalForm(renamed) }
    // An empty range has the sum 0 and the product 1, whatever a closed form says below it.
    let isOrdered = Assumptions.isNonnegative(last - first + .one)
    if isOrdered, iteration == .sum,
      let closed = try closedSum(term, over: index, from: first, to: last)
    {
      return closed
    }
    if isOrdered, iteration == .product, !dependsOn(term, index) {
      return try term.raised(to: last - first + .one)
    }
    return CanonicalForm(
      variable: CanonicalForm.kernelText(
        .iterated(
          iteration, term.expression, over: index, from: first.expression, through: last.expression)
      ))
  }

  /// `k_`, with as many underscores as it takes.
  private static func boundName(_ variable: String, avoiding parts: [Expression]) -> String {
    var used = Set(Assumptions.indices.map(\.variable.name))
    for part in parts { used.formUnion(part.freeSymbols) }
    var name = variable + "_"
    while used.contains(name) || FunctionCatalogue.isReserved(name) { name += "_" }
    return name
  }

  private func dependsOn(_ form: CanonicalForm, _ symbol: String) -> Bool {
    form.expression.freeSymbols.contains(symbol)
  }

  /// A sum whose terms are polynomials in the index times r^k, with or without a binomial
  /// coefficient C(n,k) when the sum runs over k = 0 ... n; nil for other terms.
  private func closedSum(
    _ term: CanonicalForm, over index: String, from first: CanonicalForm, to last: CanonicalForm
  ) throws -> CanonicalForm? {
    guard term.denominator == .one else { return nil }
    var sum = CanonicalForm.zero
    for (power, coefficient) in term.numerator.terms {
      guard let split = separate(power, coefficient, index: index) else { return nil }
      let part: CanonicalForm
      if let top = split.binomialTop {
        guard first.isZero, top == last else { return nil }
        guard let closed = try binomialSum(split.polynomial, ratio: split.ratio, top: top) else {
          return nil
        }
        part = closed
      } else {
        part = try geometricSum(split.polynomial, ratio: split.ratio, from: first, to: last)
      }
      sum = sum + split.outside * part
    }
    return sum
  }

  /// A term taken apart: outside * polynomial(k) * ratio^k * C(top, k).
  private struct Summand {
    var outside: CanonicalForm
    /// Coefficients in powers of k, ascending.
    var polynomial: [CanonicalForm]
    var ratio: CanonicalForm
    var binomialTop: CanonicalForm?
  }

  private func separate(
    _ power: PowerProduct, _ coefficient: RationalFunction, index: String
  ) -> Summand? {
    let k = Variable(index)
    var summand = Summand(outside: .one, polynomial: [], ratio: .one, binomialTop: nil)
    for (factor, exponent) in power.coefficients {
      guard case .polynomial(let base) = factor.base, !base.variables.contains(k),
        !base.variables.contains(where: { mentions($0, index) })
      else { return nil }
      if factor.exponent == MultivariatePolynomial.variable(k), let whole = exponent.asInt {
        guard let scaled = try? CanonicalForm(RationalFunction(base)).power(whole) else {
          return nil
        }
        summand.ratio = summand.ratio * scaled
      } else if factor.exponent.variables.contains(k) {
        return nil
      } else {
        summand.outside =
          summand.outside
          * CanonicalForm(
            ExponentialSum(
              .one,
              PowerProduct(.polynomial(base), exponent: factor.exponent, coefficient: exponent)))
      }
    }
    guard !coefficient.denominator.variables.contains(where: { $0 == k || mentions($0, index) })
    else { return nil }
    var numerator = coefficient.numerator
    for variable in numerator.variables where variable != k && mentions(variable, index) {
      guard summand.binomialTop == nil, let top = binomialTop(variable, index: index) else {
        return nil
      }
      let parts = numerator.coefficients(in: variable)
      guard parts.count == 2, parts[0].isZero else { return nil }
      numerator = parts[1]
      summand.binomialTop = top
    }
    guard let inverse = RationalFunction(coefficient.denominator).reciprocal else { return nil }
    summand.polynomial = numerator.coefficients(in: k).map {
      CanonicalForm(RationalFunction($0) * inverse)
    }
    return summand
  }

  /// Whether a function value's text mentions the symbol.
  private func mentions(_ variable: Variable, _ symbol: String) -> Bool {
    (try? Expression(parsing: variable.name))?.freeSymbols.contains(symbol) ?? true
  }

  /// The n of a value binomial(n, k).
  private func binomialTop(_ variable: Variable, index: String) -> CanonicalForm? {
    guard let kernel = try? Expression(parsing: variable.name),
      case .call("binomial", let arguments) = kernel.kind, arguments.count == 2,
      arguments[1] == .symbol(index), !arguments[0].freeSymbols.contains(index)
    else { return nil }
    return try? canonicalForm(arguments[0])
  }

  /// The sum over k = 0 ... n of C(n,k) p(k) r^k, with p in falling factorials:
  /// sum C(n,k) k(k-1)...(k-i+1) r^k = n(n-1)...(n-i+1) r^i (1+r)^(n-i).
  private func binomialSum(
    _ polynomial: [CanonicalForm], ratio: CanonicalForm, top: CanonicalForm
  ) throws -> CanonicalForm? {
    let onePlus = ratio + .one
    if onePlus.isZero { return nil }
    let full = try onePlus.raised(to: top)
    var sum = CanonicalForm.zero
    var falling = CanonicalForm.one
    var scale = CanonicalForm.one
    for i in polynomial.indices {
      var coefficient = CanonicalForm.zero
      for j in i..<polynomial.count {
        let stirling = StirlingNumbers.secondKind(row: j)
        if i < stirling.count {
          coefficient = coefficient + polynomial[j] * CanonicalForm(Rational(stirling[i]))
        }
      }
      sum = sum + coefficient * falling * scale
      falling = falling * (top - CanonicalForm(i))
      scale = try (scale * ratio).divided(by: onePlus)
    }
    return sum * full
  }

  /// The sum over k = a ... b of p(k) r^k as F(b+1) - F(a) with F(k) = q(k) r^k and
  /// r q(k+1) - q(k) = p(k), solved from the highest power down.
  private func geometricSum(
    _ polynomial: [CanonicalForm], ratio: CanonicalForm, from first: CanonicalForm,
    to last: CanonicalForm
  ) throws -> CanonicalForm {
    let difference = ratio - .one
    let isResonant = difference.isZero
    var q = Array(repeating: CanonicalForm.zero, count: polynomial.count + (isResonant ? 1 : 0))
    func binomial(_ n: Int, _ k: Int) -> CanonicalForm {
      CanonicalForm(Rational(Integer.binomial(Integer(n), k)))
    }
    for k in polynomial.indices.reversed() {
      var rest = CanonicalForm.zero
      let lowest = isResonant ? k + 2 : k + 1
      for i in lowest..<max(q.count, lowest) { rest = rest + binomial(i, k) * q[i] }
      if isResonant {
        q[k + 1] = try (polynomial[k] - rest).divided(by: CanonicalForm(k + 1))
      } else {
        q[k] = try (polynomial[k] - ratio * rest).divided(by: difference)
      }
    }
    func antidifference(_ k: CanonicalForm) throws -> CanonicalForm {
      var value = CanonicalForm.zero
      for coefficient in q.reversed() { value = value * k + coefficient }
      return value * (try ratio.raised(to: k))
    }
    return try antidifference(last + .one) - antidifference(first)
  }
}
