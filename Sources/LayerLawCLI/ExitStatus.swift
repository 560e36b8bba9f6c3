import LayerLaw

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How the tool ends, told to the shell.
enum ExitStatus: Int32, Error {
  case done = 0
  case refuted = 1
  /// The request is sound but there is no answer: a pole, a divergent moment, a limit reached.
  case noAnswer = 2
  case undecided = 3
  case usage = 64

  func exit() -> Never {
    #if canImport(Darwin)
      Darwin.exit(rawValue)
    #elseif canImport(Musl)
      Musl.exit(rawValue)
    #else
      Glibc.exit(rawValue)
    #endif
  }
}

/// An error as the user sees it: `error: `, one line, and for a formula the place in it.
struct CommandFailure: Error {
  let status: ExitStatus
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  init(_ error: CalculationError) {
    self.init(error.kind == .usage ? .usage : .noAnswer, error.rendered())
  }

  func exit() -> Never {
    try? StandardStream.error.write("error: \(message)\n")
    status.exit()
  }
}
