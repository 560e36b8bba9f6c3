// TO BE DELETED AT THE MERGE: stands in for what `Publication` offers.
import LayerLaw

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

struct StudyError: Error, CustomStringConvertible {
  let kind = CalculationError.Kind.usage
  let description: String
}

enum NetworkFile {
  static func read(path: String) throws -> NetworkDescription {
    throw StudyError(description: "\(path): being written")
  }
}

struct Table {
  enum Format: String, CaseIterable {
    case latex, csv, markdown, json

    init?(fileName: String) { return nil }
  }

  func text(as format: Format) -> String { "" }
}

struct Study {
  init(path: String) throws {
    throw StudyError(description: "\(path): being written")
  }

  func table(progress: (@Sendable (Int, Int) -> Void)?) async throws -> Table { Table() }
}

enum AtomicFile {
  static func write(_ text: String, to path: String) throws {
    let temporary = path + ".partial"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else {
      throw StudyError(description: "cannot write \(path): \(String(cString: strerror(errno)))")
    }
    let bytes = Array(text.utf8)
    _ = write(descriptor, bytes, bytes.count)
    close(descriptor)
    rename(temporary, path)
  }

  private static func write(_ descriptor: Int32, _ bytes: [UInt8], _ count: Int) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, bytes, count)
    #else
      Glibc.write(descriptor, bytes, count)
    #endif
  }
}
