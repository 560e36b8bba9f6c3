public import BallArithmetic
public import Multiprecision
internal import RealModule

extension ComplexBall {
  /// The principal log Γ(z): analytic in the plane cut along (-inf, 0], real for z > 0, and
  /// continuous from above on the cut. Its imaginary part is not reduced: it is not log(Γ(z)).
  /// ``BallArithmetic/ComplexBall/unbounded`` for a ball that contains a pole 0, -1, -2, ...
  ///
  /// Branches: Docs/Theory/GammaFamily.md, "The principal branch".
  public func logGamma(precision: Precision) -> ComplexBall {
    if isUnbounded { return .unbounded }
    if isReal, real.isCertainlyPositive {
      return ComplexBall(real.logGamma(precision: precision))
    }
    if imaginary.containsZero, !isReal, !real.isCertainlyPositive {
      // Both sides of the cut: of points below it the conjugate of the value above.
      if containsZero { return .unbounded }
      let (low, high) = imaginary.endpoints(precision: precision)
      let above = ComplexBall(
        real: real,
        imaginary: .enclosing(lower: .zero, upper: max(high, .zero), precision: precision))
      let mirrored = ComplexBall(
        real: real,
        imaginary: .enclosing(lower: .zero, upper: max(-low, .zero), precision: precision))
      return above.logGammaBesideCut(precision: precision).union(
        mirrored.logGammaBesideCut(precision: precision).conjugate, precision: precision)
    }
    if imaginary.isCertainlyNegative {
      return conjugate.logGammaBesideCut(precision: precision).conjugate
    }
    return logGammaBesideCut(precision: precision)
  }

  /// log Γ of a ball that has no points below the cut, and none below the real axis if any of its
  /// real parts is <= 0; raises the precision next to the zeros 1 and 2.
  func logGammaBesideCut(precision: Precision) -> ComplexBall {
    if let value = logGammaNextToZero(precision: precision) { return value }
    let useful = GammaArgument.useful(
      precision, for: self, extra: max(0, magnitudeUpperBound.exponent))
    var extra = 16
    var best = Int.min
    while true {
      let value = logGammaOnce(precision: useful + extra)
      let accuracy = value.relativeAccuracyBits
      // Once more with the bits that cancelled, while the argument has them.
      guard value.isFinite, accuracy < useful.bits, extra <= 3 * useful.bits + 64,
        accuracy == .min || accuracy > best
      else { return value.rounded(to: precision) }
      best = accuracy
      extra += accuracy == .min ? useful.bits + 64 : useful.bits - accuracy + 16
    }
  }

  /// Next to 1 and 2: |log Γ(1+e) + γe| <= |e|^2 and |log Γ(2+e) - (1-γ)e| <= |e|^2 for
  /// |e| <= 1/4, for an e that is too small to be seen from a wider point of view.
  private func logGammaNextToZero(precision: Precision) -> ComplexBall? {
    for zero in [1, 2] {
      let distance = shifted(by: -zero, precision: precision + 16)
      let size = distance.magnitudeUpperBound
      guard size < .powerOfTwo(-precision.bits - 8) else { continue }
      if distance.isZero { return .zero }
      let slope = RealBall(zero - 1)
        .subtracting(.eulerGamma(precision: precision + 16), precision: precision + 16)
      return distance.multiplied(by: slope, precision: precision).addingError(size * size)
    }
    return nil
  }

  /// With an absolute error of 2^-precision, about, or that relative to |z| log |z|.
  private func logGammaOnce(precision: Precision) -> ComplexBall {
    let argument = GammaArgument(self)
    let goal = precision + 4
    let plan = StirlingSeries(
      atReal: argument.real, imaginary: argument.imaginary, bits: goal.bits)
    if argument.real < 0.5, plan.shift > 0 {
      let mirrored = StirlingSeries(
        atReal: 1 - argument.real, imaginary: argument.imaginary, bits: goal.bits)
      if plan.shift > mirrored.shift + 16 {
        let other = ComplexBall.one.subtracting(self, precision: goal + argument.sizeBits)
        let mirroredValue =
          other.isReal
          ? ComplexBall(other.real.logGamma(precision: goal))
          : other.conjugate.logGammaOnce(precision: goal).conjugate
        return ComplexBall(RealBall.pi(precision: goal).logarithm(precision: goal))
          .subtracting(logarithmOfSineOfPi(precision: goal), precision: goal)
          .subtracting(mirroredValue, precision: precision)
      }
    }
    let w = shifted(by: plan.shift, precision: goal)
    return plan.logGamma(w, precision: goal)[0]
      .subtracting(
        sumOfLogarithms(plan.shift, precision: goal + plan.shift.significantBits), precision: goal)
  }

  /// log z + log(z+1) + ... + log(z+n-1), principal logarithms.
  ///
  /// One logarithm of the product, turned by the quarter turns nearest to the sum of the arguments
  /// at the midpoint: where the turned product has a positive real part, its principal argument
  /// is what is left of the sum.
  private func sumOfLogarithms(_ n: Int, precision: Precision) -> ComplexBall {
    if n == 0 { return .zero }
    let (x, y) = (real.approximateDouble, isReal ? 0.0 : imaginary.approximateDouble)
    var angle = 0.0
    for i in 0..<n { angle += Double.atan2(y: y, x: x + Double(i)) }
    let quarters = (angle * 2 / .pi).rounded()
    let product = productOfShifts(n, precision: precision)
    let turned: ComplexBall =
      switch Int(quarters) & 3 {
      case 0: product
      case 1: ComplexBall(real: product.imaginary, imaginary: -product.real)
      case 2: -product
      default: ComplexBall(real: -product.imaginary, imaginary: product.real)
      }
    if turned.real.isCertainlyPositive {
      let turn = RealBall.pi(precision: precision)
        .multiplied(by: Int(quarters), precision: precision).scaled(byPowerOfTwo: -1)
      return turned.logarithm(precision: precision)
        .adding(ComplexBall(real: .zero, imaginary: turn), precision: precision)
    }
    var sum = ComplexBall.zero
    for i in 0..<n {
      sum = sum.adding(
        shifted(by: i, precision: precision).logarithm(precision: precision), precision: precision)
    }
    return sum
  }

  /// The continuation of log sin(pi x) from (0, 1) to the upper half plane and its edge.
  ///
  /// With u = z - n it is log(sin(pi u)) - i pi n for real parts of u in (-1/2, 1); away from the
  /// axis -i pi (z - 1/2) + log(1 - e^(2 pi i z)) - log 2.
  private func logarithmOfSineOfPi(precision: Precision) -> ComplexBall {
    let quarter = BigFloat(mantissa: 1, exponent: -2)
    let inner = precision + max(0, magnitudeUpperBound.exponent)
    guard
      let step = BigFloat.adding(real.midpoint, quarter, precision: real.midpoint.precision + 64)
        .integer(rounding: .down)
    else { return .unbounded }
    let reduced = ComplexBall(
      real: real.subtracting(RealBall(step), precision: real.midpoint.precision + 8),
      imaginary: imaginary)
    let pi = RealBall.pi(precision: inner)
    let turn = ComplexBall(
      real: .zero,
      imaginary: pi.multiplied(by: RealBall(-step), precision: inner))
    if imaginary.distanceFromZeroLowerBound < .one {
      guard reduced.real.radius < .powerOfTwo(-3) else { return .unbounded }
      return reduced.multiplied(by: pi, precision: precision + 8).sine(precision: precision + 4)
        .logarithm(precision: precision).adding(turn, precision: precision)
    }
    // i pi (u - 1/2) and e^(2 pi i u).
    let rotated = ComplexBall(real: -reduced.imaginary, imaginary: reduced.real)
      .multiplied(by: pi, precision: inner)
    let wave = rotated.scaled(byPowerOfTwo: 1).exponential(precision: precision)
    let half = ComplexBall(
      real: .zero, imaginary: RealBall.pi(precision: precision).scaled(byPowerOfTwo: -1))
    return half.subtracting(rotated, precision: inner)
      .adding(turn, precision: inner)
      .adding(
        ComplexBall.one.subtracting(wave, precision: precision).logarithm(precision: precision),
        precision: inner
      )
      .subtracting(ComplexBall(.logTwo(precision: precision)), precision: precision)
  }
}
