internal import Foundation

/// Writes files that are there as a whole or not at all.
public enum AtomicFile {
  /// Why a file could not be written.
  public struct WriteError: Error, Sendable, CustomStringConvertible {
    /// The path as it was asked for; `''` for an empty one.
    public let path: String
    /// What the system or the check says, without a full stop.
    public let reason: String

    /// `cannot write PATH: REASON`.
    public var description: String { "cannot write \(path): \(reason)" }
  }

  /// Replaces the file at a path, or makes it.
  ///
  /// The text is written to a temporary file in the same folder, forced to the disk and renamed,
  /// so that a reader, or a run that stops midway, finds the old file or the new one. On failure
  /// the temporary file is removed, and an interrupt waits until the file is in its place. What is
  /// not a regular file, such as `/dev/stdout`, is written directly; a symbolic link stays and its
  /// target is replaced.
  public static func write(_ text: String, to path: String) throws(WriteError) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if path.isEmpty {
      throw WriteError(path: "''", reason: "the name is empty")
    }
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw WriteError(path: path, reason: "it is a folder")
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(path, O_WRONLY)
      guard descriptor >= 0 else { throw lastError(path) }
      defer { close(descriptor) }
      try write(Array(text.utf8), descriptor, path)
      return
    }
    let target = exists ? resolved(path) : path
    let mode = exists ? status.st_mode & 0o777 : nil
    try InterruptDelay.run { () throws(WriteError) in
      try replace(target, with: Array(text.utf8), mode: mode, path)
    }
  }

  private static func replace(
    _ target: String, with bytes: [UInt8], mode: mode_t?, _ path: String
  ) throws(WriteError) {
    var template = Array((target + ".XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw lastError(path) }
    var isDone = false
    defer { if !isDone { unlink(template) } }
    do {
      defer { close(descriptor) }
      // mkstemp gives the file to its owner alone; a new file gets what open would give it.
      let mask = umask(0)
      umask(mask)
      guard fchmod(descriptor, mode ?? 0o666 & ~mask) == 0 else { throw lastError(path) }
      try write(bytes, descriptor, path)
      guard fsync(descriptor) == 0 else { throw lastError(path) }
    }
    guard rename(template, target) == 0 else { throw lastError(path) }
    isDone = true
  }

  private static func write(
    _ bytes: [UInt8], _ descriptor: Int32, _ path: String
  ) throws(WriteError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      #if canImport(Darwin)
        let count = rest.withUnsafeBytes { Darwin.write(descriptor, $0.baseAddress, $0.count) }
      #else
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      #endif
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw lastError(path) }
      rest = rest.dropFirst(count)
    }
  }

  /// The path behind symbolic links.
  private static func resolved(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  private static func lastError(_ path: String) -> WriteError {
    WriteError(path: path, reason: String(cString: strerror(errno)))
  }
}
