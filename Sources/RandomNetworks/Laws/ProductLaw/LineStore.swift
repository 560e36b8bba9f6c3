internal import Multiprecision
internal import SpecialFunctions
internal import Synchronization

/// The lines that a law has summed along: values at many places share the nodes.
final class LineStore: Sendable {
  typealias Line = MellinBarnesLine<ProductTransform>

  private struct Entry {
    let line: Line
    /// The bits relative to the value that it was planned for.
    let bits: Int
    let center: Double
    /// Places where it was not good enough, on both sides.
    var low = -Double.infinity
    var high = Double.infinity
  }

  private struct State {
    var entries: [Entry] = []
    /// The places for which no line was good enough, with their bits.
    var misses: [(place: Double, bits: Int)] = []
  }

  private let states = Mutex<[ProductTransform.Kind: State]>([:])

  private static let largestCount = 48

  /// Lines that may do for a place, the nearest first.
  func candidates(_ kind: ProductTransform.Kind, place: Double, bits: Int) -> [Line] {
    states.withLock { states in
      let fitting = (states[kind]?.entries ?? []).filter {
        $0.bits >= bits && $0.low < place && place < $0.high
      }
      return fitting.sorted { ($0.center - place).magnitude < ($1.center - place).magnitude }
        .prefix(2).map(\.line)
    }
  }

  /// Notes that a line is not good enough at a place.
  func reject(_ line: Line, _ kind: ProductTransform.Kind, place: Double, bits: Int) {
    states.withLock { states in
      guard
        let index = states[kind]?.entries.firstIndex(where: {
          $0.line.plan.logarithms == line.plan.logarithms && $0.bits >= bits
            && $0.line.plan.bits == line.plan.bits
        }), let entry = states[kind]?.entries[index], entry.bits <= bits + 64
      else { return }
      if place > entry.center {
        states[kind]?.entries[index].high = min(entry.high, place)
      } else {
        states[kind]?.entries[index].low = max(entry.low, place)
      }
    }
  }

  func insert(_ line: Line, _ kind: ProductTransform.Kind, bits: Int) {
    let range = line.plan.logarithms
    states.withLock { states in
      var state = states[kind] ?? State()
      if state.entries.count >= LineStore.largestCount { state.entries.removeFirst() }
      state.entries.append(
        Entry(line: line, bits: bits, center: (range.lowerBound + range.upperBound) / 2))
      states[kind] = state
    }
  }

  /// Notes a place without a line; the earlier ones at about these bits.
  func miss(_ kind: ProductTransform.Kind, place: Double, bits: Int) -> [Double] {
    states.withLock { states in
      let earlier = states[kind]?.misses ?? []
      states[kind, default: State()].misses.append((place, bits))
      if earlier.count > 256 { states[kind]?.misses.removeFirst() }
      return earlier.filter { $0.bits <= bits + 64 && bits <= $0.bits + 64 }.map(\.place)
    }
  }
}
