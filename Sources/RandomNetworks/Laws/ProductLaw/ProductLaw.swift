public import BallArithmetic
public import Multiprecision

/// The law of the squared signal norm z_L of a network without bias, or of another product of a
/// number and independent chi-square mixtures: a point mass at 0 and a density on x > 0.
///
/// The density is f(x) = (1/2 pi i) ∫ x^(-s-1) S^s Π_l M_l(s) ds with S = z_0 Π σ_l^2; all bounds are
/// proven in Docs/Theory/ProductLaw.md. One layer has a closed form.
///
/// ```swift
/// let law = try ProductLaw(network)
/// let density = try law.value(of: .density, at: CertifiedReal(1), precision: 200).value
/// ```
public struct ProductLaw: CertifiedLaw {
  /// What the law is, by difficulty.
  enum Form: Sendable {
    /// The number itself, for certain.
    case point(CertifiedReal)
    /// scale times a chi-square mixture.
    case single(ChiSquareMixture, scale: CertifiedReal)
    case product(ProductEvaluator)
  }

  let form: Form
  /// The other method, where it is of use.
  let series: LawResidueSeries?
  let choice = MethodChoice()
  /// The product's; nil for a law that is 0 for certain.
  let product: MellinProduct?

  /// The law of z_L.
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` for a bias and other networks whose law is no
  ///   product of chi-squares.
  public init(_ network: Network<CertifiedReal>) throws(NetworkError) {
    if try network.isDeadForCertain() {
      self = .zero
    } else {
      self.init(try network.mellinProduct())
    }
  }

  private init(form: Form, product: MellinProduct?) {
    self.form = form
    self.product = product
    series = nil
  }

  /// The law of a number that is 0 for certain.
  static let zero = ProductLaw(form: .point(.zero), product: nil)

  /// The law of a product.
  init(_ product: MellinProduct) {
    self.product = product
    let random = product.factors.compactMap { factor in
      factor.mixture.map { (mixture: $0, count: factor.count) }
    }
    let leaks = product.factors.compactMap { factor in
      factor.leak.map { (factor: $0, count: factor.count) }
    }
    series = leaks.isEmpty ? LawResidueSeries(product) : nil
    if random.isEmpty {
      form = .point(product.exactScale())
    } else if leaks.isEmpty, random.count == 1, random[0].count == 1 {
      form = .single(random[0].mixture, scale: product.exactScale())
    } else {
      form = .product(
        ProductEvaluator(factors: random, leaks: leaks) { precision in
          product.livingProbability(precision: precision).ball(precision: precision)
        })
    }
  }

  /// True: z_L is a squared norm.
  public var isNonnegative: Bool { true }

  /// The number itself where z_L is one number; else 0, if a layer may be dead, or none.
  public var pointMasses: [CertifiedReal] {
    switch form {
    case .point(let place): [place]
    default: product?.hasAtom ?? true ? [.zero] : []
    }
  }

  /// 1 where z_L is one number, else P(X = 0).
  ///
  /// - Throws: ``NetworkError/invalidParameter(_:)`` for an index without a point mass.
  public func mass(
    ofPointMass index: Int, precision: Precision
  ) throws(NetworkError) -> CertifiedReal {
    guard pointMasses.indices.contains(index) else {
      throw .invalidParameter("the law has \(pointMasses.count) point masses, no number \(index)")
    }
    guard case .point = form else { return atom(precision: precision) }
    return .one
  }

  /// P(X = 0) of a law with a density.
  func atom(precision: Precision) -> CertifiedReal {
    product?.deadProbability(precision: precision) ?? .one
  }

  /// P(X > 0).
  func living(precision: Precision) -> CertifiedReal {
    product?.livingProbability(precision: precision) ?? .zero
  }
}

extension Network where Scalar == CertifiedReal {
  /// Whether z_L = 0 for certain without any chance: no input, or a layer without weights.
  func isDeadForCertain() throws(NetworkError) -> Bool {
    func isDead(_ layers: [ResolvedLayer<CertifiedReal>]) -> Bool {
      guard layers.allSatisfy(\.biasVariance.isZero) else { return false }
      return inputNorm.isZero || layers.contains { $0.weightVariance.isZero }
    }
    switch try chain() {
    case .layers(let layers): return isDead(layers)
    case .repeated(let first, let then, let depth):
      if depth.isZero { return inputNorm.isZero }
      return isDead(depth.exactValue == .one ? [first] : [first, then])
    case .stationary: return false
    }
  }
}
