internal import Multiprecision

/// What a unit does with its pre-activation.
public enum Activation<Scalar: NetworkScalar>: Sendable, Equatable {
  /// max(h, 0).
  case relu
  /// h.
  case linear
  /// h for h > 0, slope times h below.
  case leakyReLU(slope: Scalar)
  /// ReLU whose unit is kept with a probability, and then scaled by 1/keep (inverted dropout).
  case dropout(keep: Scalar)

  /// The probability that a unit's value is not zero: 1/2, 1, or q/2. A leaky unit is never dead,
  /// unless its slope is zero, which makes it a ReLU.
  public var activity: Scalar {
    switch self {
    case .relu: Scalar(Rational(numerator: 1, nonzeroDenominator: 2))
    case .leakyReLU(let slope) where slope.isZero:
      Scalar(Rational(numerator: 1, nonzeroDenominator: 2))
    case .linear, .leakyReLU: .one
    case .dropout(let keep): keep * Scalar(Rational(numerator: 1, nonzeroDenominator: 2))
    }
  }

  /// E[phi(g)^(2r)] for a standard Gaussian g: (2r-1)!! times 1/2, 1, (1 + slope^(2r))/2, or
  /// keep^(1-2r)/2.
  public func evenMoment(_ r: Int) throws(NetworkError) -> Scalar {
    if r == 0 { return .one }
    return try NetworkError.translating { () throws(ArithmeticError) in
      let gaussian = Scalar(Rational(try Integer.doubleFactorial(2 * r - 1)))
      let half = Scalar(Rational(numerator: 1, nonzeroDenominator: 2))
      switch self {
      case .relu: return gaussian * half
      case .linear: return gaussian
      case .leakyReLU(let slope): return gaussian * half * (.one + (try slope.power(2 * r)))
      case .dropout(let keep): return gaussian * half * (try keep.power(1 - 2 * r))
      }
    }
  }

  func validate() throws(NetworkError) {
    guard case .dropout(let keep) = self else { return }
    let above = (keep - .one).certainSign
    if let sign = keep.certainSign, sign <= 0 || above == 1 {
      throw .invalidParameter(
        "dropout keeps a unit with a probability above 0 and at most 1, not \(describe(keep))")
    }
  }
}

/// A scalar as an error message shows it.
func describe<Scalar: NetworkScalar>(_ value: Scalar) -> String {
  value.exactValue?.description ?? "\(value)"
}
