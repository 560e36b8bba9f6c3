import Foundation
import TestSupport
import Testing

/// One run of the built tool, to its end.
struct ToolRun {
  let output: String
  let error: String
  let status: Int32

  init(_ arguments: String...) throws { try self.init(arguments: arguments) }

  init(arguments: [String], directory: URL? = nil) throws {
    let process = Process()
    process.executableURL = builtProductsDirectory.appendingPathComponent("layerlaw")
    process.arguments = arguments
    process.currentDirectoryURL = directory
    let outputFile = try CapturedStream()
    let errorFile = try CapturedStream()
    process.standardOutput = outputFile.handle
    process.standardError = errorFile.handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    output = try outputFile.text()
    error = try errorFile.text()
    status = process.terminationStatus
  }

  /// The output as the object it is in JSON.
  var json: [String: Any] {
    get throws {
      try #require(
        JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    }
  }

  /// The objects under `results`.
  var results: [[String: Any]] {
    get throws { try #require(try json["results"] as? [[String: Any]]) }
  }

  /// The output's text without the newline at its end.
  var line: String { output.hasSuffix("\n") ? String(output.dropLast()) : output }
}

/// A file that takes a stream, so that no pipe can fill up.
private struct CapturedStream {
  let file: URL
  let handle: FileHandle

  init() throws {
    file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data().write(to: file)
    handle = try FileHandle(forWritingTo: file)
  }

  func text() throws -> String {
    try handle.close()
    defer { try? FileManager.default.removeItem(at: file) }
    return try String(contentsOf: file, encoding: .utf8)
  }
}

/// An empty directory that is removed afterwards.
func withTemporaryDirectory(_ body: (URL) throws -> Void) throws {
  let directory = FileManager.default.temporaryDirectory
    .appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: directory) }
  try body(directory)
}
