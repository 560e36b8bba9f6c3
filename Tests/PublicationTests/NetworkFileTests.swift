import Formulas
import Publication
import Testing

struct NetworkFileTests {
  private func read(_ text: String) throws -> NetworkDescription {
    try NetworkFile.read(text: text, fileName: "n.yml")
  }

  @Test func readsWidths() throws {
    let network = try read("widths: [3, N, 5]\nweights: glorot\ninput-norm: z0")
    #expect(
      network
        == NetworkDescription(
          inputWidth: 3, inputNorm: .symbol("z0"),
          architecture: .layers([
            .init(width: .symbol("N"), weights: .glorot), .init(width: 5, weights: .glorot),
          ])))
  }

  @Test func readsTheStationaryLaw() throws {
    let network = try read("{width: 4, depth: inf, weight-variance: sw2, bias-variance: sb2}")
    #expect(
      network
        == NetworkDescription(
          inputWidth: 4,
          architecture: .stationary(
            .init(width: 4, weights: .variance(.symbol("sw2")), biasVariance: .symbol("sb2")))))
  }

  @Test func readsDifferingLayers() throws {
    let network = try read(
      """
      input: {width: 3, norm: 2}
      layers:
        - {width: 8, activation: dropout:4/5, bias-variance: 1/4}
        - {width: 4, activation: linear, weights: lecun, ensemble: orthogonal}
      """)
    #expect(
      network
        == NetworkDescription(
          inputWidth: 3, inputNorm: 2,
          architecture: .layers([
            .init(
              width: 8, activation: .dropout(keep: try Expression(parsing: "4/5")),
              biasVariance: try Expression(parsing: "1/4")),
            .init(width: 4, activation: .linear, weights: .leCun, ensemble: .orthogonal),
          ])))
  }

  @Test(arguments: [
    ("widht: 3", "unknown key 'widht' at n.yml:1:1; did you mean 'width'?"),
    ("bias_variance: 3", "did you mean 'bias-variance'?"),
    ("{depth: 3}", "the network has no width at n.yml:1:1"),
    ("widths: [3, 4]\ndepth: 3", "depth cannot stand beside widths at n.yml:2:8"),
    ("widths: [3]", "widths needs at least two widths at n.yml:1:9"),
    ("widths: 3", "widths must be a list, not '3' at n.yml:1:9"),
    (
      "{width: 3, depth: 2, activation: tanh}",
      "unknown activation 'tanh' at n.yml:1:34; use relu, linear"
    ),
    ("{width: 3, depth: 2, weights: xavier}", "unknown weight scheme 'xavier' at n.yml:1:31"),
    (
      "{width: 3, depth: 2, weights: he, weight-variance: 2}",
      "weight-variance cannot stand beside weights at n.yml:1:52"
    ),
    ("{width: 3, depth: 2, shared: maybe}", "shared must be true or false, not 'maybe'"),
    ("{width: 3, depth: 2, ensemble: goe}", "unknown ensemble 'goe' at n.yml:1:32"),
    ("{width: [3], depth: 2}", "width must be text, not a list at n.yml:1:9"),
    ("layers: [{width: 3}]", "the network has no input at n.yml:1:1"),
    ("{input: {width: 3}}", "the network has no layers at n.yml:1:1"),
    ("{input: {width: 3}, layers: [{widths: 3}]}", "did you mean 'width'?"),
    ("{input: {width: 3}, layers: [{}]}", "a layer has no width at n.yml:1:30"),
    ("{input: {width: 3}, layers: [{width: 3}], depth: 3}", "depth cannot stand beside layers"),
  ])
  func namesPlaceAndRemedy(_ text: String, _ message: String) {
    let error = #expect(throws: StudyError.self) { try read(text) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }
}
