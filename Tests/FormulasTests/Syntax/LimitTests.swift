import Dispatch
import Formulas
import Testing

import class Foundation.Thread

/// Formulas at and beyond the limits, read on a thread with the smallest stack that a system
/// gives to secondary threads.
@Suite struct LimitTests {
  /// What nests: how to write it n levels deep.
  static let towers: [(name: String, write: @Sendable (Int) -> String)] = [
    ("parentheses", { repeated("(", $0) + "x" + repeated(")", $0) }),
    ("brackets", { repeated("[", $0) + "x" + repeated("]", $0) }),
    ("minuses", { repeated("-", $0) + "x" }),
    ("powers", { repeated("a^", $0) + "x" }),
    ("negative powers", { repeated("a^-", $0) + "x" }),
    ("calls", { repeated("sin(", $0) + "x" + repeated(")", $0) }),
    ("sums", { repeated("sum(k+", $0) + "x" + repeated(",k,1,n)", $0) }),
    ("factorials", { repeated("(", $0) + "x" + repeated(")!", $0) }),
    ("superscripts", { "x" + repeated("²!", $0) }),
    ("sums of products", { repeated("1+2*(", $0) + "x" + repeated(")", $0) }),
    ("everything", { repeated("1-a*2^(b/-sin(", $0) + "x" + repeated(")!)", $0) }),
    ("bounds", { repeated("sum(x,k,0,", $0) + "x" + repeated(")", $0) }),
  ]

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(arguments: towers.indices) func tenThousandLevelsAreAnError(index: Int) throws {
    let tower = Self.towers[index]
    let source = tower.write(10_000)
    let error = onSmallStack { () -> FormulaError? in
      do {
        _ = try Expression(parsing: source)
        return nil
      } catch { return error as? FormulaError }
    }
    #expect(error?.message.contains("levels deep") == true, "\(tower.name)")
    #expect(error?.rendered().split(separator: "\n").count == 3, "\(tower.name)")
  }

  /// Everything that walks a tree gets through the deepest that the parser accepts.
  @Test(arguments: towers.indices) func theDeepestFormulaIsSafe(index: Int) throws {
    let tower = Self.towers[index]
    let survived = onSmallStack { () -> Bool in
      // The deepest of its kind that is accepted.
      var levels = Expression.maximumDepth
      var deepest: Expression?
      while levels > 0, deepest == nil {
        deepest = try? Expression(parsing: tower.write(levels))
        levels -= 1
      }
      guard let expression = deepest else { return false }
      for format in FormulaFormat.allCases where expression.printed(as: format).isEmpty {
        return false
      }
      let replaced = expression.substituting(["x": .symbol("k") + 1])
      return levels >= Expression.maximumDepth / 12 && expression.freeSymbols.contains("x")
        && replaced.freeSymbols.contains("k") && expression == expression.substituting(["w": 1])
        && Set([expression, replaced]).count == 2
    }
    #expect(survived, "\(tower.name)")
  }

  @Test func widthIsNotDepth() throws {
    let sum = try Expression(parsing: "1" + String(repeating: "-x+1", count: 20_000))
    #expect(sum.depth == 3)
    let product = try Expression(parsing: "1" + String(repeating: "/x*2", count: 20_000))
    #expect(product.depth == 3)
    let quotient = try Expression(parsing: "1" + String(repeating: "/x", count: 20_000))
    #expect(quotient.depth == 3)
  }

  @Test func longTextsAndNumbers() throws {
    let digits = String(repeating: "7", count: 999_990)
    #expect(try Expression(parsing: digits).description == digits)
    expectError(String(repeating: "x", count: 1_000_001), "is too long")
    expectError("1e1000001", "exponent beyond ±1000000")
    expectError("1e-99999999999999999999999", "exponent beyond ±1000000")
    _ = try Expression(parsing: "1e1000000")
    _ = try Expression(parsing: "1e-1000000")
    expectError(
      String(repeating: "1e1000000+", count: 20) + "1", "too long when written out")
    expectError(
      String(repeating: "1e-1000000+", count: 20) + "1", "too long when written out")
  }

  private func expectError(_ source: String, _ part: String) {
    do {
      let expression = try Expression(parsing: source)
      Issue.record("read as a tree of depth \(expression.depth)")
    } catch {
      #expect(error.message.contains(part), "\(error.message)")
      #expect(error.rendered().utf8.count < 1000)
    }
  }
}

/// Runs the work on a thread of its own with 512 KB of stack.
private func onSmallStack<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result {
  let outcome = Outcome<Result>()
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    outcome.value = body()
    done.signal()
  }
  thread.stackSize = 512 * 1024
  thread.start()
  done.wait()
  guard let value = outcome.value else { preconditionFailure("the thread ended early") }
  return value
}

/// Written by the thread before the semaphore is signalled, read after.
private final class Outcome<Value>: @unchecked Sendable {
  var value: Value?
}
