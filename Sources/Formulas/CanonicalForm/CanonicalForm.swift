public import Algebra
public import Multiprecision

/// A formula in exact normal form: a quotient of sums of rational functions times powers with
/// symbolic exponents.
///
/// It is zero exactly when its numerator has no terms; two formulas of the same form are thus
/// compared by subtracting. Values of functions other than powers (gamma, log, ...) enter as
/// variables of their own; a difference that vanishes is an identity all the same, but one that
/// does not may still be zero through a relation between them.
///
/// Powers are taken apart, (x y)^L = x^L y^L, only when the exponent is known to be an integer
/// (see ``Assumptions``) or the factor taken out is a positive number.
public struct CanonicalForm: Hashable, Sendable {
  let numerator: ExponentialSum
  /// One unless it has several terms; zero for ``undefined`` only.
  let denominator: ExponentialSum

  private init(reducedNumerator: ExponentialSum, denominator: ExponentialSum) {
    self.numerator = reducedNumerator
    self.denominator = denominator
  }

  /// What a division by zero in disguise leaves: a form with denominator zero.
  static let undefined = CanonicalForm(reducedNumerator: .one, denominator: .zero)

  init(_ numerator: ExponentialSum) {
    self.init(reducedNumerator: numerator, denominator: .one)
  }

  /// The rational function, exactly; its variables are symbols.
  public init(_ value: RationalFunction) { self.init(ExponentialSum(value)) }
  /// The fraction, exactly.
  public init(_ value: Rational) { self.init(RationalFunction(value)) }

  /// A symbol, or a function value named by its text.
  public init(variable name: String) { self.init(.variable(Variable(name))) }

  /// The quotient, reduced: a denominator of one term is divided out, one of several is scaled to
  /// a fixed leading coefficient and cancelled where it is a multiple of the numerator.
  init(
    _ numerator: ExponentialSum, over denominator: ExponentialSum
  ) throws(ArithmeticError) {
    if denominator.isZero { throw .divisionByZero }
    if numerator.isZero {
      self.init(ExponentialSum.zero)
      return
    }
    let common = denominator.commonPower
    guard let leading = denominator.orderedTerms.first,
      let scale = leading.coefficient.reciprocal
    else { throw .divisionByZero }
    let top = try numerator.multiplied(by: scale, common.inverse)
    let bottom = try denominator.multiplied(by: scale, common.inverse)
    if bottom == .one {
      self.init(top)
      return
    }
    if top.terms.count == bottom.terms.count, let first = bottom.terms.first,
      let match = top.terms[first.key]
    {
      let ratio = try match.divided(by: first.value)
      if try bottom.multiplied(by: ratio, .one) == top {
        self.init(ratio)
        return
      }
    }
    self.init(reducedNumerator: top, denominator: bottom)
  }

  /// Whether the numerator has no terms: the formula is zero for all values of the symbols.
  public var isZero: Bool { numerator.isZero }

  /// The rational function, when there are no other powers.
  public var rationalFunction: RationalFunction? {
    denominator == .one ? numerator.rationalFunction : nil
  }

  /// The fraction, when there are no symbols.
  public var exactValue: Rational? { rationalFunction?.constantValue }
}
