import Foundation
import Publication
import Testing

struct AtomicFileTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("publication-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func writesAndReplaces() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("a.tex").path
      try AtomicFile.write("one\n", to: path)
      try AtomicFile.write("two é\n", to: path)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "two é\n")
      #expect(try names(in: folder) == ["a.tex"])
    }
  }

  @Test func keepsLinksAndPermissions() throws {
    try withFolder { folder in
      let target = folder.appendingPathComponent("target").path
      let link = folder.appendingPathComponent("link").path
      try AtomicFile.write("one", to: target)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
      try AtomicFile.write("two", to: link)
      #expect(try String(contentsOfFile: target, encoding: .utf8) == "two")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
      let attributes = try FileManager.default.attributesOfItem(atPath: target)
      #expect(attributes[.posixPermissions] as? Int == 0o640)
    }
  }

  @Test func leavesNothingOnFailure() throws {
    try withFolder { folder in
      let subfolder = folder.appendingPathComponent("b")
      try FileManager.default.createDirectory(at: subfolder, withIntermediateDirectories: true)
      // A folder stands where the file should go.
      let error = #expect(throws: AtomicFile.WriteError.self) {
        try AtomicFile.write("text", to: subfolder.path)
      }
      #expect(error?.description.contains(subfolder.path) == true)
      // The folder of the file is missing.
      #expect(throws: AtomicFile.WriteError.self) {
        try AtomicFile.write("text", to: folder.appendingPathComponent("none/a").path)
      }
      #expect(try names(in: folder) == ["b"])
      #expect(try names(in: subfolder) == [])
    }
  }

  @Test func writesToDevices() throws {
    try AtomicFile.write("text", to: "/dev/null")
  }
}
