internal import Multiprecision

/// How the variance of a weight follows from the widths of its layer.
public enum WeightScheme<Scalar: NetworkScalar>: Sendable, Equatable {
  /// He, fan-in: E z is kept at equal widths for every activation: 2/n_in for ReLU, 1/n_in for
  /// linear units, 2q/n_in for dropout that keeps with probability q, 2/(n_in (1+slope^2)) for
  /// leaky units.
  case he
  /// He with the layer's own width in place of the one before it: keeps E z at any widths.
  case heFanOut
  /// 1/n_in.
  case leCun
  /// 2/(n_in + n_out).
  case glorot
  /// The variance itself.
  case variance(Scalar)

  func variance(
    inputWidth: Scalar, width: Scalar, activation: Activation<Scalar>
  ) throws(NetworkError) -> Scalar {
    if case .variance(let value) = self { return value }
    return try NetworkError.translating { () throws(ArithmeticError) in
      switch self {
      case .he: return try Self.heNumerator(activation).divided(by: inputWidth)
      case .heFanOut: return try Self.heNumerator(activation).divided(by: width)
      case .leCun: return try Scalar.one.divided(by: inputWidth)
      case .glorot: return try Scalar(2).divided(by: inputWidth + width)
      case .variance(let value): return value
      }
    }
  }

  /// The variance times the width that keeps E z: 1 / E[phi(g)^2].
  private static func heNumerator(
    _ activation: Activation<Scalar>
  ) throws(ArithmeticError) -> Scalar {
    switch activation {
    case .relu: Scalar(2)
    case .linear: .one
    case .leakyReLU(let slope): try Scalar(2).divided(by: .one + slope * slope)
    case .dropout(let keep): Scalar(2) * keep
    }
  }
}

/// The law of a layer's weight matrix.
public enum WeightEnsemble: String, Sendable, CaseIterable {
  /// Independent Gaussian entries.
  case gaussian
  /// A Haar-distributed matrix with orthonormal rows or columns, whichever are fewer, scaled so
  /// that an entry has the weight variance: the scale squared is the variance times the larger
  /// of the two widths.
  case orthogonal
}
