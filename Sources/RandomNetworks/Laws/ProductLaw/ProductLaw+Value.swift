public import BallArithmetic
public import Multiprecision

extension ProductLaw {
  /// A value in closed form for x <= 0, for one layer without leaky units and for one number; else
  /// by the residue series or a Mellin-Barnes contour, whichever is estimated to cost less.
  /// Unbounded where the sign of x, or for one number that of the difference to it, is not certain.
  ///
  /// - Throws: ``NetworkError/noValue(_:)`` for the density at a point mass or where it is
  ///   infinite, ``NetworkError/unsupported(_:)`` where no method reaches the value.
  public func value(
    of function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue {
    if case .point(let place) = form {
      return LawValue(try step(function, at: x, place: place), by: .closedForm)
    }
    switch x.certainSign {
    case -1: return LawValue(function == .survival ? .one : .zero, by: .closedForm)
    case 0: return LawValue(try valueAtZero(function, precision: precision), by: .closedForm)
    case 1: break
    default: return LawValue(.unbounded, by: .closedForm)
    }
    switch form {
    case .single(let mixture, let scale):
      return LawValue(
        try singleValue(function, mixture, at: x, scale: scale, precision: precision),
        by: .closedForm)
    case .product(let evaluator):
      return try chosenValue(function, evaluator, at: x, precision: precision)
    case .point: return LawValue(.unbounded, by: .closedForm)
    }
  }

  /// The law of one number.
  private func step(
    _ function: LawFunction, at x: CertifiedReal, place: CertifiedReal
  ) throws(NetworkError) -> RealBall {
    let sign = (x - place).certainSign
    switch function {
    case .density:
      guard let sign else { return .unbounded }
      if sign == 0 { throw .noValue("a point mass lies at \(describe(place)): no density there") }
      return .zero
    case .cumulativeDistribution:
      return sign.map { $0 >= 0 ? .one : .zero } ?? .unbounded
    case .survival:
      return sign.map { $0 >= 0 ? .zero : .one } ?? .unbounded
    }
  }

  private func describe(_ number: CertifiedReal) -> String {
    number.exactValue.map { "\($0)" } ?? "this number"
  }

  private func valueAtZero(
    _ function: LawFunction, precision: Precision
  ) throws(NetworkError) -> RealBall {
    switch function {
    case .cumulativeDistribution: return atom(precision: precision).ball(precision: precision)
    case .survival: return living(precision: precision).ball(precision: precision)
    case .density:
      guard let product, !product.hasAtom else {
        throw .noValue("a point mass lies at 0: no density there")
      }
      return try densityAtZero(product, precision: precision)
    }
  }

  /// Without an atom the density behaves like x^(n/2-1) log(1/x)^(m-1) at 0, n the least number of
  /// degrees of freedom and m how many factors have it.
  ///
  /// Docs/Theory/ProductLaw.md, "At zero".
  private func densityAtZero(
    _ product: MellinProduct, precision: Precision
  ) throws(NetworkError) -> RealBall {
    let random = product.factors.compactMap { factor in
      factor.mixture.map { (width: $0.width, count: factor.count) }
    }
    let least = random.map(\.width).min() ?? 1
    if least > 2 { return .zero }
    let order = random.filter { $0.width == least }.reduce(Integer.zero) { $0 + $1.count }
    guard least == 2, order == 1 else {
      throw .noValue("the density is infinite at 0")
    }
    let inner = precision + 64
    var value = RealBall.one
    for factor in random where factor.width > 2 {
      value = value.multiplied(
        by: RealBall(factor.width - 2).power(factor.count, precision: inner), precision: inner)
    }
    value = value.scaled(byPowerOfTwo: 1).multiplied(
      by: product.exactScale().ball(precision: inner), precision: inner)
    // E[1/W] of leaky layers.
    var leaks = RealBall.one
    for factor in product.factors {
      guard let leak = factor.leak else { continue }
      leaks = leaks.multiplied(
        by: leak.mellin(at: RealBall(-1), precision: inner).power(factor.count, precision: inner),
        precision: inner)
    }
    return leaks.divided(by: value, precision: precision)
  }

  /// A value by the cheaper method, or by the other one where that gives up.
  private func chosenValue(
    _ function: LawFunction, _ evaluator: ProductEvaluator, at x: CertifiedReal,
    precision: Precision
  ) throws(NetworkError) -> LawValue {
    let bits = precision.bits + 4
    let place = x.ball(precision: 64).logarithm(precision: 64).approximateDouble
    let scale = product?.logScale(precision: 64).approximateDouble ?? 0
    let kind: ProductTransform.Kind =
      switch function {
      case .density: .density
      case .survival: .survival
      case .cumulativeDistribution: place - scale < evaluator.center ? .lowerTail : .survival
      }
    func bySeries() throws(NetworkError) -> LawValue? {
      guard
        let value = try series?.value(
          of: function, at: x, atom: atom(precision: precision + 16), precision: precision)
      else { return nil }
      return LawValue(value, by: .residueSeries)
    }
    let cost =
      evaluator.hasLine(kind, at: place - scale, bits: bits)
      ? nil : series?.cost(of: function, at: x, precision: precision)
    if let cost,
      choice.takesSeries(
        costing: cost, kind, bits: bits,
        line: { evaluator.lineCost(kind, at: place - scale, bits: bits) }),
      let value = try? bySeries(), value.value.isFinite
    {
      return value
    }
    do throws(NetworkError) {
      return LawValue(
        try productValue(function, evaluator, at: x, precision: precision), by: .mellinBarnes)
    } catch {
      if cost != nil, let value = try? bySeries(), value.value.isFinite { return value }
      throw error
    }
  }

  private func productValue(
    _ function: LawFunction, _ evaluator: ProductEvaluator, at x: CertifiedReal,
    precision: Precision
  ) throws(NetworkError) -> RealBall {
    guard let product else { return .unbounded }
    let isExact = x.isExactNumber && product.hasExactScale
    func logarithm(_ bits: Int) -> RealBall {
      let precision = Precision(clamping: bits + 96)
      return x.ball(precision: precision).logarithm(precision: precision)
        .subtracting(product.logScale(precision: precision), precision: precision)
    }
    let whole = logarithm(precision.bits + 64)
    func integral(_ kind: ProductTransform.Kind) throws(NetworkError) -> RealBall {
      let bits = precision.bits + 4
      return isExact
        ? try evaluator.value(kind, bits: bits, logarithm: logarithm)
        : try evaluator.value(kind, over: whole, bits: bits)
    }
    let inner = precision + 16
    if function == .density {
      return try integral(.density).divided(by: x.ball(precision: inner), precision: inner)
    }
    if function == .cumulativeDistribution, whole.approximateDouble < evaluator.center {
      let atom = atom(precision: inner).ball(precision: inner)
      if !isExact {
        return atom.subtracting(try integral(.lowerTail), precision: inner)
      }
      return try evaluator.lowerTail(
        plus: atom, bits: precision.bits + 4,
        living: { bits in
          let wide = Precision(clamping: bits)
          return living(precision: wide).ball(precision: wide)
        }, logarithm: logarithm)
    }
    let survival = try integral(.survival)
    return function == .survival
      ? survival.rounded(to: inner) : RealBall.one.subtracting(survival, precision: inner)
  }
}
