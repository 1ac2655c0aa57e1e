// swift-tools-version: 6.3

import PackageDescription

// The instruction set of the package under test: vector code is inlined into the benchmarks, and
// they must measure what ships. See `../Package.swift`.
#if arch(arm64)
  let instructionSet = "-mcpu=\(Context.environment["LOCKSTEP_CPU"] ?? "native")"
#else
  let instructionSet = "-march=\(Context.environment["LOCKSTEP_CPU"] ?? "native")"
#endif

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .unsafeFlags(["-Xcc", instructionSet]),
]

let lockstep: Target.Dependency = .product(name: "Lockstep", package: "lockstep")

/// A group of benchmarks: an executable that the command `benchmark` finds and runs.
func benchmarks(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: ["Measuring", lockstep, .product(name: "Benchmark", package: "benchmark")],
    path: "Benchmarks/\(name)", swiftSettings: settings,
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
  name: "lockstep-benchmarks",
  // What the package under test needs nowhere but here stays out of its own manifest.
  dependencies: [
    .package(name: "lockstep", path: ".."),
    // Runs benchmarks, shows percentiles, and compares two runs. Without its traits, which count
    // allocations and references through libraries that would have to be preloaded: what a step
    // allocates is counted under `instructions/`, exactly.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(
      name: "Measuring",
      dependencies: [lockstep, .product(name: "Benchmark", package: "benchmark")],
      swiftSettings: settings),
    benchmarks("KernelBenchmarks"),
    benchmarks("ElementBenchmarks"),
    benchmarks("StepBenchmarks"),
    benchmarks("SynchronizationBenchmarks"),
    benchmarks("EvaluationBenchmarks"),
    benchmarks("ReadingBenchmarks"),
  ],
  swiftLanguageModes: [.v6]
)
