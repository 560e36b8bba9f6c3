import LayerLaw

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// Reads one workload a line from standard input, runs it, and answers with one JSON object a line.
// The whole run is one process: constants that an earlier workload computed are known to a later
// one, as they are in the peers; `first` is the time before they were.
while let line = readLine() {
  let words = line.split(separator: " ").map(String.init)
  if words.isEmpty { continue }
  do {
    let outcome = try Workload.run(words)
    let time = outcome.measurement
    print(
      """
      {"workload": "\(line)", "seconds": \(time.median.processor), "wall": \(time.median.wall), \
      "first": \(time.first.processor), "runs": \(time.runs), "method": "\(outcome.method)", \
      "value": "\(outcome.value)"}
      """)
  } catch {
    let message = "\(error)".replacing("\"", with: "'")
    print("{\"workload\": \"\(line)\", \"error\": \"\(message)\"}")
  }
  fflush(nil)
}
