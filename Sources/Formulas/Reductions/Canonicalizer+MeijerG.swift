internal import Multiprecision

/// The parameter lists of a Meijer G function in normal form.
struct CanonicalMeijerG {
  var leadingUpper: [CanonicalForm]
  var trailingUpper: [CanonicalForm]
  var leadingLower: [CanonicalForm]
  var trailingLower: [CanonicalForm]

  var p: Int { leadingUpper.count + trailingUpper.count }
  var q: Int { leadingLower.count + trailingLower.count }
  var lists: [[CanonicalForm]] { [leadingUpper, trailingUpper, leadingLower, trailingLower] }

  init(_ lists: [[CanonicalForm]]) {
    leadingUpper = lists[0]
    trailingUpper = lists[1]
    leadingLower = lists[2]
    trailingLower = lists[3]
  }

  /// Throws where some a_j - b_k, j <= n and k <= m, is a positive integer: no path separates the
  /// poles.
  func requireSeparablePoles() throws(ArithmeticError) {
    for a in leadingUpper {
      for b in leadingLower {
        guard let difference = (a - b).exactValue, difference.isInteger, difference.isPositive
        else { continue }
        throw .outsideDomain(
          "the Meijer G function is not defined for a = \(a.expression) and b = \(b.expression):"
            + " a - b is a positive integer")
      }
    }
  }

  /// Gamma factors that stand both above and below the fraction bar are taken away.
  mutating func cancel() {
    Self.cancel(&trailingUpper, &leadingLower)
    Self.cancel(&leadingUpper, &trailingLower)
  }

  private static func cancel(_ left: inout [CanonicalForm], _ right: inout [CanonicalForm]) {
    left = left.filter { form in
      guard let index = right.firstIndex(of: form) else { return true }
      right.remove(at: index)
      return false
    }
  }

  /// z^(-t) G(z) as a function of the same kind: all parameters less t.
  func shifted(by t: CanonicalForm) -> CanonicalMeijerG {
    CanonicalMeijerG(lists.map { $0.map { $0 - t } })
  }

  /// The function of 1/z: s goes to -s.
  var inverted: CanonicalMeijerG {
    CanonicalMeijerG(
      [leadingLower, trailingLower, leadingUpper, trailingUpper].map { $0.map { .one - $0 } })
  }
}

extension Canonicalizer {
  /// A Meijer G function in normal form: simpler functions where the parameters allow it, else
  /// the function with its parameters in order and shifted so that the least b_1, ..., b_m is 0.
  ///
  /// Every rewriting holds for the principal branch of z^(-s).
  func meijerG(_ function: CanonicalMeijerG, at z: CanonicalForm) throws -> CanonicalForm {
    if z.isZero {
      throw ArithmeticError.outsideDomain("the Meijer G function has no value at z = 0")
    }
    try function.requireSeparablePoles()
    var function = function
    function.cancel()
    if let reduced = try reducedMeijerG(function, z) { return reduced }
    if function.p > function.q,
      let reduced = try reducedMeijerG(function.inverted, CanonicalForm.one.divided(by: z))
    {
      return reduced
    }
    var power = CanonicalForm.one
    let shifts = function.leadingLower.compactMap(\.exactValue)
    if let least = shifts.min(), function.lists.joined().allSatisfy({ $0.exactValue != nil }) {
      let shift = CanonicalForm(least)
      power = try z.raised(to: shift)
      function = function.shifted(by: shift)
    }
    let lists = function.lists.map { Expression.list(Self.sorted($0).map(\.expression)) }
    return power
      * CanonicalForm(
        variable: CanonicalForm.kernelText(.call("meijerg", lists + [z.expression])))
  }

  private func reducedMeijerG(
    _ function: CanonicalMeijerG, _ z: CanonicalForm
  ) throws -> CanonicalForm? {
    if function.p == function.q, function.leadingUpper.isEmpty,
      let value = z.exactValue, value > .one
    {
      // The path closes to the right, where there are no poles.
      return .zero
    }
    if let reduced = try halfIntegerDifference(function, z) { return reduced }
    if let reduced = try multiplied(function, z) { return reduced }
    let arguments = function.lists.map(CanonicalArgument.list) + [.scalar(z)]
    if let reduced = try applying(ReductionRule.meijerG, to: arguments) { return reduced }
    return try singleSeries(function, z)
  }

  /// G^{2,0}_{0,2}(z | b+n+1/2, b) = sqrt(pi) e^(-2 sqrt z) times the sum over k <= n of
  /// (n+k)!/(k! (n-k)!) 4^(-k) z^(b+(n-k)/2).
  private func halfIntegerDifference(
    _ function: CanonicalMeijerG, _ z: CanonicalForm
  ) throws -> CanonicalForm? {
    guard function.p == 0, function.q == 2, function.leadingLower.count == 2 else { return nil }
    var (high, low) = (function.leadingLower[0], function.leadingLower[1])
    guard var difference = (high - low).exactValue else { return nil }
    if difference.isNegative { (high, low, difference) = (low, high, -difference) }
    guard difference.denominator == 2, let n = difference.floor.asInt, n <= 60 else { return nil }
    let root = try z.raised(to: .half)
    var sum = CanonicalForm.zero
    for k in 0...n {
      let coefficient = Rational(
        numerator: try Integer.factorial(n + k),
        nonzeroDenominator: try Integer.factorial(k) * Integer.factorial(n - k)
          * Integer(4).power(k))
      sum = try sum + CanonicalForm(coefficient) * (root.power(n - k))
    }
    let decay = try self.function("exp", [CanonicalForm(-2) * root])
    let constant = try self.function("sqrt", [CanonicalForm(variable: "pi")])
    return try constant * decay * z.raised(to: low) * sum
  }

  /// Gauss's multiplication formula, where b_1, ..., b_q fall into one or two progressions
  /// b, b + 1/r, ..., b + (r-1)/r: prod Gamma(s+b+j/r) = (2 pi)^((r-1)/2) r^(1/2-r(s+b)) Gamma(r(s+b)).
  private func multiplied(
    _ function: CanonicalMeijerG, _ z: CanonicalForm
  ) throws -> CanonicalForm? {
    let count = function.leadingLower.count
    guard function.p == 0, function.q == count, count >= 2 else { return nil }
    for r in (2...count).reversed() where count % r == 0 && count / r <= 2 {
      guard let starts = Self.progressions(function.leadingLower, length: r) else { continue }
      let (step, size) = (CanonicalForm(r), Rational(r))
      let circle = CanonicalForm(2) * CanonicalForm(variable: "pi")
      var factor = CanonicalForm(Rational(numerator: 1, nonzeroDenominator: Integer(r)))
      for start in starts {
        factor =
          try factor * circle.raised(to: CanonicalForm((size - 1) / 2))
          * step.raised(to: CanonicalForm.half - step * start)
      }
      let argument =
        try step.power(starts.count)
        * z.raised(to: CanonicalForm(Rational(numerator: 1, nonzeroDenominator: Integer(r))))
      let inner = CanonicalMeijerG([[], [], starts.map { step * $0 }, []])
      return try factor * meijerG(inner, at: argument)
    }
    return nil
  }

  private static func progressions(
    _ forms: [CanonicalForm], length: Int
  ) -> [CanonicalForm]? {
    let step = CanonicalForm(Rational(numerator: 1, nonzeroDenominator: Integer(length)))
    var rest = forms
    var starts: [CanonicalForm] = []
    while !rest.isEmpty {
      guard let start = rest.first(where: { !rest.contains($0 - step) }) else { return nil }
      var next = start
      for _ in 0..<length {
        guard let index = rest.firstIndex(of: next) else { return nil }
        rest.remove(at: index)
        next = next + step
      }
      starts.append(start)
    }
    return starts
  }

  /// With m = 1 one series of residues: prod Gamma(1+b_1-a_j) / (prod_(j>n) Gamma(a_j-b_1)
  /// prod_(k>1) Gamma(1+b_1-b_k)) z^b_1 pF(q-1)(1+b_1-a; 1+b_1-b; (-1)^(p-1-n) z).
  private func singleSeries(
    _ function: CanonicalMeijerG, _ z: CanonicalForm
  ) throws -> CanonicalForm? {
    let (n, p) = (function.leadingUpper.count, function.p)
    guard function.leadingLower.count == 1, p < function.q || (p == function.q && n == p) else {
      return nil
    }
    let b = function.leadingLower[0]
    let lower = function.trailingLower.map { .one + b - $0 }
    let divisors = function.trailingUpper.map { $0 - b } + lower
    for form in divisors {
      if let value = form.exactValue, value.isInteger, !value.isPositive { return nil }
    }
    var factor = try z.raised(to: b)
    let tops = function.leadingUpper.map { .one + b - $0 }
    for top in tops { factor = try factor * gamma(top) }
    for divisor in divisors { factor = try factor.divided(by: gamma(divisor)) }
    let upper = tops + function.trailingUpper.map { .one + b - $0 }
    return try factor
      * hypergeometric(upper: upper, lower: lower, at: (p - 1 - n) % 2 == 0 ? z : -z)
  }
}
