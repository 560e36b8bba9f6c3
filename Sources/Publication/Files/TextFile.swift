internal import Foundation

/// Reads the files that studies and networks are written in.
enum TextFile {
  /// No study is longer; a larger file is a mistake.
  static let maximumSize = 16 * 1024 * 1024

  static func read(_ path: String) throws(StudyError) -> String {
    let place = StudyError.Place(fileName: path)
    guard let file = fopen(path, "rb") else {
      throw StudyError("cannot open the file: \(String(cString: strerror(errno)))", place: place)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { break }
      bytes += chunk[..<count]
      guard bytes.count <= maximumSize else {
        throw StudyError("the file is longer than \(maximumSize) bytes", place: place)
      }
    }
    guard ferror(file) == 0 else {
      throw StudyError("cannot read the file: \(String(cString: strerror(errno)))", place: place)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw StudyError("the file is not UTF-8 text", place: place)
    }
    return text
  }
}
