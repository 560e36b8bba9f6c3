public import Multiprecision

/// Values for symbols: the points of a grid are all combinations, the last axis varying fastest.
///
/// ```swift
/// let grid = try Grid(parsing: ["N=1..64", "L=1,2,5"])     // 192 points
/// ```
public struct Grid: Sendable, Hashable {
  /// A symbol with the values that it takes.
  public struct Axis: Sendable, Hashable {
    /// The symbol's name.
    public let symbol: String
    /// The values, in the order of the points.
    public let values: [Rational]

    /// An axis with these values, in this order; without any, the grid has no points.
    public init(symbol: String, values: [Rational]) {
      self.symbol = symbol
      self.values = values
    }
  }

  /// The axes; the last one varies fastest.
  public let axes: [Axis]

  /// A grid without axes has one point, at which no symbol has a value.
  public init(axes: [Axis] = []) { self.axes = axes }

  /// The greatest number of points.
  public static let maximumCount = 1_000_000

  /// The number of points.
  public var count: Int { axes.reduce(1) { $0 * $1.values.count } }

  /// The values at the point of an index in `0 ..< count`, in the order of the axes.
  public func point(_ index: Int) -> Point {
    var rest = index
    var values: [Point.Assignment] = []
    for axis in axes.reversed() {
      values.append(.init(symbol: axis.symbol, value: axis.values[rest % axis.values.count]))
      rest /= axis.values.count
    }
    return Point(assignments: values.reversed())
  }

  /// All points, in the order of their indices.
  public var points: [Point] { (0..<count).map(point) }

  /// What one point of a grid assigns.
  public struct Point: Sendable, Hashable, CustomStringConvertible {
    /// A symbol and its value.
    public struct Assignment: Sendable, Hashable {
      /// The symbol's name.
      public let symbol: String
      /// The exact value.
      public let value: Rational

      /// The value that a point gives to a symbol.
      public init(symbol: String, value: Rational) {
        self.symbol = symbol
        self.value = value
      }
    }

    /// The values of the symbols, in the order of the axes.
    public let assignments: [Assignment]

    /// A point with these values; by default the one at which no symbol has a value.
    public init(assignments: [Assignment] = []) { self.assignments = assignments }

    /// The value of a symbol; nil for one without an axis.
    public subscript(symbol: String) -> Rational? {
      assignments.first { $0.symbol == symbol }?.value
    }

    /// `N = 3, L = 2`.
    public var description: String {
      assignments.map { "\($0.symbol) = \($0.value)" }.joined(separator: ", ")
    }
  }
}

extension Grid {
  /// Reads axes written `N=1..64` (steps of one), `x=0..1:1/10` (a step), `L=1,2,5` (a list), or a
  /// mixture separated by commas. Values are integers, decimals or fractions, read exactly.
  public init(parsing texts: [String]) throws(FormulaError) {
    var axes: [Axis] = []
    for text in texts {
      let axis = try Axis(parsing: text)
      if axes.contains(where: { $0.symbol == axis.symbol }) {
        throw FormulaError("the symbol \(axis.symbol) has two axes", remedy: "join them: N=1..4,8")
      }
      axes.append(axis)
    }
    var count = 1
    for axis in axes {
      let (product, overflow) = count.multipliedReportingOverflow(by: axis.values.count)
      if overflow || product > Self.maximumCount {
        throw FormulaError("the grid has more than \(Self.maximumCount) points")
      }
      count = product
    }
    self.init(axes: axes)
  }
}

extension Grid.Axis {
  /// Reads one axis, as ``Grid/init(parsing:)`` does.
  ///
  /// - Throws: ``FormulaError`` for text without `=`, a name that is no symbol, a value that is no
  ///   number, and a range that is empty or has more than ``Grid/maximumCount`` values.
  public init(parsing text: String) throws(FormulaError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let symbol = parts[0].filter { $0 != " " }
    guard parts.count == 2 else {
      throw FormulaError(
        "a grid axis is a symbol, =, and values, not '\(text)'", remedy: "write N=1..64")
    }
    guard let parsed = try? Expression(parsing: symbol), case .symbol = parsed.kind else {
      throw FormulaError("'\(symbol)' cannot be the symbol of a grid axis", remedy: "write N=1..64")
    }
    var values: [Rational] = []
    for item in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      values += try Self.values(item.filter { $0 != " " }, symbol: symbol)
    }
    self.init(symbol: symbol, values: values)
  }

  private static func values(_ item: String, symbol: String) throws(FormulaError) -> [Rational] {
    func number(_ text: some StringProtocol) throws(FormulaError) -> Rational {
      guard let value = Rational(String(text)) else {
        throw FormulaError(
          "'\(text)' is not a number on the axis of \(symbol)",
          remedy: "write integers, decimals or p/q")
      }
      return value
    }
    guard let dots = item.firstRange(of: "..") else { return [try number(item)] }
    let tail = item[dots.upperBound...].split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let first = try number(item[..<dots.lowerBound])
    let last = try number(tail.first ?? "")
    let step = tail.count == 2 ? try number(tail[1]) : .one
    guard step.isPositive, first <= last else {
      throw FormulaError(
        "the range '\(item)' of \(symbol) is empty",
        remedy: "write FIRST..LAST or FIRST..LAST:STEP, ascending")
    }
    let steps = ((last - first) / step).floor
    guard let count = steps.asInt, count < Grid.maximumCount else {
      throw FormulaError("the range '\(item)' has more than \(Grid.maximumCount) values")
    }
    return (0...count).map { first + step * Rational($0) }
  }
}
