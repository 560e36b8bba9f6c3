// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library module: its sources in `Sources/name`, its tests in `Tests/nameTests`.
func module(_ name: String, dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(of name: String, data: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.byName(name: name), "TestSupport"],
    // Reference data is read where it lies in the source tree.
    exclude: data,
    swiftSettings: strict)
}

let numerics: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")
let collections: Target.Dependency = .product(
  name: "OrderedCollections", package: "swift-collections")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
  name: "LayerLaw",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "LayerLaw", targets: ["LayerLaw"]),
    .executable(name: "layerlaw", targets: ["LayerLawCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"]), .brew(["gmp"])]),
    .systemLibrary(
      name: "CMPFR", pkgConfig: "mpfr", providers: [.apt(["libmpfr-dev"]), .brew(["mpfr"])]),
    .target(name: "CNumericShims", dependencies: ["CGMP", "CMPFR"]),
    module("Multiprecision", dependencies: ["CGMP", "CMPFR", "CNumericShims", numerics]),
    module("BallArithmetic", dependencies: ["Multiprecision"]),
    module("Algebra", dependencies: ["Multiprecision", "BallArithmetic"]),
    module("SpecialFunctions", dependencies: ["Multiprecision", "BallArithmetic", "Algebra"]),
    module("Quadrature", dependencies: ["Multiprecision", "BallArithmetic", "SpecialFunctions"]),
    module(
      "RandomNetworks",
      dependencies: [
        "Multiprecision", "BallArithmetic", "Algebra", "SpecialFunctions", "Quadrature",
        .product(name: "HeapModule", package: "swift-collections"),
      ]),
    module(
      "Formulas",
      dependencies: [
        "Multiprecision", "BallArithmetic", "Algebra", "SpecialFunctions", "Quadrature",
        "RandomNetworks", collections,
      ]),
    module("Publication", dependencies: ["Multiprecision", "BallArithmetic", "Formulas", yams]),
    module(
      "LayerLaw",
      dependencies: [
        "Multiprecision", "BallArithmetic", "Algebra", "SpecialFunctions", "Quadrature",
        "RandomNetworks", "Formulas", "Publication",
      ]),
    .executableTarget(
      name: "LayerLawCLI", dependencies: ["LayerLaw", argumentParser], swiftSettings: strict),
    .target(
      name: "TestSupport",
      dependencies: ["Multiprecision", "BallArithmetic"],
      path: "Tests/TestSupport", swiftSettings: strict),
    tests(of: "Multiprecision", data: ["Data"]),
    tests(of: "BallArithmetic", data: ["Data"]),
    tests(of: "Algebra", data: ["Data"]),
    tests(of: "SpecialFunctions", data: ["Data"]),
    tests(of: "Quadrature", data: ["Data"]),
    tests(of: "RandomNetworks", data: ["Data"]),
    tests(
      of: "Formulas",
      data: [
        "Printing/validate.py", "Reductions/validate-rules.py", "Reductions/reductions.txt",
      ]),
    tests(of: "Publication"),
    .testTarget(
      name: "LayerLawCLITests", dependencies: ["LayerLawCLI", "TestSupport"],
      swiftSettings: strict),
  ]
)
