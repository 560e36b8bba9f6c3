internal import BallArithmetic
internal import Multiprecision
internal import Synchronization

/// Chooses between the residue series, whose values share nothing, and a Mellin-Barnes line, which
/// is dear once and cheap for every further point.
///
/// The series is taken while all its values so far cost less than the line would: never more than
/// about twice what the better of the two costs in the end.
final class MethodChoice: Sendable {
  private struct Account {
    /// What a line would cost, in nanoseconds.
    var line: Double
    /// What the series has cost.
    var spent = 0.0
  }

  private struct Key: Hashable {
    let kind: ProductTransform.Kind
    /// The bits, in classes.
    let size: Int
  }

  private let accounts = Mutex<[Key: Account]>([:])

  /// Whether a value should come from the series; it is then booked.
  func takesSeries(
    costing cost: Double, _ kind: ProductTransform.Kind, bits: Int, line: () -> Double
  ) -> Bool {
    let key = Key(kind: kind, size: (bits + 63) / 64)
    let known = accounts.withLock { $0[key]?.line }
    let lineCost = known ?? line()
    return accounts.withLock { accounts in
      var account = accounts[key] ?? Account(line: lineCost)
      if account.spent + cost > account.line { return false }
      account.spent += cost
      accounts[key] = account
      return true
    }
  }
}
