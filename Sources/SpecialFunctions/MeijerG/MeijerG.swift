public import Multiprecision

/// The Meijer G function with given exact parameters, a function of one argument.
///
///     G^{m,n}_{p,q}(z | a; b) = (1/2 pi i) ∫ Π_{j<=m} Γ(b_j + s) Π_{j<=n} Γ(1 - a_j - s)
///                               / (Π_{j>n} Γ(a_j + s) Π_{j>m} Γ(1 - b_j - s)) z^(-s) ds
///
/// on a path that has the poles of the Γ(b_j + s) on its left and those of the Γ(1 - a_j - s) on
/// its right. The principal branch of z^(-s) is taken: cut along the negative real axis. For p = q
/// and the other cases in which paths differ: Docs/Theory/MeijerG.md, "Definition".
public struct MeijerG: Sendable {
  /// a_1, ..., a_n.
  public let leadingUpper: [Rational]
  /// a_(n+1), ..., a_p.
  public let trailingUpper: [Rational]
  /// b_1, ..., b_m.
  public let leadingLower: [Rational]
  /// b_(m+1), ..., b_q.
  public let trailingLower: [Rational]
  /// What the residue series has computed of the parameters alone: copies share it.
  let residueProblems = ResidueProblem.Pair()

  /// The function with these parameters.
  ///
  /// - Throws: ``SpecialFunctionError/invalidParameters(_:)`` when some a_j - b_k, j <= n and
  ///   k <= m, is a positive integer: the poles that the path has to separate coincide.
  public init(
    upper leadingUpper: [Rational], _ trailingUpper: [Rational],
    lower leadingLower: [Rational], _ trailingLower: [Rational]
  ) throws(SpecialFunctionError) {
    for a in leadingUpper {
      for b in leadingLower where (a - b).isInteger && (a - b).isPositive {
        throw .invalidParameters(
          "the Meijer G function is not defined for a = \(a) and b = \(b), as a - b is a positive"
            + " integer: a pole would lie on both sides of the path")
      }
    }
    self.leadingUpper = leadingUpper
    self.trailingUpper = trailingUpper
    self.leadingLower = leadingLower
    self.trailingLower = trailingLower
  }

  /// m, the number of leading lower parameters.
  public var m: Int { leadingLower.count }
  /// n, the number of leading upper parameters.
  public var n: Int { leadingUpper.count }
  /// p, the number of upper parameters.
  public var p: Int { leadingUpper.count + trailingUpper.count }
  /// q, the number of lower parameters.
  public var q: Int { leadingLower.count + trailingLower.count }
}

extension MeijerG: Hashable {
  /// Whether the four lists of parameters agree; in another order they count as different.
  public static func == (left: MeijerG, right: MeijerG) -> Bool {
    left.leadingUpper == right.leadingUpper && left.trailingUpper == right.trailingUpper
      && left.leadingLower == right.leadingLower && left.trailingLower == right.trailingLower
  }

  /// Hashes the four lists of parameters.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(leadingUpper)
    hasher.combine(trailingUpper)
    hasher.combine(leadingLower)
    hasher.combine(trailingLower)
  }
}

extension MeijerG: CustomStringConvertible {
  /// The four lists of parameters.
  public var description: String {
    "MeijerG(upper: \(leadingUpper), \(trailingUpper), lower: \(leadingLower), \(trailingLower))"
  }
}
