internal import BallArithmetic
internal import Multiprecision

/// Sequences v_k, v_(-k) the conjugate of v_k, as integers in units of 2^-bits, and what linear algebra
/// asks of them. Nothing here is proven: what comes out is only a guess.
struct FixedSequence: Sendable {
  var real: [Integer]
  var imaginary: [Integer]

  var count: Int { real.count - 1 }

  init(real: [Integer], imaginary: [Integer]) {
    (self.real, self.imaginary) = (real, imaginary)
  }

  /// The midpoints.
  init(_ values: [ComplexBall], bits: Int) {
    real = values.map { $0.real.fixedPoint(bits: bits).value }
    imaginary = values.map { $0.imaginary.fixedPoint(bits: bits).value }
  }

  static func - (left: FixedSequence, right: FixedSequence) -> FixedSequence {
    FixedSequence(
      real: zip(left.real, right.real).map { $0 - $1 },
      imaginary: zip(left.imaginary, right.imaginary).map { $0 - $1 })
  }

  static func + (left: FixedSequence, right: FixedSequence) -> FixedSequence {
    FixedSequence(
      real: zip(left.real, right.real).map { $0 + $1 },
      imaginary: zip(left.imaginary, right.imaginary).map { $0 + $1 })
  }

  /// Element by element.
  func multiplied(by other: FixedSequence, bits: Int) -> FixedSequence {
    var result = self
    for k in real.indices {
      var x = real[k] * other.real[k]
      x.subtractProduct(imaginary[k], other.imaginary[k])
      var y = real[k] * other.imaginary[k]
      y.addProduct(imaginary[k], other.real[k])
      result.real[k] = x >> bits
      result.imaginary[k] = y >> bits
    }
    return result
  }

  func scaled(by factor: Integer, bits: Int) -> FixedSequence {
    FixedSequence(
      real: real.map { ($0 * factor) >> bits }, imaginary: imaginary.map { ($0 * factor) >> bits })
  }

  mutating func subtract(_ other: FixedSequence, times factor: Integer, bits: Int) {
    for k in real.indices {
      real[k] -= (other.real[k] * factor) >> bits
      imaginary[k] -= (other.imaginary[k] * factor) >> bits
    }
  }

  /// The real inner product over all k, in units of 2^(-2 bits).
  func product(with other: FixedSequence) -> Integer {
    var sum = Integer.zero
    for k in real.indices.dropFirst() {
      sum.addProduct(real[k], other.real[k])
      sum.addProduct(imaginary[k], other.imaginary[k])
    }
    sum = sum << 1
    sum.addProduct(real[0], other.real[0])
    return sum
  }

  /// The ℓ² norm.
  func norm(bits: Int) -> RealBall {
    RealBall(exact: BigFloat(mantissa: product(with: self), exponent: -2 * bits))
      .squareRoot(precision: Precision(clamping: bits + 32))
  }
}

/// The solution of (1 + G)x = b of least residual in the space of b, Gb, G²b, ... (GMRES): a guess
/// without proof, that needs few products with G where the singular values of G fall fast.
struct KrylovSpace {
  private let bits: Int
  private let apply: (FixedSequence) -> FixedSequence

  /// The most products with G.
  private static var largestDimension: Int { 256 }

  /// - Parameter apply: v + Gv.
  init(bits: Int, applying apply: @escaping (FixedSequence) -> FixedSequence) {
    (self.bits, self.apply) = (bits, apply)
  }

  private var precision: Precision { Precision(clamping: bits + 64) }

  private func fixed(_ value: RealBall) -> Integer { value.fixedPoint(bits: bits).value }

  private func number(_ value: Integer, exponent: Int) -> RealBall {
    RealBall(exact: BigFloat(mantissa: value, exponent: exponent))
  }

  private func middle(_ value: RealBall) -> RealBall { RealBall(exact: value.midpoint) }

  func solution(of b: FixedSequence) -> FixedSequence {
    let size = middle(b.norm(bits: bits))
    guard size.isCertainlyPositive else { return b }
    var basis = [normalized(b, size)]
    // The columns of the triangle, the rotations, and the right side.
    var columns: [[RealBall]] = []
    var rotations: [(cosine: RealBall, sine: RealBall)] = []
    var side = [size]
    for j in 0..<Self.largestDimension {
      var v = apply(basis[j])
      var column = Array(repeating: RealBall.zero, count: j + 1)
      // Twice, so that rounding does not spoil the orthogonality.
      for _ in 0..<2 {
        for i in 0...j {
          let share = v.product(with: basis[i])
          column[i] = middle(
            column[i].adding(number(share, exponent: -2 * bits), precision: precision))
          v.subtract(basis[i], times: share >> bits, bits: bits)
        }
      }
      let rest = middle(v.norm(bits: bits))
      for (i, rotation) in rotations.enumerated() {
        let (x, y) = (column[i], column[i + 1])
        column[i] = combination(rotation.cosine, x, rotation.sine, y)
        column[i + 1] = combination(rotation.cosine, y, -rotation.sine, x)
      }
      let length = middle(
        column[j].squared(precision: precision)
          .adding(rest.squared(precision: precision), precision: precision)
          .squareRoot(precision: precision))
      guard length.isCertainlyPositive else { break }
      let cosine = middle(column[j].divided(by: length, precision: precision))
      let sine = middle(rest.divided(by: length, precision: precision))
      rotations.append((cosine, sine))
      column[j] = length
      columns.append(column)
      let last = side[j]
      side[j] = middle(last.multiplied(by: cosine, precision: precision))
      side.append(-middle(last.multiplied(by: sine, precision: precision)))
      let isSmall =
        side[j + 1].magnitudeUpperBound
        < size.magnitudeUpperBound.scaled(byPowerOfTwo: 6 - bits)
      if isSmall || rest.magnitudeUpperBound < .powerOfTwo(4 - bits) { break }
      basis.append(normalized(v, rest))
    }
    return combination(of: basis, columns: columns, side: side)
  }

  private func normalized(_ v: FixedSequence, _ norm: RealBall) -> FixedSequence {
    v.scaled(by: fixed(norm.reciprocal(precision: precision)), bits: bits)
  }

  private func combination(
    _ a: RealBall, _ x: RealBall, _ b: RealBall, _ y: RealBall
  ) -> RealBall {
    middle(
      a.multiplied(by: x, precision: precision)
        .adding(b.multiplied(by: y, precision: precision), precision: precision))
  }

  /// The triangular system backwards, and the sum.
  private func combination(
    of basis: [FixedSequence], columns: [[RealBall]], side: [RealBall]
  ) -> FixedSequence {
    var rest = Array(side.prefix(columns.count))
    let zeros = Array(repeating: Integer.zero, count: basis[0].real.count)
    var sum = FixedSequence(real: zeros, imaginary: zeros)
    for j in columns.indices.reversed() {
      let weight = middle(rest[j].divided(by: columns[j][j], precision: precision))
      for i in 0..<j {
        rest[i] = middle(
          rest[i].subtracting(
            weight.multiplied(by: columns[j][i], precision: precision), precision: precision))
      }
      sum.subtract(basis[j], times: -fixed(weight), bits: bits)
    }
    return sum
  }
}
