internal import BallArithmetic
internal import RandomNetworks
internal import Synchronization

/// The laws that the points of a grid have in common: a law keeps its node values, so that all
/// points at which the network's parameters are the same share one instance.
final class LawStore: Sendable {
  /// Whose law.
  enum Subject: Sendable, Hashable {
    case squaredNorm, preactivation, activation, output, logNormal, meanField
  }

  /// What makes two requests the same.
  private struct Entry: Sendable {
    let network: Network<CertifiedReal>
    let subject: Subject
    let law: any CertifiedLaw
  }

  private struct State: Sendable {
    var entries: [Entry] = []

    func law(of subject: Subject, _ network: Network<CertifiedReal>) -> (any CertifiedLaw)? {
      entries.last { $0.subject == subject && $0.network == network }?.law
    }
  }

  private let state = Mutex(State())

  /// Networks in use at once, such as those of the points that run in parallel.
  private static let capacity = 64

  func law(
    of subject: Subject, _ network: Network<CertifiedReal>
  ) throws(NetworkError) -> any CertifiedLaw {
    let known = state.withLock { state in state.law(of: subject, network) }
    if let known { return known }
    let law: any CertifiedLaw =
      switch subject {
      case .squaredNorm: try network.law()
      case .output: try network.outputLaw()
      case .preactivation: try network.preactivationLaw()
      case .activation: try network.activationLaw()
      case .logNormal: try network.logNormalApproximation()
      case .meanField: try network.meanFieldOutput()
      }
    return state.withLock { state in
      // Another point may have been faster.
      if let known = state.law(of: subject, network) { return known }
      if state.entries.count == Self.capacity { state.entries.removeFirst() }
      state.entries.append(Entry(network: network, subject: subject, law: law))
      return law
    }
  }
}
