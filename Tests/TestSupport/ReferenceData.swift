public import Foundation

/// The lines of a plain-text data file that lies in `Data/` beside a test's source, without
/// empty lines and the `#` header that says where the file comes from; each split at blanks.
public func referenceLines(
  _ name: String, besideSource source: StaticString = #filePath
) throws -> [[String]] {
  let file = URL(fileURLWithPath: "\(source)").deletingLastPathComponent()
    .appendingPathComponent("Data").appendingPathComponent(name)
  return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    .filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ").map(String.init) }
}

/// The folder where the build put the test program and the executables of the package.
public var builtProductsDirectory: URL {
  #if os(macOS)
    for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
      return bundle.bundleURL.deletingLastPathComponent()
    }
  #endif
  return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
}
