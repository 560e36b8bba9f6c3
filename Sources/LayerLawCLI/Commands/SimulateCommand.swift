import ArgumentParser
import LayerLaw

/// `simulate`: random networks against the exact law.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Draw random networks and test their signals against the exact law.",
    discussion: """
      Each sample is a network of its own. The frequency of z = 0 is tested by the binomial law, \
      the other values by the Kolmogorov-Smirnov test; together they reject the true law with a \
      probability of at most the significance. The same seed gives the same samples.

      Examples:
        layerlaw simulate --width 10 --depth 5 --samples 100000 --seed 1
        layerlaw simulate --width 20 --depth 3 --shared --quantity norm
        layerlaw simulate --width 4 --depth 2 --activation dropout:1/2 --format json
        layerlaw simulate --width 10 --depth 3 --against mean-field

      Exit status: 0 accepted, 1 rejected, 2 no law is known.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  enum QuantityChoice: String, CaseIterable, ExpressibleByArgument {
    case all, norm, output
  }

  enum DrawingChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, matrices, vectors
  }

  enum Reference: String, CaseIterable, ExpressibleByArgument {
    case exact
    case logNormal = "log-normal"
    case meanField = "mean-field"
  }

  @OptionGroup(title: "Network options") var network: NetworkOptions

  @Option(help: ArgumentHelp("How many networks are drawn.", valueName: "count"))
  var samples = 100_000

  @Option(help: ArgumentHelp("The seed of the random numbers.", valueName: "seed"))
  var seed: UInt32 = 1

  @Option(help: "What is tested: the squared norm z, a linear output unit, or all that there is.")
  var quantity = QuantityChoice.all

  @Option(
    help: "The exact law, the log-normal one of the norm, or the mean-field one of the output.")
  var against = Reference.exact

  @Option(
    help: "Draw whole weight matrices, or only their products with the signal (default: by cost).")
  var drawing = DrawingChoice.auto

  @Option(
    help: ArgumentHelp(
      "The probability with which the true law is rejected.", valueName: "probability"))
  var significance = 0.001

  @OptionGroup var outputOptions: OutputOptions

  @Option(help: "The format of the verdict.")
  var format = Format.text

  func run() async throws {
    guard significance > 0, significance < 1 else {
      throw CommandFailure(.usage, "--significance: give a probability between 0 and 1")
    }
    guard let description = try network.description() else {
      throw CommandFailure(.usage, "simulate needs a network; give --width N and --depth L")
    }
    try description.validate()
    if let symbol = description.freeSymbols.sorted().first {
      throw CommandFailure(
        .usage, "a network is simulated with numbers; the symbol \(symbol) has no value")
    }
    let reports: [SimulationReport]
    do {
      reports = try await self.reports(on: description.numericNetwork())
    } catch let error as NetworkError {
      if case .invalidParameter = error { throw CommandFailure(.usage, error.description) }
      throw CommandFailure(.noAnswer, error.description)
    }
    switch format {
    case .text:
      try outputOptions.write(
        reports.map { $0.text(isQuiet: outputOptions.quiet) }.joined(separator: "\n"))
    case .json:
      try outputOptions.write(
        JSONValue.object([("results", .array(reports.map(\.json)))]).text)
    }
    if !reports.allSatisfy(\.test.isAccepted) { throw ExitStatus.refuted }
  }

  private func reports(
    on network: Network<CertifiedReal>
  ) async throws -> [SimulationReport] {
    let simulation = try Simulation(
      network, samples: samples, seed: UInt64(seed),
      drawing: Simulation.Drawing(rawValue: drawing.rawValue))
    // The laws first: where one is not known nothing need be drawn.
    let normLaw = try normLaw(of: network)
    let outputLaw = try outputLaw(of: network)
    let line = SharedProgressLine(ProgressLine(isQuiet: outputOptions.quiet, unit: "samples"))
    defer { line.end() }
    let signals = try await simulation.run(concurrency: 2 * processorCount) {
      line.update($0, of: $1)
    }
    let level = significance / (normLaw != nil && outputLaw != nil ? 2 : 1)
    var reports: [SimulationReport] = []
    for (name, sample, law) in [
      ("norm", signals.norms, normLaw), ("output", signals.outputs, outputLaw),
    ] {
      guard let sample, let law else { continue }
      reports.append(
        SimulationReport(
          quantity: name, reference: against.rawValue, seed: Int(seed), drawing: signals.drawing,
          significance: significance,
          test: try await sample.tested(
            against: law, significance: level, concurrency: processorCount)))
    }
    return reports
  }

  /// The law that the norm is tested against; nil when it is not.
  private func normLaw(of network: Network<CertifiedReal>) throws -> (any CertifiedLaw)? {
    if quantity == .output { return nil }
    switch against {
    case .exact: return try law("norm") { try network.law() }
    case .logNormal: return try network.logNormalApproximation()
    case .meanField where quantity == .all: return nil
    case .meanField:
      throw CommandFailure(
        .usage, "--against mean-field: the mean-field law is the output's; use --quantity output")
    }
  }

  /// The law that the output is tested against; nil when it is not.
  private func outputLaw(of network: Network<CertifiedReal>) throws -> (any CertifiedLaw)? {
    if quantity == .norm { return nil }
    switch against {
    case .exact:
      if quantity == .all, network.lastLayer == nil { return nil }
      return try law("output") { try network.outputLaw() }
    case .meanField: return try network.meanFieldOutput()
    case .logNormal where quantity == .all: return nil
    case .logNormal:
      throw CommandFailure(
        .usage, "--against log-normal: the log-normal law is the norm's; use --quantity norm")
    }
  }

  /// A law; where it is not known and another was asked for too, the error says how to leave it out.
  private func law(
    _ name: String, _ law: () throws -> any CertifiedLaw
  ) throws -> any CertifiedLaw {
    do {
      return try law()
    } catch let error as NetworkError where quantity == .all {
      throw CommandFailure(
        .noAnswer,
        "no exact law of the \(name) to test against: \(error.description);"
          + " --quantity chooses what is tested")
    }
  }
}

extension NetworkDescription {
  /// The network in numbers: fractions, or enclosures to forty digits.
  fileprivate func numericNetwork() throws -> Network<CertifiedReal> {
    try network { (parameter: Expression) throws -> CertifiedReal in
      let value = try Calculator(digits: 40).evaluate(parameter)
      if let exact = value.exact { return .exact(exact) }
      guard let ball = RealBall(value.decimal.text, precision: 192) else {
        throw CommandFailure(.noAnswer, "the network's parameter \(parameter) is no number")
      }
      return .enclosed(ball.addingError(value.decimal.radius), precision: 192)
    }
  }
}
