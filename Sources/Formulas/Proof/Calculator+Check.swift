internal import BallArithmetic
internal import Multiprecision

extension Calculator {
  /// Compares two formulas: a proof where one is found, else certified numbers on a grid.
  ///
  /// First the difference is brought to normal form: if it is zero the identity is proved, for all
  /// values of the symbols at which both sides are defined; in the bounds of sums and products,
  /// symbols stand for integers >= 0, and N for one >= 1. There must be such values. Else the two
  /// are compared at every point of the grid (at sample points where a symbol has no axis): they
  /// agree to D digits when |left - right| <= 10^-D max(|left|, |right|) is proven, and are refuted
  /// when they are proven to be further apart. Two fractions are refuted when they differ at all.
  ///
  /// - Throws: ``CalculationError``.
  public func check(
    _ left: Expression, _ right: Expression, on grid: Grid = Grid()
  ) throws -> Comparison {
    let integers = integerSymbols.subtracting(
      grid.axes.filter { !$0.values.allSatisfy(\.isInteger) }.map(\.symbol))
    let identity = isIdentity(left, right, on: grid, integers: integers)
    let free = left.freeSymbols.union(right.freeSymbols).union(quantitySymbols(left, right))
    if identity {
      let sample = samplePoints(grid, left, right, free, integers)
      try requireValues(left, right, sample)
      // A point of the user's own may lie where a convention replaces the formula, such as a
      // binomial coefficient below zero.
      if left.hasConventions || right.hasConventions, !grid.axes.isEmpty,
        let compared = try? compare(left, right, sample), compared.verdict == .refuted
      {
        return compared
      }
      let hasRange = left.hasSymbolicRange || right.hasSymbolicRange
      let values = free.isEmpty ? try? (evaluate(left), evaluate(right)) : nil
      return Comparison(
        verdict: .proved,
        method: "symbolic normal form: both sides equal \(shortened(try derive(left).description))"
          + (hasRange ? ", symbols in bounds being integers >= 0" : ""),
        digits: digits, points: 0, counterexample: nil, left: values?.0, right: values?.1)
    }
    return try compare(left, right, samplePoints(grid, left, right, free, integers))
  }

  private func samplePoints(
    _ grid: Grid, _ left: Expression, _ right: Expression, _ free: Set<String>,
    _ integers: Set<String>
  ) -> SamplePoints {
    let counts = left.countingSymbols.union(right.countingSymbols)
    return SamplePoints(grid: grid, missing: free, integers: integers.union(counts))
  }

  private func quantitySymbols(_ left: Expression, _ right: Expression) -> Set<String> {
    guard let network, left.mentionsQuantity || right.mentionsQuantity else { return [] }
    return network.freeSymbols
  }

  private func shortened(_ text: String) -> String {
    text.count <= 200 ? text : text.prefix(200) + "..."
  }

  private func compare(
    _ left: Expression, _ right: Expression, _ sample: SamplePoints
  ) throws -> Comparison {
    var compared = 0
    var exact = 0
    var undecided: Grid.Point?
    var failure: (any Error)?
    for point in sample.points {
      let relation: Relation
      do {
        relation = try self.relation(left, right, at: point)
      } catch {
        // A point of the user's own must have values; a sample point outside the domain is passed.
        if !sample.isSampled { throw error }
        failure = error
        continue
      }
      compared += 1
      switch relation {
      case .equal: exact += 1
      case .close: break
      case .unknown: undecided = undecided ?? point
      case .different(let bits):
        let values = Calculator(network: network, digits: max(digits, bits))
        return Comparison(
          verdict: .refuted, method: "disjoint enclosures" + sample.place(of: point),
          digits: digits, points: compared, counterexample: point,
          left: try values.evaluate(left, at: point), right: try values.evaluate(right, at: point))
      }
    }
    if compared == 0, let failure { throw failure }
    let only = sample.points.count == 1 ? sample.points.first : undecided
    let values = only.flatMap { point in
      (try? evaluate(left, at: point)).flatMap { a in
        (try? evaluate(right, at: point)).map { (a, $0) }
      }
    }
    let verdict: Verdict =
      undecided != nil
      ? .undecided : sample.isWholeClaim && exact == compared ? .proved : .certified
    return Comparison(
      verdict: verdict, method: method(verdict, exact: exact, of: compared, sample), digits: digits,
      points: compared, counterexample: nil, left: values?.0, right: values?.1)
  }

  private func method(
    _ verdict: Verdict, exact: Int, of compared: Int, _ sample: SamplePoints
  ) -> String {
    let points = compared == 1 ? "the point" : "all \(compared) points"
    switch verdict {
    case .proved: return "exact rational equality"
    case .undecided:
      return "no enclosure separates or joins the two to \(digits) digits; both may be 0"
    default:
      let scope = sample.isSampled ? " (sample points chosen, as symbols have no grid)" : ""
      if exact == compared {
        return "exact rational equality at \(points)" + scope + ", no symbolic proof"
      }
      return "enclosures agree to \(digits) digits at \(points)" + scope
    }
  }
}

extension Expression {
  /// Whether a function or a range occurs whose value is fixed by a convention somewhere.
  var hasConventions: Bool {
    if case .call(let name, _) = kind, FunctionCatalogue.entry(named: name)?.category != .quantity {
      return true
    }
    if case .factorial = kind { return true }
    return hasSymbolicRange || children.contains { $0.hasConventions }
  }

  /// The symbols in bounds of sums and products and in factorials, which stand for integers.
  var countingSymbols: Set<String> {
    var symbols: Set<String> = []
    if case .iterated(_, _, _, let lower, let upper) = kind {
      symbols = lower.freeSymbols.union(upper.freeSymbols)
    }
    if case .factorial(let operand) = kind { symbols = operand.freeSymbols }
    return children.reduce(symbols) { $0.union($1.countingSymbols) }
  }

  /// Whether a sum or product runs to a bound that is not a number.
  var hasSymbolicRange: Bool {
    if case .iterated(_, _, _, let lower, let upper) = kind,
      !lower.freeSymbols.isEmpty || !upper.freeSymbols.isEmpty
    {
      return true
    }
    return children.contains { $0.hasSymbolicRange }
  }

  /// Whether a quantity of the network occurs.
  var mentionsQuantity: Bool {
    if case .call(let name, _) = kind, FunctionCatalogue.entry(named: name)?.category == .quantity {
      return true
    }
    return children.contains { $0.mentionsQuantity }
  }
}
