import Testing

@testable import RandomNetworks

@Suite struct GeneratorTests {
  /// The words of numpy.random.Philox, which counts before it draws.
  @Test func philoxWords() {
    typealias Case = (counter: UInt64, key: (UInt64, UInt64), words: [UInt64])
    let cases: [Case] = [
      (
        1, (0, 0),
        [
          0x02f4_ba64_08e4_d89b, 0x3dd6_2b0b_9ca8_c5b2, 0x1c86_67a5_5d90_2e79,
          0x907d_7a05_2fd5_b4dc,
        ]
      ),
      (
        2, (0, 0),
        [
          0x809b_f322_8839_87c3, 0x4711_28b9_e807_f7dd, 0xf250_ba0d_bec0_65b7,
          0xfc6e_d667_67a4_57bc,
        ]
      ),
      (
        8, (1, 5),
        [
          0xb117_ad4f_9120_795a, 0x858c_1beb_df97_1d3b, 0xa980_6953_4016_c8b8,
          0xb059_ff6d_5189_62f7,
        ]
      ),
    ]
    for (counter, key, words) in cases {
      let block = PhiloxGenerator.block(counter: (counter, 0, 0, 0), key: key)
      #expect([block.0, block.1, block.2, block.3] == words)
    }
    // The generator begins at counter 0 and goes on to 1.
    var generator = PhiloxGenerator(seed: 0, stream: 0)
    for _ in 0..<4 { _ = generator.next() }
    #expect((0..<4).map { _ in generator.next() } == cases[0].words)
  }

  /// Moments and tails of 10^6 normal numbers, each within five of its standard deviations.
  @Test func normalNumbers() {
    var normals = NormalGenerator(PhiloxGenerator(seed: 7, stream: 0))
    let count = 1_000_000
    var sums = Array(repeating: 0.0, count: 5)
    // P(|x| > t).
    let tails: [(edge: Double, probability: Double)] = [
      (0.5, 0.617_075_077_451_974), (1, 0.317_310_507_862_914), (2, 0.045_500_263_896_358),
      (3.654_152_885_361_009, 0.000_258_034_2), (4.2, 2.669e-5),
    ]
    var above = Array(repeating: 0, count: tails.count)
    for _ in 0..<count {
      let x = normals.next()
      var power = 1.0
      for m in 1...4 {
        power *= x
        sums[m] += power
      }
      for (index, tail) in tails.enumerated() where x.magnitude > tail.edge { above[index] += 1 }
    }
    let n = Double(count)
    // E x^m and Var x^m.
    let moments: [(mean: Double, variance: Double)] = [(0, 1), (1, 2), (0, 15), (3, 96)]
    for (m, moment) in moments.enumerated() {
      let deviation = (sums[m + 1] / n - moment.mean) / (moment.variance / n).squareRoot()
      #expect(deviation.magnitude < 5, "moment \(m + 1)")
    }
    for (tail, found) in zip(tails, above) {
      let p = tail.probability
      let deviation = (Double(found) - n * p) / (n * p * (1 - p)).squareRoot()
      #expect(deviation.magnitude < 5, "beyond \(tail.edge): \(found)")
    }
  }
}
