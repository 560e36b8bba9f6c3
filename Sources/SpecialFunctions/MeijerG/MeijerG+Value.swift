public import BallArithmetic
public import Multiprecision

extension MeijerG {
  /// How a value was computed.
  public enum Method: String, Sendable {
    /// ``MeijerG/meijerGResidueSeries(at:precision:)-(RealBall,_)``.
    case residueSeries
    /// ``MeijerG/meijerGContour(at:precision:)-(RealBall,_)``.
    case contour
    /// The residues on the other side of the contour, with a bound of what they leave out:
    /// Docs/Theory/MellinBarnes.md, "The expansion far out".
    case algebraicExpansion
  }

  /// The value at a positive real argument by the cheaper method, and which one that was.
  ///
  /// The residue series costs more with growing |z|, as its terms grow like exp(|z|^(1/(q-p))) and
  /// cancel; the contour integral costs about the same everywhere but converges only for
  /// |arg z| < (m + n - (p + q)/2) pi. Both costs are foreseen from the parameters; when the chosen
  /// method gives up or its enclosure is poor, the other is asked: Docs/Theory/MeijerG.md,
  /// "The choice".
  ///
  /// ```swift
  /// let k = try MeijerG(upper: [], [], lower: [0, 0], [])
  /// let (value, method) = try k.value(at: RealBall(1_000_000), precision: 200)
  /// // value: 2 K_0(2000) = 1.444055859909456...e-870
  /// ```
  ///
  /// - Throws: ``SpecialFunctionError/undefined(_:)`` at 0 and for a negative argument,
  ///   ``SpecialFunctionError/outOfReach(_:)`` when neither method reaches the value.
  public func value(
    at z: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> (value: RealBall, method: Method) {
    if let value = try MeijerG.valueOfUselessArgument(z) { return (value, .residueSeries) }
    let result = try choose(ResidueArgument(positive: z), precision: precision) {
      () throws(SpecialFunctionError) in
      ComplexBall(try contourPastPoles(at: ComplexBall(z), precision: precision).real)
    }
    return (result.value.real, result.method)
  }

  /// The value at a positive fraction by the cheaper method, and which one that was.
  public func value(
    at z: Rational, precision: Precision
  ) throws(SpecialFunctionError) -> (value: RealBall, method: Method) {
    if z.isZero { throw MeijerG.zeroArgument }
    if z.isNegative { throw MeijerG.negativeArgument }
    let result = try choose(ResidueArgument(z), precision: precision) {
      () throws(SpecialFunctionError) in
      ComplexBall(try contourValue(at: z, precision: precision))
    }
    return (result.value.real, result.method)
  }

  /// The value at a complex argument, on the principal branch, by the cheaper method.
  public func value(
    at z: ComplexBall, precision: Precision
  ) throws(SpecialFunctionError) -> (value: ComplexBall, method: Method) {
    if z.isReal, z.real.isCertainlyPositive {
      let (value, method) = try value(at: z.real, precision: precision)
      return (ComplexBall(value), method)
    }
    if z.isZero { throw MeijerG.zeroArgument }
    return try choose(
      ResidueArgument(z), precision: precision, meetsBranchCut: MeijerG.meetsBranchCut(z)
    ) { () throws(SpecialFunctionError) in
      try contourPastPoles(at: z, precision: precision)
    }
  }

  /// The contour needs a ball: one that is wider than a fraction costs accuracy where the value
  /// falls fast, so it is made thinner until the result has the precision.
  private func contourValue(
    at z: Rational, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    var extra = 32
    while true {
      let ball = RealBall(z, precision: precision + extra)
      let value = try contourPastPoles(at: ComplexBall(ball), precision: precision).real
      if ball.isExact || extra > 256 || value.relativeAccuracyBits >= precision.bits - 4 {
        return value
      }
      extra *= 2
    }
  }

  private func choose(
    _ argument: ResidueArgument?, precision: Precision, meetsBranchCut: Bool = false,
    contour integral: () throws(SpecialFunctionError) -> ComplexBall
  ) throws(SpecialFunctionError) -> (value: ComplexBall, method: Method) {
    guard let argument else { return (.unbounded, .residueSeries) }
    // A cheap series is taken at once: see below.
    let plan = try? residuePlan(argument)
    let outline = try? plan?.outline(precision: precision)
    let foreseen = outline?.nanoseconds
    let isCheap = foreseen.map { $0 < MeijerG.cheapSeriesCost(precision) } ?? false
    let contour =
      isCheap
      ? nil
      : contourCost(
        atLogarithm: argument.log2Magnitude * 0.693_147_180_559_945, angle: argument.angle,
        precision: precision)
    if !isCheap, let expansion = AlgebraicExpansion(self, at: argument, precision: precision),
      expansion.cost < min(foreseen ?? .infinity, contour ?? .infinity),
      let value = try? expansion.value(precision: precision),
      value.relativeAccuracyBits >= precision.bits - 2
    {
      return (value, .algebraicExpansion)
    }
    // Without a contour the series is asked whatever it costs, and says why it has no value.
    let series = contour == nil ? 0 : foreseen
    let isSeriesFirst = series.map { cost in contour.map { cost <= $0 } ?? true } ?? false
    let first: Method = isSeriesFirst ? .residueSeries : .contour
    let second: Method = isSeriesFirst ? .contour : .residueSeries
    let isSecondPossible = isCheap || !isSeriesFirst || contour != nil || p == q
    func evaluate(_ method: Method) throws(SpecialFunctionError) -> ComplexBall {
      switch method {
      case .contour: return try integral()
      case .residueSeries, .algebraicExpansion:
        if meetsBranchCut { return .unbounded }
        if let plan { return try plan.value(precision: precision, outline: outline) }
        return try residuePlan(argument).value(precision: precision)
      }
    }
    do {
      let value = try evaluate(first)
      let isPoor =
        argument.logarithmicRadius.isZero && value.relativeAccuracyBits < precision.bits - 16
      // A series that is nothing but 0 with four times the bits is no case for a contour.
      let isZeroSoFar = first == .residueSeries && value.containsZero
      guard isPoor, isSecondPossible, !isZeroSoFar, let other = try? evaluate(second),
        other.relativeAccuracyBits > value.relativeAccuracyBits
      else { return (value, first) }
      return (other, second)
    } catch {
      // The first method's reason stands when the second has none of its own to add.
      guard isSecondPossible, case .outOfReach = error, let value = try? evaluate(second) else {
        throw error
      }
      return (value, second)
    }
  }

  /// The foreseen nanoseconds below which the series is not compared with the contour.
  ///
  /// Only planning a contour costs 70 microseconds at 100 digits and 1.5 milliseconds at 5000, and an
  /// integral, of more nodes the more digits, and a gamma function for each, far more.
  private static func cheapSeriesCost(_ precision: Precision) -> Double {
    300_000 * max(1, Double(precision.bits) / 500)
  }
}
