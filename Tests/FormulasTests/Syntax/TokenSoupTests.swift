import Formulas
import Testing

/// Random runs of tokens: whatever comes in, a tree that prints and reads back or an error with a
/// place in the text comes out.
@Suite struct TokenSoupTests {
  private static let pieces = [
    "x", "N", "2", "0.5", "1e3", "e", "pi", "inf", "mean", "moment", "sum", "binomial", "(", "(",
    ")", ")", "[", "]", ",", ",", "+", "-", "*", "/", "^", "**", "!", " ", "²", "⁻", "π", "−", "漢",
    "$", ".", "\n", "k", "sum(k,k,0,", "moment(2)", "exp(", "density",
  ]

  @Test(arguments: 1...20) func neverFailsWithoutAPlace(round: Int) throws {
    let seed = UInt64(round) &* 0x9E37_79B9
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let count = Int.random(in: 1...12, using: &generator)
      let source = (0..<count).map { _ in
        Self.pieces.randomElement(using: &generator) ?? ""
      }.joined()
      do {
        let expression = try Expression(parsing: source)
        _ = try Expression(parsing: expression.description)
      } catch {
        let lines = error.rendered().split(separator: "\n")
        guard let range = error.range else {
          #expect(error.message == "the formula is empty", "seed \(seed): \(source)")
          continue
        }
        #expect(range.upperBound <= source.utf8.count, "seed \(seed): \(source)")
        #expect(lines.last?.contains("^") == true, "seed \(seed): \(source)")
      }
    }
  }
}
