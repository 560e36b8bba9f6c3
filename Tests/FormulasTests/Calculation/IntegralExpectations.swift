import BallArithmetic
import Multiprecision
import Testing

@testable import Formulas

/// What the tests of integrals have in common.
enum IntegralExpectations {
  static func enclosure(_ formula: String, bits: Int) throws -> RealBall {
    let precision = Precision(clamping: bits)
    return try Calculator().enclosure(
      of: Expression(parsing: formula), at: Grid.Point(), precision: precision
    ).ball(precision: precision)
  }

  /// The integral and the closed form overlap at two precisions, and the integral keeps its bits but
  /// for the given number.
  static func expect(
    _ integral: String, equals closedForm: String, bits: [Int] = [100, 220], losing loss: Int,
    _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for bits in bits {
      let value = try enclosure(integral, bits: bits)
      let expected = try enclosure(closedForm, bits: bits + 60)
      #expect(
        value.overlaps(expected), "\(integral) = \(value), not \(expected) \(comment ?? "")",
        sourceLocation: sourceLocation)
      #expect(
        value.relativeAccuracyBits >= bits - loss, "\(integral): \(value) \(comment ?? "")",
        sourceLocation: sourceLocation)
    }
  }

  /// The message of the error, or the value where there is none.
  static func message(_ formula: String) -> String {
    do {
      return "\(try Calculator().evaluate(Expression(parsing: formula)).decimal)"
    } catch let error as CalculationError {
      return error.detail.message
    } catch {
      return "\(error)"
    }
  }
}
