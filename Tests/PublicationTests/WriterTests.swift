import BallArithmetic
import Formulas
import Foundation
import Multiprecision
import Publication
import Testing

struct WriterTests {
  private func evaluation(_ text: String, digits: Int, isProven: Bool = true) throws -> Evaluation {
    let value = try #require(Rational(text))
    return Evaluation(
      exact: value.isInteger ? value : nil,
      decimal: DecimalEnclosure(rounding: value, digits: digits), isProven: isProven,
      method: "by hand")
  }

  /// Two rows with a negative number, an integer and a number in scientific notation.
  private func table() throws -> Table {
    Table(
      title: "A|B", caption: "The \\emph{caption}.", label: "tab:a",
      symbols: ["N", "x"],
      columns: [
        .init(expression: try Formulas.Expression(parsing: "binomial(N,x)")),
        .init(
          expression: try Formulas.Expression(parsing: "x^2"), heading: "$x^2$, 100\\,\\% | a"),
      ],
      rows: [
        .init(
          point: try Grid(parsing: ["N=10", "x=1/3"]).point(0),
          values: [try evaluation("-2/3", digits: 5), try evaluation("7", digits: 5)]),
        .init(
          point: try Grid(parsing: ["N=2", "x=1/2"]).point(0),
          values: [
            try evaluation("1000/8", digits: 5),
            try evaluation("1/3000000000000000000000", digits: 5),
          ]),
      ])
  }

  @Test func latex() throws {
    let expected = """
      % Made by layerlaw. Needs: amsmath, amssymb, booktabs, longtable, siunitx.
      % A|B
      %   binomial(N, x)
      %   x^2
      % Every digit is proven: the last one is within one unit of its place.
      \\begin{table}
        \\centering
        \\caption{The \\emph{caption}.}
        \\label{tab:a}
        \\begin{tabular}{S[table-format=2] r S[table-format=-3.5] S[table-format=1.4e-2]}
          \\toprule
          {$N$} & {$x$} & {$\\binom{N}{x}$} & {$x^2$, 100\\,\\% | a} \\\\
          \\midrule
          10 & $1/3$ & -0.66667 & 7 \\\\
          2 & 0.5 & 125 & 3.3333e-22 \\\\
          \\bottomrule
        \\end{tabular}
      \\end{table}

      """
    #expect(try table().latex() == expected)
    #expect(try table().text(as: .latex) == expected)
    let document = try table().latex(standaloneDocument: true)
    #expect(document.hasPrefix("\\documentclass"))
    #expect(document.contains(expected))
    #expect(document.hasSuffix("\\end{document}\n"))
  }

  @Test func longTablesRepeatTheirHeads() throws {
    var table = try table()
    table.rows = Array(repeating: table.rows[0], count: 40)
    #expect(table.latex().contains("\\begin{tabular}"))
    table.rows.append(table.rows[0])
    let text = table.latex()
    #expect(text.contains("\\begin{longtable}{S[table-format=2] r"))
    #expect(text.contains("  \\caption{The \\emph{caption}.}\\label{tab:a} \\\\\n  \\toprule"))
    #expect(text.components(separatedBy: "{$\\binom{N}{x}$}").count == 3)
    #expect(text.components(separatedBy: "-0.66667").count == 42)
  }

  @Test func latexSaysWhatIsNotProven() throws {
    var table = try table()
    table.rows[0] = .init(
      point: table.rows[0].point,
      values: [
        table.rows[0].values[0], try evaluation("7", digits: 5, isProven: false),
      ])
    #expect(table.latex().contains("% Not every bound is proven in: x^2.\n"))
    #expect(!table.latex().contains("Every digit is proven"))
  }

  @Test func csv() throws {
    var table = try table()
    table.symbols = ["N", "x"]
    #expect(
      table.csv() == "N,x,\"binomial(N, x)\",x^2\r\n10,1/3,-0.66667,7\r\n2,1/2,125,3.3333e-22\r\n")
  }

  @Test func markdown() throws {
    #expect(
      try table().markdown() == """
        ### A|B

        | `N` | `x` | `binomial(N, x)` | $x^2$, 100\\,\\% \\| a |
        | ---: | ---: | ---: | ---: |
        | 10 | 1/3 | -0.66667 | 7 |
        | 2 | 1/2 | 125 | 3.3333e-22 |

        The \\emph{caption}.

        """)
  }

  @Test func json() throws {
    var table = try table()
    table.title = "quote \" backslash \\ tab \t bell \u{7} é"
    let text = table.json()
    #expect(text.contains("\"title\": \"quote \\\" backslash \\\\ tab \\t bell \\u0007 é\""))
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(object?["title"] as? String == table.title)
    let rows = try #require(object?["rows"] as? [[String: Any]])
    #expect(rows.count == 2)
    #expect(rows[0]["at"] as? [String: String] == ["N": "10", "x": "1/3"])
    let values = try #require(rows[0]["values"] as? [[String: Any]])
    #expect(values[0]["value"] as? String == "-0.66667")
    #expect(values[0]["radius"] as? String != "0")
    #expect(values[0]["exact"] is NSNull)
    #expect(values[1]["exact"] as? String == "7")
    #expect(values[1]["radius"] as? String == "0")
    #expect(values[1]["proven"] as? Bool == true)
    let columns = try #require(object?["columns"] as? [[String: Any]])
    #expect(columns[0]["expression"] as? String == "binomial(N, x)")
    #expect(columns[0]["heading"] is NSNull)
  }

  @Test func formatsOfFileNames() {
    #expect(Table.Format(fileName: "a/b.tex") == .latex)
    #expect(Table.Format(fileName: "b.CSV") == .csv)
    #expect(Table.Format(fileName: "b.md") == .markdown)
    #expect(Table.Format(fileName: "b.json") == .json)
    #expect(Table.Format(fileName: "b.tex.bak") == nil)
    #expect(Table.Format(fileName: "tex") == nil)
  }
}
