/// Philox 4x64 with ten rounds: a counter-based generator of random words.
///
/// Every pair of a seed and a stream is a key, and every key permutes the counters: streams never
/// overlap, and any of them can be started without the others. So a simulation that gives each
/// block of samples its own stream does not depend on how the blocks are spread over threads.
///
/// Source: J. Salmon, M. Moraes, R. Dror, D. Shaw, *Parallel random numbers: as easy as 1, 2, 3*,
/// 2011.
struct PhiloxGenerator: RandomNumberGenerator, Sendable {
  typealias Block = (UInt64, UInt64, UInt64, UInt64)

  private let key: (UInt64, UInt64)
  private var counter: UInt64 = 0
  private var block: Block = (0, 0, 0, 0)
  private var used = 4

  init(seed: UInt64, stream: UInt64) { key = (seed, stream) }

  mutating func next() -> UInt64 {
    if used == 4 {
      block = Self.block(counter: (counter, 0, 0, 0), key: key)
      counter &+= 1
      used = 0
    }
    used += 1
    switch used {
    case 1: return block.0
    case 2: return block.1
    case 3: return block.2
    default: return block.3
    }
  }

  /// A double in [0, 1), a multiple of 2^-53.
  mutating func nextUniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  static func block(counter: Block, key: (UInt64, UInt64)) -> Block {
    var (x0, x1, x2, x3) = counter
    var (k0, k1) = key
    for _ in 0..<10 {
      let first = x0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let second = x2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      (x0, x1, x2, x3) = (second.high ^ x1 ^ k0, second.low, first.high ^ x3 ^ k1, first.low)
      k0 &+= 0x9E37_79B9_7F4A_7C15
      k1 &+= 0xBB67_AE85_84CA_A73B
    }
    return (x0, x1, x2, x3)
  }
}
