extension Integer {
  /// first (first+step) (first+2 step) ...: `count` factors, multiplied in halves so that the
  /// long multiplications are balanced. The empty product, `count <= 0`, is 1.
  ///
  /// - Precondition: the result fits in ``maximumBitWidth``. For numbers that come from input use
  ///   ``product(from:count:step:maximumBitWidth:)``.
  public static func product(from first: Integer, count: Int, step: Int) -> Integer {
    if progressionMeetsZero(first, count, step) { return zero }
    precondition(
      productBits(from: first, count: count, step: step) <= Double(maximumBitWidth),
      "the product does not fit: use product(from:count:step:maximumBitWidth:) for input")
    return uncheckedProduct(from: first, count: count, step: step)
  }

  /// The same product, refused when its bits may exceed a limit: the rising factorial of n factors
  /// is the product with step 1, the falling factorial the one with step -1.
  ///
  /// - Throws: ``ArithmeticError/outsideDomain(_:)`` for a negative count,
  ///   ``ArithmeticError/tooLarge(_:)`` beyond the limit or ``maximumBitWidth``.
  public static func product(
    from first: Integer, count: Int, step: Int, maximumBitWidth: Int
  ) throws(ArithmeticError) -> Integer {
    if count < 0 { throw .outsideDomain("a product of \(count) factors: the number is negative") }
    if progressionMeetsZero(first, count, step) { return zero }
    try require(
      bits: productBits(from: first, count: count, step: step), atMost: maximumBitWidth,
      "a product of \(count) factors from \(first.brief)")
    return uncheckedProduct(from: first, count: count, step: step)
  }

  /// Whether one of the factors is zero: then no other is worth a multiplication.
  private static func progressionMeetsZero(_ first: Integer, _ count: Int, _ step: Int) -> Bool {
    if count <= 0 { return false }
    if first.isZero { return true }
    guard step != 0, first.isNegative == (step > 0) else { return false }
    let last = first + Integer(step) * Integer(count - 1)
    guard last.isZero || last.isNegative != first.isNegative else { return false }
    return first.isMultiple(of: Integer(step))
  }

  private static func uncheckedProduct(
    from first: Integer, count: Int, step: Int
  ) -> Integer {
    if count <= 0 { return one }
    if step == 0 { return first.power(count) }
    if count <= 8 {
      var product = first
      var factor = first
      for _ in 1..<count {
        factor += Integer(step)
        product *= factor
      }
      return product
    }
    let half = count / 2
    return uncheckedProduct(from: first, count: half, step: step)
      * uncheckedProduct(
        from: first + Integer(half) * Integer(step), count: count - half, step: step)
  }
}
