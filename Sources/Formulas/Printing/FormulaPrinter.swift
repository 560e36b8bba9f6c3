/// Writes expressions in one notation.
///
/// The output is a function of the tree alone: the same tree always gives the same text, with no
/// more parentheses than the notation needs. Printing takes time linear in the size of the tree.
public protocol FormulaPrinter: Sendable {
  /// The expression in the printer's notation.
  func print(_ expression: Expression) -> String
}

/// The notations that expressions can be printed in.
public enum FormulaFormat: String, Hashable, Sendable, CaseIterable {
  /// The formula language itself, which reads back as the same formula.
  case text
  /// LaTeX for math mode.
  case latex
  /// Python, after `from sympy import *`.
  case sympy
  /// Wolfram Language.
  case mathematica
  /// PARI/GP.
  case pari

  /// The printer of the notation.
  public var printer: any FormulaPrinter {
    switch self {
    case .text: TextPrinter()
    case .latex: LaTeXPrinter()
    case .sympy: SymPyPrinter()
    case .mathematica: MathematicaPrinter()
    case .pari: PARIPrinter()
    }
  }
}

extension Expression: CustomStringConvertible {
  /// The expression in the formula language.
  public var description: String { TextPrinter().print(self) }

  /// The expression in a notation.
  public func printed(as format: FormulaFormat) -> String { format.printer.print(self) }
}
