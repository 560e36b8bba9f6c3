import Formulas
import Foundation
import Multiprecision
import Synchronization
import Testing

/// Formulas of the greatest depth, evaluated on a thread with 512 KB of stack.
@Suite struct DeepFormulaTests {
  @Test func smallStack() throws {
    var expression = Formulas.Expression.symbol("x")
    var kinds = 0
    while expression.depth < Formulas.Expression.maximumDepth {
      kinds += 1
      expression =
        switch kinds % 6 {
        case 0: 1 + expression
        case 1: -expression
        case 2: .iterated(.sum, expression, over: "k", from: 1, through: 1)
        case 3: expression.power(2)
        case 4: .call("sqrt", [expression])
        default: 2 / (expression * 2)
        }
    }
    // A quotient of a product is two levels.
    let deep = expression
    #expect(deep.depth <= Formulas.Expression.maximumDepth + 1)
    let finished = DispatchSemaphore(value: 0)
    let holder = Holder()
    let thread = Thread {
      let point = Grid.Point(assignments: [.init(symbol: "x", value: Rational(3))])
      let value = try? Calculator(digits: 20).evaluate(deep, at: point)
      holder.text.withLock { $0 = value?.decimal.text }
      finished.signal()
    }
    thread.stackSize = 512 * 1024
    thread.start()
    finished.wait()
    #expect(holder.text.withLock { $0 } != nil)
  }

  private final class Holder: Sendable {
    let text = Mutex<String?>(nil)
  }
}
