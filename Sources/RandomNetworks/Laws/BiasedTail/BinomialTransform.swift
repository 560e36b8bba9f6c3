internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// F_L(s) = E[z_L^s; z_L > 0] of a network with biases, or F_L(s)/s, far to the right: with y the z of
/// the stage before, (1 + lambda y)^s is expanded in falling powers of y, so that a stage's values on
/// the line Re s = c are short sums of the values of the stage before on the lines c, c - 1, ...
///
/// Docs/Theory/BiasedTail.md.
struct BinomialTransform: MellinTransform {
  /// Whose inverse transform it is: the density's or the survival function's.
  let kind: ProductTransform.Kind
  let chain: BiasedChain
  /// All factors of the stages, equal ones together.
  let factors: [ProductTransform.Factor]
  let sizes: StageSizes

  /// - Precondition: the law is no constant and the chain does not start from a stationary law.
  init(kind: ProductTransform.Kind, chain: BiasedChain) {
    (self.kind, self.chain) = (kind, chain)
    var factors: [ProductTransform.Factor] = []
    for kind in chain.stages {
      for factor in chain.kinds[kind].factors {
        if let place = factors.firstIndex(where: { $0.mixture == factor.mixture }) {
          factors[place].count = factors[place].count + Integer(factor.count)
        } else {
          factors.append((factor.mixture, Integer(factor.count)))
        }
      }
    }
    self.factors = factors
    sizes = StageSizes(chain, mixtures: factors.map(\.mixture))
  }

  var hasReciprocal: Bool { kind != .density }

  /// F_L is analytic further to the left, but its bounds are those for positive orders.
  var left: Rational? { .zero }
  var right: Rational? { nil }

  func poles(from low: Rational, to high: Rational) -> [Rational] { [] }
  func principalPart(at pole: Rational, precision: Precision) -> [RealBall] { [] }
  func residueCost(bits: Double) -> Double { 0 }

  /// As if there were no biases in what concerns the descent.
  func estimate(at sigma: Double) -> ProductSize {
    let own = factors.map {
      (count: $0.count.nearestDouble, size: MixtureSize($0.mixture, at: sigma))
    }
    let logSums = own.map { $0.size.logSum() }
    let size = sizes.logarithms(at: sigma, logSums: logSums).last?.size ?? 0
    let product = zip(own, logSums).reduce(0) { $0 + $1.0.count * $1.1 }
    return ProductSize(
      own, leaks: size - product, reciprocal: hasReciprocal ? sigma.magnitude : nil)
  }

  /// |F_L(sigma + it)| <= E[V^sigma] Π |M(sigma + it)| of the last stage.
  func majorant(at sigma: BigFloat, precision: Precision) -> BinomialBound? {
    guard let last = chain.stages.last.map({ chain.kinds[$0] }) else { return nil }
    let transform = ProductTransform(
      kind: kind, factors: last.factors.map { ($0.mixture, Integer($0.count)) },
      living: { _ in .unbounded })
    let wide = precision + 64
    guard let product = ProductBound(transform, at: sigma, precision: precision),
      let size = chain.logSizeBounds(at: sigma, precision: wide)?.last?.variance
    else { return nil }
    let twos = last.factors.reduce(0) { $0 + $1.count }
    let base = last.scaleLogarithm(precision: wide).adding(
      RealBall.logTwo(precision: wide).multiplied(by: twos, precision: wide), precision: wide)
    let scale = product.scale.adding(size, precision: wide).adding(
      base.multiplied(by: RealBall(exact: sigma), precision: wide), precision: wide)
    return BinomialBound(product: product, scale: scale)
  }

  func nodeCost(bits: Double, line: Double) -> Double {
    // As many as the nodes will ask for.
    let fine = bits + 72
    // Some to spare, so that the line may be rounded.
    let counts: [Int]
    var factor = 1.0
    if case .counts(let found) = sizes.lineCounts(at: line, bits: fine + 24, factors: factors) {
      counts = found
    } else {
      switch sizes.lineCounts(at: line, bits: fine, factors: factors) {
      case .counts(let found): (counts, factor) = (found, 3)
      // Too few powers are there: further to the right there are more.
      case .missing(let share): return 1e15 * (20 * min(share, 1)).estimatedExponential
      }
    }
    let limbs = fine / 64 + 1
    let product = 250 + 25 * limbs + 2 * limbs * limbs
    var cost = 0.0
    for (lower, upper) in zip(counts, counts.dropFirst()) {
      cost += Double(upper) * (Double(2 * lower - upper) / 2) * 4 * product
    }
    let most = Double(counts.first ?? 1)
    for (mixture, _) in factors {
      let width = Double(mixture.width)
      let terms = mixture.isSingle ? 1 : min(width, 2 * (fine * width).squareRoot())
      cost += most * (terms * 2 * product + 6 * product) + terms * 4 * product
      cost += 2 * (15_000 + 95 * fine + fine * fine / 50)
    }
    return factor * (cost + Double(chain.stages.count) * (20_000 + 10 * fine))
  }
}

/// The bound of the last stage's factors on a line, with the size of its variance.
struct BinomialBound: LineBound {
  var product: ProductBound
  let scale: RealBall

  var growth: RealBall {
    get { product.growth }
    set { product.growth = newValue }
  }

  func exponent(at t: RealBall) -> RealBall { product.exponent(at: t) }
  func slopeUpperBound(from low: RealBall) -> RealBall { product.slopeUpperBound(from: low) }
  func integralUpperBound() -> Magnitude { product.integralUpperBound() }
}
