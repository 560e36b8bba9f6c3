import Foundation
import Synchronization
import Testing

@testable import Publication

struct InterruptDelayTests {
  private static let received = Atomic<Int32>(0)

  /// Waits until a signal, which any thread may take, has arrived.
  private func value(of variable: borrowing Atomic<Int32>) -> Int32 {
    for _ in 0..<2000 {
      let value = variable.load(ordering: .sequentiallyConsistent)
      if value != 0 { return value }
      usleep(1000)
    }
    return 0
  }

  @Test func raisesASignalAfterTheBody() {
    Self.received.store(0, ordering: .sequentiallyConsistent)
    let former = signal(SIGHUP) {
      InterruptDelayTests.received.store($0, ordering: .sequentiallyConsistent)
    }
    defer { signal(SIGHUP, former) }
    InterruptDelay.run {
      kill(getpid(), SIGHUP)
      #expect(value(of: InterruptDelay.pending) == SIGHUP)
      #expect(Self.received.load(ordering: .sequentiallyConsistent) == 0)
    }
    #expect(value(of: Self.received) == SIGHUP)
  }
}
