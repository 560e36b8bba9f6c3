public import BallArithmetic
public import Multiprecision

extension Network where Scalar == CertifiedReal {
  /// The exponent s* > 0 of the power tail of the stationary law, P(z > x) ~ C x^(-s*), of a network
  /// of equal layers with bias: the positive solution of E[(sigma_w^2 xi)^s; xi > 0] = 1 (Kesten
  /// and Goldie; Docs/Theory/Laws.md, "The tail of the stationary law").
  ///
  /// h(s) = ln E[(sigma_w^2 xi)^s; xi > 0] is convex with h(0) = ln(1 - atom) <= 0 and grows without
  /// bound: it has one positive zero, or none when it is 0 at 0 and increases. The zero is bracketed
  /// by the signs of h, certified at every step.
  ///
  /// - Throws: ``NetworkError/noValue(_:)`` where there is no stationary law with such a tail:
  ///   without bias, or when the norm grows on average of its logarithm.
  public func tailExponent(precision: Precision) throws(NetworkError) -> RealBall {
    let layer: ResolvedLayer<CertifiedReal>
    switch try chain() {
    case .repeated(_, let then, _): layer = then
    case .stationary(let stationary): layer = stationary
    case .layers: throw .unsupported("the tail exponent belongs to equal layers without end")
    }
    if layer.biasVariance.isZero {
      throw .noValue(
        "without bias there is no stationary law and no tail: give a bias variance > 0")
    }
    var plain = layer
    plain.biasVariance = .zero
    let network = try Network(
      inputWidth: layer.width,
      architecture: .repeated(
        Layer(
          width: layer.width, activation: layer.activation,
          weights: .variance(layer.weightVariance),
          ensemble: layer.ensemble), depth: CertifiedReal(1)))
    let product = try network.mellinProduct()
    guard product.last?.mixture != nil else {
      throw .noValue("orthogonal layers that keep the norm up to a factor have no power tail")
    }
    let slope = try network.logarithmCumulants(through: 1, precision: 64)[0]
    if product.last?.mixture?.isSingle == true, !slope.isCertainlyNegative {
      throw .noValue(
        "there is no stationary law: ln z grows from layer to layer on average")
    }

    func sign(_ s: BigFloat) throws(NetworkError) -> Int? {
      // h(s) is about s times its slope near 0: a small s needs so many more bits.
      let inner = precision + (64 + 2 * max(0, -s.exponent))
      let value = product.transform(at: RealBall(exact: s), precision: inner)
      if value.isUnbounded {
        throw .unsupported(
          "the tail exponent is not computed: at s = \(s.nearestDouble), below or near it,"
            + " E[(sw2 xi)^s] is beyond the range of numbers")
      }
      let difference = value.subtracting(.one, precision: inner)
      return difference.isCertainlyPositive ? 1 : difference.isCertainlyNegative ? -1 : nil
    }
    // h is negative near 0 and positive far out.
    var upper = BigFloat(1)
    while try sign(upper) != 1 {
      upper = upper.scaled(byPowerOfTwo: 1)
      if upper.exponent > 64 { return .unbounded }
    }
    var lower = upper.scaled(byPowerOfTwo: -1)
    while true {
      let side = try sign(lower)
      if side == -1 { break }
      // Not decided: the zero itself, as s = 1 is for E z constant; it stays inside the bracket.
      if side == 1 { upper = lower }
      if lower.exponent < -Self.smallestTailExponent {
        if side == nil { return .unbounded }
        throw .unsupported("the tail exponent is below 2^-\(Self.smallestTailExponent)")
      }
      lower = lower.scaled(byPowerOfTwo: -1)
    }
    return try bracketed(lower, upper, precision: precision) { s throws(NetworkError) in
      try sign(s)
    }
  }

  /// The number of binary zeros after the point up to which a tail exponent is looked for.
  private static var smallestTailExponent: Int { 1024 }

  /// The zero of a function that is negative at `lower` and positive at `upper`, by bisection with
  /// certified signs, until the bracket is as narrow as the precision.
  private func bracketed(
    _ lower: BigFloat, _ upper: BigFloat, precision: Precision,
    _ sign: (BigFloat) throws(NetworkError) -> Int?
  ) throws(NetworkError) -> RealBall {
    var (low, high) = (lower, upper)
    let inner = precision + 32
    var steps = 0
    while steps < precision.bits + 128 {
      let width = BigFloat.subtracting(high, low, precision: 64, rounding: .up)
      if width.isZero || width.exponent < low.exponent - precision.bits { break }
      let middle = BigFloat.adding(low, high, precision: inner).scaled(byPowerOfTwo: -1)
      switch try sign(middle) {
      case 1: high = middle
      case -1: low = middle
      default: steps = precision.bits + 128
      }
      steps += 1
    }
    return .enclosing(lower: low, upper: high, precision: inner)
  }
}
