internal import CGMP

extension Integer {
  /// n! for a machine integer n >= 0.
  ///
  /// - Throws: ``ArithmeticError/outsideDomain(_:)`` for n < 0.
  public static func factorial(_ n: Int) throws(ArithmeticError) -> Integer {
    if n < 0 { throw .outsideDomain("the factorial of \(n) has no value: n must be >= 0") }
    return computing { __gmpz_fac_ui($0, UInt(n)) }
  }

  /// n!! = n (n-2) (n-4) ..., with (-1)!! = 0!! = 1.
  ///
  /// - Throws: ``ArithmeticError/outsideDomain(_:)`` for n < -1.
  public static func doubleFactorial(_ n: Int) throws(ArithmeticError) -> Integer {
    if n < -1 { throw .outsideDomain("the double factorial of \(n) has no value: n must be >= -1") }
    return n < 1 ? one : computing { __gmpz_2fac_ui($0, UInt(n)) }
  }

  /// The binomial coefficient for any integer top n and machine k: the polynomial
  /// n (n-1) ... (n-k+1) / k! for k >= 0, and 0 for k < 0.
  public static func binomial(_ n: Integer, _ k: Int) -> Integer {
    if k < 0 { return zero }
    if !n.isNegative, let top = n.asInt {
      // C(n,k) = C(n,n-k): the shorter product.
      if k > top { return zero }
      return computing { __gmpz_bin_uiui($0, UInt(top), UInt(min(k, top - k))) }
    }
    return computing { r in n.withMPZ { __gmpz_bin_ui(r, $0, UInt(k)) } }
  }

  /// The rising factorial x (x+1) ... (x+n-1); 1 for n = 0.
  public func risingFactorial(_ n: Int) -> Integer {
    precondition(n >= 0, "a rising factorial has n >= 0 factors")
    return Integer.product(from: self, count: n, step: 1)
  }

  /// The falling factorial x (x-1) ... (x-n+1); 1 for n = 0.
  public func fallingFactorial(_ n: Int) -> Integer {
    precondition(n >= 0, "a falling factorial has n >= 0 factors")
    return Integer.product(from: self, count: n, step: -1)
  }

  /// first (first+step) (first+2 step) ...: `count` factors, multiplied in halves so that the
  /// long multiplications are balanced.
  public static func product(from first: Integer, count: Int, step: Int) -> Integer {
    if count <= 0 { return one }
    if count <= 8 {
      var product = first
      for index in 1..<max(count, 1) { product *= first + Integer(index * step) }
      return product
    }
    let half = count / 2
    return product(from: first, count: half, step: step)
      * product(from: first + Integer(half * step), count: count - half, step: step)
  }
}
