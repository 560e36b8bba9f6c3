internal import Multiprecision

/// What the function of a law is asked at, and how its terms are written.
struct LawArgument {
  /// The argument x: a number, or a form that stands for a positive number.
  let form: CanonicalForm
  /// Terms are multiplied by x to this power,
  var power: Rational = 0
  /// and by this.
  var constant: CanonicalForm = .one
  /// The square whose formula is made, if it is one.
  var square: SquaredArgument?

  init(_ form: CanonicalForm, power: Rational = 0) {
    self.form = form
    self.power = power
  }

  init(_ square: SquaredArgument, power: Rational = 0, constant: CanonicalForm = .one) {
    form = square.form
    self.power = power
    self.constant = constant
    self.square = square
  }

  func factor() throws -> CanonicalForm {
    try form.raised(to: CanonicalForm(power)) * constant
  }

  /// A term with the argument y of its functions.
  func expression(_ term: CanonicalForm, at y: CanonicalForm) throws -> Expression {
    guard let square, square.symbol != nil else {
      return try term.withRootsBelow(CanonicalForm.roots(of: y))
    }
    return square.withEvenPowers(try square.written(term).withRootsBelow(square.roots))
  }

  /// A term of a polynomial in y.
  func monomial(_ term: CanonicalForm) throws -> Expression {
    guard let square else { return term.expression }
    return square.withEvenPowers(try square.written(term).expression)
  }
}
