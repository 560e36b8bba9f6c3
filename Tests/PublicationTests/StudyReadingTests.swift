import Formulas
import Multiprecision
import Publication
import Testing

struct StudyReadingTests {
  @Test func readsEveryKey() throws {
    let study = try Study(
      parsing: """
        title: Moments
        network:
          width: N
          depth: L
          activation: leaky:0.1
          bias-variance: 0.1
          input-norm: "2"
          ensemble: orthogonal
          shared: true
        grid: {N: "1..4", L: [1, 2, 5], x: 1/3}
        columns:
          - moment(2)
          - {expression: x*N, heading: "$xN$", digits: 8}
        digits: 20
        caption: >
          The moments.
        label: tab:moments
        notes: None.
        """, fileName: "study.yml")
    #expect(study.title == "Moments")
    #expect(study.caption == "The moments.")
    #expect(study.label == "tab:moments")
    #expect(study.notes == "None.")
    #expect(study.grid == (try Grid(parsing: ["N=1..4", "L=1,2,5", "x=1/3"])))
    #expect(study.columns.map(\.digits) == [20, 8])
    #expect(study.columns.map(\.heading) == [nil, "$xN$"])
    #expect(study.columns[1].expression == (try Expression(parsing: "x*N")))
    #expect(study.columns[1].place?.description == "study.yml:13:18")
    // 0.1 is read from its text: no binary fraction stands between.
    let tenth = try Expression(parsing: "1/10")
    let expected = NetworkDescription(
      inputWidth: .symbol("N"), inputNorm: 2,
      architecture: .repeated(
        .init(
          width: .symbol("N"), activation: .leakyReLU(slope: try Expression(parsing: "0.1")),
          biasVariance: try Expression(parsing: "0.1"), ensemble: .orthogonal),
        depth: .symbol("L")), isShared: true)
    #expect(study.network == expected)
    guard case .repeated(let layer, _)? = study.network?.architecture,
      case .number(let value) = layer.biasVariance.kind, case .quotient = tenth.kind
    else {
      Issue.record("the bias variance is not a number")
      return
    }
    #expect(value == Rational("1/10"))
  }

  @Test func readsGridsAsLists() throws {
    let study = try Study(
      parsing: "columns: [N^2]\ngrid: [N=1..4, x=0..1:1/2]\n", fileName: "s.yml")
    #expect(study.grid == (try Grid(parsing: ["N=1..4", "x=0..1:1/2"])))
    #expect(study.columns.map(\.digits) == [Study.defaultDigits])
    #expect(study.network == nil)
  }

  @Test(arguments: [
    ("title: T\ncolums: [1]", "unknown key 'colums' at s.yml:2:1; did you mean 'columns'?"),
    ("", "the file is empty at s.yml"),
    ("- 1", "the study must be a mapping, not a list at s.yml:1:1"),
    ("title: T", "the study has no columns at s.yml:1:1"),
    ("columns: []", "columns is empty at s.yml:1:10"),
    ("columns:", "columns must be a list, not empty at s.yml:1:9"),
    ("columns: moment(2)", "columns must be a list, not 'moment(2)' at s.yml:1:10"),
    ("columns: [1]\ndigits: many", "digits must be an integer from 1 to 1000000, not 'many'"),
    ("columns: [1]\ndigits: 0", "digits must be an integer"),
    ("columns: [1]\ndigits: 2.5", "digits must be an integer"),
    ("columns: [1]\ntitle: [a]", "title must be text, not a list at s.yml:2:8"),
    ("columns: [1]\ncolumns: [2]", "the key 'columns' is given twice"),
    (
      "columns:\n  - 2*momnet(2)",
      "unknown function 'momnet' at s.yml:2:7; did you mean 'moment'?"
    ),
    ("columns:\n  - '1+(2'", "at s.yml:2:"),
    ("columns: [{heading: a}]", "a column has no expression at s.yml:1:11"),
    (
      "columns: [{expresion: a}]",
      "unknown key 'expresion' at s.yml:1:12; did you mean 'expression'?"
    ),
    ("columns: [x]", "the symbol x of the column has no value at s.yml:1:11"),
    ("columns: [x]\ngrid: {x: one}", "'one' is not a number on the axis of x at s.yml:2:11"),
    ("columns: [x]\ngrid: {x: 4..1}", "the range '4..1' of x is empty at s.yml:2:11"),
    ("columns: [x]\ngrid: {x: {a: 1}}", "the axis of x must be text, not a mapping"),
    ("columns: [x]\ngrid: [x=1, x=2]", "the symbol x has two axes at s.yml:2:7"),
    (
      "columns: [1]\ngrid: {x: 1..1000000, y: 1..2}",
      "the grid has more than 1000000 points at s.yml:2:7"
    ),
    ("columns: [\"1", "the file is not valid YAML"),
    ("columns: [1]\n---\ncolumns: [2]", "the file is not valid YAML"),
    ("columns: [1]\nnetwork: {width: 3}", "the network has no depth at s.yml:2:10"),
    ("columns: [1]\nnetwork: {width: N, depth: 2}", "the symbol N of the network has no value"),
  ])
  func namesPlaceAndRemedy(_ text: String, _ message: String) {
    let error = #expect(throws: StudyError.self) { try Study(parsing: text, fileName: "s.yml") }
    let description = error?.description ?? ""
    #expect(description.contains(message))
    #expect(description.contains("s.yml"))
    #expect(!description.contains("\n"))
    #expect(error?.kind == .usage)
  }

  @Test func survivesDeepNesting() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
      let text =
        String(repeating: open, count: 20_000) + "1" + String(repeating: close, count: 20_000)
      #expect(throws: StudyError.self) { try Study(parsing: text, fileName: "s.yml") }
    }
  }

  @Test func namesFilesThatCannotBeRead() {
    let error = #expect(throws: StudyError.self) { try Study(path: "/nonexistent/study.yml") }
    #expect(error?.description.contains("/nonexistent/study.yml") == true)
  }
}
