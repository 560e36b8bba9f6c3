public import BallArithmetic
public import Multiprecision
internal import Synchronization

/// The Gauss-Legendre rule of n nodes on [-1, 1]: exact for polynomials of degree 2n - 1.
///
/// Every node and weight is a proven enclosure: Newton's iteration on the Legendre polynomial in
/// fixed point, and a change of sign on either side of the last iterate. The proof is in
/// `Docs/Theory/Quadrature.md`, "Nodes and weights".
public struct GaussLegendreRule: Sendable {
  /// The nodes that are not negative, falling; of an odd rule the last is 0. The others are their
  /// opposites, with the same weights.
  public let nodes: [RealBall]
  /// The weights of ``nodes``, in their order; positive.
  public let weights: [RealBall]
  /// The number n of nodes, those of both signs.
  public let count: Int

  private struct Key: Hashable {
    let count: Int
    let bits: Int
  }

  private static let cache = Mutex<[Key: GaussLegendreRule]>([:])

  /// The rule, from the cache when it was asked for before.
  ///
  /// - Throws: ``ArithmeticError`` when the roots could not be told apart, which no rule of at
  ///   most some ten thousand nodes does.
  public static func rule(
    count: Int, precision: Precision
  ) throws(ArithmeticError) -> GaussLegendreRule {
    let key = Key(count: count, bits: (precision.bits + 63) / 64 * 64)
    if let known = cache.withLock({ $0[key] }) { return known }
    let rule = try GaussLegendreRule(count: count, precision: Precision(clamping: key.bits))
    cache.withLock {
      if $0.count >= 128 { $0.removeAll() }
      $0[key] = rule
    }
    return rule
  }

  init(count: Int, precision: Precision) throws(ArithmeticError) {
    self.count = count
    let logarithm = Int.bitWidth - count.leadingZeroBitCount
    let bits = precision.bits + 4 * logarithm + 24
    var nodes: [RealBall] = []
    var weights: [RealBall] = []
    for index in 0..<count / 2 {
      let (node, weight) = try Self.node(index, of: count, bits: bits)
      if let last = nodes.last, !node.isCertainlyLess(than: last) {
        throw .invalidPrecision(bits: bits)
      }
      nodes.append(node)
      weights.append(weight)
    }
    if let last = nodes.last, !last.isCertainlyPositive { throw .invalidPrecision(bits: bits) }
    if count % 2 == 1 {
      // The root is 0, and P_(n-1)(0) alone makes the weight.
      let (before, _) = try Self.legendre(count, at: .zero, bits: bits)
      let slope = Self.ball(before, count, bits: bits).multiplied(
        by: count, precision: Precision(clamping: bits))
      nodes.append(.zero)
      weights.append(
        RealBall(2).divided(
          by: slope.squared(precision: Precision(clamping: bits)),
          precision: Precision(clamping: bits)))
    }
    self.nodes = nodes
    self.weights = weights
  }

  /// (P_(n-1)(x), P_n(x)) for x in [-1, 1] in fixed point with an error of at most n(3n + 2) units
  /// of 2^-bits. Source: `Docs/Theory/Quadrature.md`, "Nodes and weights".
  private static func legendre(
    _ count: Int, at x: Integer, bits: Int
  ) throws(ArithmeticError) -> (before: Integer, last: Integer) {
    var before = Integer.one << bits
    var last = x
    for k in 1..<max(count, 1) {
      let next = try (((x * last) >> bits) * Integer(2 * k + 1) - before * Integer(k))
        .quotient(dividingBy: Integer(k + 1), rounding: .down)
      before = last
      last = next
    }
    return (before, last)
  }

  private static func ball(_ value: Integer, _ count: Int, bits: Int) -> RealBall {
    RealBall(
      midpoint: BigFloat(mantissa: value, exponent: -bits),
      radius: Magnitude(UInt(count * (3 * count + 2))).scaled(byPowerOfTwo: -bits))
  }

  /// The root of that index, from the largest on, and its weight.
  private static func node(
    _ index: Int, of count: Int, bits: Int
  ) throws(ArithmeticError) -> (node: RealBall, weight: RealBall) {
    let logarithm = Int.bitWidth - count.leadingZeroBitCount
    // Each step of Newton's iteration doubles the right bits, less those of the curvature.
    var ladder = [bits]
    while let last = ladder.last, last > 100 + 6 * logarithm {
      ladder.append(last / 2 + 4 * logarithm + 8)
      if ladder[ladder.count - 1] >= last { break }
    }
    var current = 60
    var x =
      (BigFloat(approximateRoot(index, of: count)).scaled(byPowerOfTwo: current))
      .integer(rounding: .toNearest) ?? .zero
    for step in ladder.dropFirst().reversed() {
      x = x.shifted(leftBy: step - current)
      current = step
      x = try newton(x, count, bits: step)
    }
    x = x.shifted(leftBy: bits - current)
    // A double is right to some 50 bits: where no step came before, one more is needed.
    if ladder.count == 1 { x = try newton(x, count, bits: bits) }
    return try certified(x, count, bits: bits)
  }

  private static func newton(
    _ x: Integer, _ count: Int, bits: Int
  ) throws(ArithmeticError) -> Integer {
    let (before, last) = try legendre(count, at: x, bits: bits)
    let complement = (Integer.one << bits) - ((x * x) >> bits)
    let slope = (before - ((x * last) >> bits)) * Integer(count)
    return try x - (last * complement).quotient(dividingBy: slope, rounding: .down)
  }

  /// One step more with all errors bounded, and the proof that a root is there.
  private static func certified(
    _ x: Integer, _ count: Int, bits: Int
  ) throws(ArithmeticError) -> (node: RealBall, weight: RealBall) {
    let precision = Precision(clamping: bits)
    let point = RealBall(exact: BigFloat(mantissa: x, exponent: -bits))
    let (before, last) = try legendre(count, at: x, bits: bits)
    let value = ball(last, count, bits: bits)
    let complement = RealBall.one.subtracting(
      point.squared(precision: precision), precision: precision)
    let product = ball(before, count, bits: bits)
      .subtracting(point.multiplied(by: value, precision: precision), precision: precision)
      .multiplied(by: count, precision: precision)
    let slope = product.divided(by: complement, precision: precision)
    // |P''| <= (n-1) n (n+1) (n+2)/8 and |P'| <= n(n+1)/2 on [-1, 1].
    let n = Magnitude(UInt(count))
    let curvature = (n * n * (n + .one) * (n + .one + .one)).scaled(byPowerOfTwo: -3)
    let size = value.magnitudeUpperBound
    let steepness = slope.distanceFromZeroLowerBound
    let reach = size.divided(byLowerBound: steepness).scaled(byPowerOfTwo: 1)
    let second = (reach * reach * curvature).scaled(byPowerOfTwo: -1)
    guard reach.multipliedRoundedDown(by: steepness) > size + second,
      reach < complement.distanceFromZeroLowerBound.scaled(byPowerOfTwo: -2)
    else { throw .invalidPrecision(bits: bits) }
    let node = point.subtracting(
      value.divided(by: slope, precision: precision), precision: precision
    )
    .addingError(second.divided(byLowerBound: steepness))
    let most = size + (reach * n * (n + .one)).scaled(byPowerOfTwo: -1)
    let atRoot = product.addingError(n * (n + .one) * reach * most)
    let weight = RealBall.one
      .subtracting(node.squared(precision: precision), precision: precision)
      .scaled(byPowerOfTwo: 1)
      .divided(by: atRoot.squared(precision: precision), precision: precision)
    return (node, weight)
  }

  /// The root to some 50 bits.
  private static func approximateRoot(_ index: Int, of count: Int) -> Double {
    let angle = BigFloat(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
    var x = angle.cosine(precision: 53).value.nearestDouble
    for _ in 0..<4 {
      var before = 1.0
      var last = x
      for k in 1..<max(count, 1) {
        let next = (Double(2 * k + 1) * x * last - Double(k) * before) / Double(k + 1)
        before = last
        last = next
      }
      x -= last * (1 - x * x) / (Double(count) * (before - x * last))
    }
    return x
  }
}
