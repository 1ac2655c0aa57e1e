// swift-tools-version: 6.3

import PackageDescription

// The instruction set that the numeric modules are compiled for: this machine's own unless
// LOCKSTEP_CPU names another (x86-64, x86-64-v3, x86-64-v4, …). The bits of every result are the
// same for all of them; only the speed differs.
#if arch(arm64)
  let instructionSet = "-mcpu=\(Context.environment["LOCKSTEP_CPU"] ?? "native")"
#else
  let instructionSet = "-march=\(Context.environment["LOCKSTEP_CPU"] ?? "native")"
#endif

let everywhere: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// Modules outside the walls of style rule 12: an unmarked unsafe expression does not compile.
let walled: [SwiftSetting] = everywhere + [.strictMemorySafety()]

// Optimized in debug builds too, so that tests train real networks in seconds. A whole module at
// a time because kernels are specialized across files; several threads because that is the mode
// that writes one object a file, as a debug build expects.
let optimizedInDebug: [SwiftSetting] = [
  .unsafeFlags(["-O", "-wmo", "-num-threads", "2"], .when(configuration: .debug))
]

// Also for the tests that call vector code: it is inlined into them, and they must test what ships.
let vectorized: [SwiftSetting] = optimizedInDebug + [.unsafeFlags(["-Xcc", instructionSet])]

let numeric: [SwiftSetting] =
  vectorized + [.treatWarning("EmbeddedRestrictions", as: .error)]

let package = Package(
  name: "lockstep",
  products: [
    .library(name: "Lockstep", targets: ["Lockstep"]),
    .executable(name: "lockstep", targets: ["LockstepCLI"]),
  ],
  dependencies: [
    // The command line: parsing, help and usage errors that people know from other tools.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // SHA-256 for digests.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    // YAML for profiles of machines and for `--config`.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CHwloc", pkgConfig: "hwloc", providers: [.apt(["libhwloc-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CInstructionSet"),
    .target(
      name: "CExampleData", exclude: ["Data"], cSettings: [.headerSearchPath("Data")]),
    .target(
      name: "Arithmetic", dependencies: ["CInstructionSet"], swiftSettings: everywhere + numeric),
    .target(name: "Learning", dependencies: ["Arithmetic"], swiftSettings: walled + numeric),
    // The folder Profiles, so that a profile is found by its name wherever the command is.
    .target(name: "CProfiles", cSettings: [.headerSearchPath("../../Profiles")]),
    .target(
      name: "Machine",
      dependencies: ["CHwloc", "CProfiles", .product(name: "Yams", package: "Yams")],
      swiftSettings: everywhere),
    .target(
      name: "Team", dependencies: ["Machine"], exclude: ["README.md"], swiftSettings: everywhere),
    .target(
      name: "Datasets", dependencies: ["Arithmetic", "CZlib", "CExampleData"],
      swiftSettings: walled + optimizedInDebug),
    .target(name: "Interchange", dependencies: ["Learning"], swiftSettings: walled),
    .target(
      name: "Training",
      dependencies: [
        "Arithmetic", "Learning", "Machine", "Team", "Datasets", "Interchange",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: walled),
    .target(
      name: "Scaling", dependencies: ["Arithmetic", "Learning", "Machine", "Team", "Training"],
      swiftSettings: walled),
    .target(
      name: "Reports", dependencies: ["Learning", "Machine", "Scaling", "Training"],
      swiftSettings: walled),
    .target(
      name: "Lockstep",
      dependencies: [
        "Arithmetic", "Learning", "Machine", "Team", "Datasets", "Interchange", "Training",
        "Scaling", "Reports",
      ],
      swiftSettings: walled),
    .executableTarget(
      name: "LockstepCLI",
      dependencies: [
        "Lockstep",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: walled),
    .target(
      name: "TestSupport", dependencies: ["Team", "Machine"], path: "Tests/TestSupport",
      swiftSettings: everywhere),
    // Swift cannot call the variadic prctl.
    .target(name: "CSystemCallFilter", path: "Tests/CSystemCallFilter"),
    // Also compiled as Embedded Swift, by .ci/check-processors.
    .target(
      name: "SmallRuns", dependencies: ["Arithmetic", "Learning"], path: "Tests/SmallRuns",
      exclude: ["Digests.txt", "Program"], swiftSettings: walled + numeric),
    .testTarget(
      name: "ArithmeticTests", dependencies: ["Arithmetic", "TestSupport"],
      swiftSettings: everywhere + vectorized),
    .testTarget(
      name: "LearningTests", dependencies: ["Learning", "Arithmetic", "TestSupport"],
      exclude: ["Fixtures"],
      swiftSettings: everywhere + vectorized),
    .testTarget(
      name: "MachineTests", dependencies: ["Machine", "TestSupport"], exclude: ["Topologies"],
      swiftSettings: everywhere),
    .testTarget(
      name: "TeamTests", dependencies: ["Team", "Machine", "TestSupport"],
      swiftSettings: everywhere),
    .testTarget(
      name: "DatasetsTests", dependencies: ["Datasets", "Arithmetic", "TestSupport"],
      swiftSettings: everywhere),
    .testTarget(
      name: "InterchangeTests", dependencies: ["Interchange", "Learning", "TestSupport"],
      exclude: ["Golden"],
      swiftSettings: everywhere),
    .testTarget(
      name: "TrainingTests", dependencies: ["Training", "Lockstep", "SmallRuns", "TestSupport"],
      exclude: ["Models/Format1"],
      swiftSettings: everywhere),
    .testTarget(
      name: "ScalingTests",
      dependencies: ["Scaling", "Arithmetic", "Learning", "Machine", "Training", "TestSupport"],
      swiftSettings: everywhere),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Reports", "Scaling", "Learning", "Machine", "Training", "TestSupport"],
      swiftSettings: everywhere),
    .testTarget(
      name: "LockstepTests", dependencies: ["Lockstep", "TestSupport"], swiftSettings: everywhere),
    .testTarget(
      name: "LockstepCLITests",
      dependencies: ["LockstepCLI", "Lockstep", "TestSupport", "CSystemCallFilter"],
      exclude: ["Fixtures"],
      swiftSettings: everywhere),
  ],
  swiftLanguageModes: [.v6]
)
