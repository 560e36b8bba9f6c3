internal import Multiprecision
internal import Synchronization

/// The contours that a law has summed along: values at neighbouring places share the nodes.
final class BentContourStore: Sendable {
  private let contours = Mutex<[BetaProduct.Kind: [BentContour]]>([:])
  private static let largestCount = 64

  /// Contours that may do for a place, the nearest first.
  func candidates(_ kind: BetaProduct.Kind, tau: Double, bits: Int) -> [BentContour] {
    contours.withLock { contours in
      func distance(_ contour: BentContour) -> Double {
        max(contour.center / tau, tau / contour.center)
      }
      return (contours[kind] ?? []).filter { $0.bits >= bits && distance($0) < 1.5 }
        .sorted { distance($0) < distance($1) }.prefix(1).map { $0 }
    }
  }

  func insert(_ contour: BentContour, _ kind: BetaProduct.Kind) {
    contours.withLock { contours in
      contours[kind, default: []].append(contour)
      if contours[kind, default: []].count > BentContourStore.largestCount {
        contours[kind]?.removeFirst()
      }
    }
  }
}
