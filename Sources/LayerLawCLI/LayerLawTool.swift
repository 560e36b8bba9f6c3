import ArgumentParser
import LayerLaw

/// The entry point: runs a verb and turns every error into one message and an exit status.
@main
enum LayerLawTool {
  static func main() async {
    do {
      let arguments = FormulaArgument.shielding(Array(CommandLine.arguments.dropFirst()))
      if let verb = arguments.first, !verb.hasPrefix("-"), !RootCommand.verbs.contains(verb) {
        throw CommandFailure(
          .usage,
          "unknown verb '\(verb)'; the verbs are \(RootCommand.verbs.joined(separator: ", "))")
      }
      let command = try RootCommand.parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        var synchronous = command
        try synchronous.run()
      }
    } catch let status as ExitStatus {
      status.exit()
    } catch let failure as CommandFailure {
      failure.exit()
    } catch let error as CalculationError {
      CommandFailure(error).exit()
    } catch let error as FormulaError {
      CommandFailure(.usage, error.rendered()).exit()
    } catch let error as StudyError {
      CommandFailure(error.kind == .usage ? .usage : .noAnswer, error.description).exit()
    } catch {
      finish(parsing: error)
    }
  }

  /// Ends after help, the version, or an error of the argument parser.
  private static func finish(parsing error: any Error) -> Never {
    let isClean = RootCommand.exitCode(for: error).isSuccess
    if isClean {
      let text = RootCommand.fullMessage(for: error)
      try? StandardStream.output.write(text + (text.utf8.last == UInt8(ascii: "\n") ? "" : "\n"))
      ExitStatus.done.exit()
    }
    let lines = RootCommand.message(for: error).split(whereSeparator: \.isNewline)
    let message = lines.map { $0.drop(while: { $0 == " " }) }.joined(separator: " ")
    let end = message.last.map { ".?!".contains($0) ? " See" : "; see" } ?? "see"
    CommandFailure(.usage, "\(message)\(end) layerlaw --help").exit()
  }
}
