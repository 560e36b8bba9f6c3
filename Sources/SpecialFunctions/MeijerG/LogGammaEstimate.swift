internal import RealModule

/// Estimates in doubles, of which nothing proven depends: they choose precisions and methods.
enum LogGammaEstimate {
  /// About log |Γ(x)|; at a pole, log of the modulus of the residue.
  static func logMagnitude(_ x: Double) -> Double {
    if x < 0.5 {
      let distance = Swift.abs(x - x.rounded())
      let sine = distance < 1e-9 ? Double.pi : Double.sin(Double.pi * distance)
      return Double.log(Double.pi / sine) - logMagnitude(1 - x)
    }
    if x < 8 {
      var (y, product) = (x, 1.0)
      while y < 8 {
        product *= y
        y += 1
      }
      return stirling(y) - Double.log(product)
    }
    return stirling(x)
  }

  private static func stirling(_ x: Double) -> Double {
    (x - 0.5) * Double.log(x) - x + 0.918_938_533_204_673 + 1 / (12 * x)
  }
}
