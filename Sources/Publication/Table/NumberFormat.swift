/// The widths that the numbers of a column need so that their decimal points stand in a line.
struct NumberFormat: Equatable {
  var isNegative = false
  var integerDigits = 1
  var fractionDigits = 0
  /// The digits of the exponent; nil when no number has one.
  var exponentDigits: Int?
  var hasNegativeExponent = false

  /// The format for numbers written as `-12.5` or `1.25e-40`; nil when one is written otherwise.
  init?(_ numbers: [String]) {
    for number in numbers {
      guard let parts = Parts(number) else { return nil }
      isNegative = isNegative || parts.isNegative
      integerDigits = max(integerDigits, parts.integer.count)
      fractionDigits = max(fractionDigits, parts.fraction.count)
      if let exponent = parts.exponent {
        exponentDigits = max(exponentDigits ?? 1, exponent.count)
        hasNegativeExponent = hasNegativeExponent || parts.isExponentNegative
      }
    }
  }

  /// The value of siunitx's `table-format`: `-4.20e-3` for a sign, four digits before and twenty
  /// after the decimal point and a negative exponent of three digits.
  var siunitx: String {
    var text = isNegative ? "-" : ""
    text += String(integerDigits)
    if fractionDigits > 0 { text += ".\(fractionDigits)" }
    if let exponentDigits { text += "e\(hasNegativeExponent ? "-" : "")\(exponentDigits)" }
    return text
  }

  private struct Parts {
    var isNegative = false
    var integer: Substring = ""
    var fraction: Substring = ""
    var exponent: Substring?
    var isExponentNegative = false

    init?(_ number: String) {
      var rest = number[...]
      if rest.first == "-" {
        isNegative = true
        rest = rest.dropFirst()
      }
      if let mark = rest.firstIndex(of: "e") {
        var digits = rest[rest.index(after: mark)...]
        if digits.first == "-" {
          isExponentNegative = true
          digits = digits.dropFirst()
        }
        exponent = digits
        rest = rest[..<mark]
      }
      let pieces = rest.split(separator: ".", omittingEmptySubsequences: false)
      integer = pieces[0]
      if pieces.count > 1 { fraction = pieces[1] }
      let digits = [integer] + pieces.dropFirst() + (exponent.map { [$0] } ?? [])
      guard pieces.count <= 2,
        digits.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
      else { return nil }
    }
  }
}
