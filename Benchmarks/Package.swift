// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "LayerLawBenchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "LayerLaw", path: "..")
  ],
  targets: [
    .executableTarget(
      name: "LayerLawBenchmarks",
      dependencies: [.product(name: "LayerLaw", package: "LayerLaw")],
      swiftSettings: [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")])
  ]
)
