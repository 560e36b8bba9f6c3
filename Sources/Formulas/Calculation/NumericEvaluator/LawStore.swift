internal import BallArithmetic
internal import RandomNetworks
internal import Synchronization

/// The laws that the points of a grid have in common: a law keeps its node values, so that all
/// points at which the network's parameters are the same share one instance.
final class LawStore: Sendable {
  /// Whose law.
  enum Subject: Sendable, Hashable {
    case squaredNorm, output, logNormal, meanField
  }

  private struct Entry: Sendable {
    let network: Network<CertifiedReal>
    let subject: Subject
    let law: any CertifiedLaw
  }

  private let entries = Mutex<[Entry]>([])

  /// Networks in use at once, such as those of the points that run in parallel.
  private static let capacity = 64

  func law(
    of subject: Subject, _ network: Network<CertifiedReal>
  ) throws(NetworkError) -> any CertifiedLaw {
    if let known = entries.withLock({ find(subject, network, in: $0) }) { return known }
    let law =
      switch subject {
      case .squaredNorm: try network.law()
      case .output: try network.outputLaw()
      case .logNormal: try network.logNormalApproximation()
      case .meanField: try network.meanFieldOutput()
      }
    return entries.withLock { entries in
      // Another point may have been faster.
      if let known = find(subject, network, in: entries) { return known }
      if entries.count == Self.capacity { entries.removeFirst() }
      entries.append(Entry(network: network, subject: subject, law: law))
      return law
    }
  }

  private func find(
    _ subject: Subject, _ network: Network<CertifiedReal>, in entries: [Entry]
  ) -> (any CertifiedLaw)? {
    entries.last { $0.subject == subject && $0.network == network }?.law
  }
}
