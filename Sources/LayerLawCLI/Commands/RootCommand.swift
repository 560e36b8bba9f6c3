import ArgumentParser

/// `layerlaw` itself: the verbs and the version.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layerlaw",
    abstract: "Exact probability laws of signals in random neural networks of finite size.",
    discussion: """
      Examples:
        layerlaw derive 'moment(2)' --width N --depth L
        layerlaw eval 'moment(2)' --width 200 --depth 10 --digits 50
        layerlaw check 'moment(2)' '(1+5/N)^L' --width N --depth L

      A formula that begins with a minus sign may be given as it is: layerlaw eval '-1/3'. \
      One that is a minus sign and letters only needs -- before it: layerlaw eval -- -pi.

      Exit status: 0 done, 1 refuted, 2 no answer, 3 undecided, 64 wrong usage.
      """,
    version: "0.1.0",
    subcommands: [
      DeriveCommand.self, EvalCommand.self, CheckCommand.self, TableCommand.self,
      SimulateCommand.self,
    ])

  /// The words that may come first.
  static let verbs = ["derive", "eval", "check", "table", "simulate", "help"]
}
