import Foundation
import Testing

@testable import LayerLawCLI

@Suite struct JSONTests {
  @Test func theOrderOfKeysIsKept() {
    let value = JSONValue.object([
      ("z", .number(1)), ("a", .array([.boolean(true), .null])), ("m", .object([])),
    ])
    #expect(
      value.text == """
        {
          "z": 1,
          "a": [
            true,
            null
          ],
          "m": {}
        }
        """)
  }

  @Test func everyCharacterSurvives() throws {
    let scalars = (0...0x2FFF).compactMap(Unicode.Scalar.init) + ["\u{1F600}", "\u{10FFFF}"]
    var text = ""
    for scalar in scalars { text.unicodeScalars.append(scalar) }
    let json = JSONValue.array([.string(text), .string("\r\n\"\\")]).text
    let read = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String])
    #expect(read.first.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    #expect(read.last == "\r\n\"\\")
  }

  @Test func fieldsWithCommasAndQuotesAreQuoted() {
    #expect(CommaSeparatedRow(fields: ["a", "b,c", "d\"e", ""]).text == "a,\"b,c\",\"d\"\"e\",")
    #expect(CommaSeparatedRow(fields: ["\"", "a\r\nb"]).text == "\"\"\"\",\"a\r\nb\"")
  }

  @Test func formulasAreShieldedAndOptionsAreNot() {
    let arguments = ["eval", "-1/3", "-x", "-o", "-(N+1)", "--for", "x=-1", "--", "-1/3"]
    #expect(
      FormulaArgument.shielding(arguments)
        == ["eval", " -1/3", "-x", "-o", " -(N+1)", "--for", "x=-1", "--", "-1/3"])
    #expect(FormulaArgument(argument: " -1/3")?.text == "-1/3")
  }
}
