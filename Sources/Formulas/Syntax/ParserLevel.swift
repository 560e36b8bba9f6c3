/// The formula or an open bracket in it, with what has been read inside so far.
struct ParserLevel {
  enum Opener {
    case formula, parenthesis, list
    case call(FunctionCatalogue.Entry)
    /// A call that binds a variable: sum, product, integrate.
    case iteration(FunctionCatalogue.Entry)
  }

  let opener: Opener
  /// The opening bracket.
  let range: SourceRange
  /// Where the bracket, or the name of the function before it, begins.
  let start: Int

  /// The finished elements of a list or call.
  var arguments: [Expression] = []
  /// The bound variable of an iteration.
  var variable: String?

  /// The finished terms of the sum being read.
  var terms: [Expression] = []
  /// The minuses before the term being read.
  var minuses: [Int] = []

  /// The finished factors of the term being read.
  var finished: [Expression] = []
  /// The factors and divisors of the quotient being read, which is the last factor.
  var numerator: [Expression] = []
  var denominator: [Expression] = []
  /// Whether a slash stands before the factor being read, and the minuses that stand there.
  var divides = false
  var factorMinuses: [Int] = []

  /// The bases of the tower of powers being read, with the minuses before each exponent.
  var powers: [(base: Expression, minuses: [Int])] = []

  init(_ opener: Opener, range: SourceRange, start: Int) {
    self.opener = opener
    self.range = range
    self.start = start
  }

  mutating func startTerm() {
    minuses = []
    finished = []
    numerator = []
    denominator = []
    divides = false
    factorMinuses = []
  }
}
