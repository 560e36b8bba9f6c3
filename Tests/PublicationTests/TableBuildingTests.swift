import Formulas
import Foundation
import Testing

@testable import Publication

struct TableBuildingTests {
  private struct Failure: Error, Equatable { let index: Int }

  @Test func keepsTheOrder() async throws {
    let values = try await Study.inParallel(200, progress: nil) { index in
      usleep(UInt32(index % 7) * 100)
      return index * index
    }
    #expect(values == (0..<200).map { $0 * $0 })
  }

  @Test func reportsTheFirstFailure() async {
    let error = await #expect(throws: Failure.self) {
      try await Study.inParallel(200, progress: nil) { index in
        // A later failure that comes sooner.
        if index == 50 { usleep(20_000) }
        if index == 50 || index == 51 { throw Failure(index: index) }
        return index
      }
    }
    #expect(error == Failure(index: 50))
  }

  @Test func reportsProgress() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: [Int].self)
    _ = try await Study.inParallel(5, progress: { continuation.yield([$0, $1]) }) { $0 }
    continuation.finish()
    var reports: [[Int]] = []
    for await report in stream { reports.append(report) }
    #expect(reports == [[1, 5], [2, 5], [3, 5], [4, 5], [5, 5]])
  }

  @Test func namesTheCellWithoutValue() async throws {
    let study = try Study(parsing: "grid: {N: [0]}\ncolumns: [1/N]\n", fileName: "s.yml")
    let error = await #expect(throws: StudyError.self) { try await study.table() }
    let description = error?.description ?? ""
    #expect(description.hasPrefix("1/N (N = 0): "))
    #expect(description.contains("at s.yml:2:11"))
    #expect(error?.kind == .noAnswer)
  }

  @Test(arguments: [
    (["1"], "1"), (["-1", "1000"], "-4"), (["0.001", "12.5"], "2.3"),
    (["1.25e-40", "3"], "1.2e-2"), (["1e400"], "1e3"), ([], "1"),
  ])
  func numberFormats(_ numbers: [String], _ format: String) {
    #expect(NumberFormat(numbers)?.siunitx == format)
  }

  @Test(arguments: ["1/3", "", "-", "1.", ".5", "1e", "x", "1.2.3"])
  func refusesWhatIsNoNumber(_ text: String) {
    #expect(NumberFormat([text]) == nil)
  }
}
