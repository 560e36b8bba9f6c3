import LayerLaw

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// CPU seconds of this process, all threads together, and of the wall clock.
struct Instant {
  let processor: Double
  let wall: Double

  static var now: Instant {
    Instant(processor: seconds(CLOCK_PROCESS_CPUTIME_ID), wall: seconds(CLOCK_MONOTONIC))
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// The first run, when no constant is known yet, and the median of those after it.
struct Measurement {
  let first: Instant
  let median: Instant
  let runs: Int

  /// Runs the work once, then until `budget` seconds or `limit` runs are spent, at least 3 times
  /// while a run takes less than the budget.
  static func of<Value>(
    budget: Double = 1, limit: Int = 101, _ work: () throws -> Value
  ) rethrows -> (value: Value, measurement: Measurement) {
    func timed() throws -> (Value, Instant) {
      let start = Instant.now
      let value = try work()
      let end = Instant.now
      return (
        value, Instant(processor: end.processor - start.processor, wall: end.wall - start.wall)
      )
    }
    var (value, first) = try timed()
    var later: [Instant] = []
    var spent = 0.0
    while later.count < limit, spent < budget, first.wall < 4 * budget || later.isEmpty {
      let (next, time) = try timed()
      value = next
      later.append(time)
      spent += time.wall
    }
    func median(_ key: (Instant) -> Double) -> Double {
      let sorted = later.map(key).sorted()
      return sorted[sorted.count / 2]
    }
    let middle = Instant(processor: median(\.processor), wall: median(\.wall))
    return (value, Measurement(first: first, median: middle, runs: later.count))
  }
}
