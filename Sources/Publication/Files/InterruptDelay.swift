internal import Foundation
internal import Synchronization

/// Holds back interrupts while a file is half written.
enum InterruptDelay {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private static let lock = Mutex(())

  /// The last signal that came; 0 for none.
  static let pending = Atomic<Int32>(0)

  /// Runs a short body; a signal to stop that comes meanwhile is raised after it.
  static func run<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
    try lock.withLock { _ throws(Failure) in
      // This also makes the variable, so that the handler finds it made.
      pending.store(0, ordering: .sequentiallyConsistent)
      var former: [(signal: Int32, action: sigaction)] = []
      for number in signals {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { continue }
        former.append((number, action))
        _ = signal(number) {
          InterruptDelay.pending.store($0, ordering: .sequentiallyConsistent)
        }
      }
      defer {
        for (number, action) in former {
          var action = action
          sigaction(number, &action, nil)
        }
        let number = pending.load(ordering: .sequentiallyConsistent)
        // To the process: this thread may be one on which signals are blocked.
        if number != 0 { kill(getpid(), number) }
      }
      try body()
    }
  }
}
