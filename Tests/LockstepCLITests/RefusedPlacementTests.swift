import CSystemCallFilter
import Foundation
import Glibc
import Testing

/// Systems that do not let workers stay where they are planned. Exit tests, since a filter of system
/// calls holds for good.
@Suite struct `Refused placement` {
  private static let train = [
    "train", "--example", "spam", "--l1", "0.001", "--seed", "1", "--epochs", "5",
    "--participation", "all", "--json", "--quiet",
  ]

  @Test(.enabled("the system has no filters") { access("/proc/sys/kernel/seccomp", F_OK) == 0 })
  func `is one warning, and the bits are the same`() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let arguments = `Refused placement`.train
      let free = try Command.run(arguments + ["--workers", "2", "--run", "free"], in: folder)
      try #require(free.code == 0 && free.errors == "", "\(free.errors)")
      try #require(lockstep_refuse_placement() == 0)
      for workers in ["1", "2", "16"] {
        let refused = try Command.run(
          arguments + ["--workers", workers, "--run", "run\(workers)"], in: folder)
        try #require(refused.code == 0, "\(refused.errors)")
        try #require(refused.errorLines.count == 1, "\(refused.errors)")
        try #require(refused.errors.hasPrefix("warning: "))
        try #require(refused.errors.contains("unbound: cannot bind a thread to processing unit"))
        try #require(try refused.digest() == free.digest())
      }
      // Who does not ask for it is not warned.
      let unbound = try Command.run(
        arguments + ["--workers", "2", "--bind", "no", "--run", "unbound"], in: folder)
      try #require(unbound.code == 0 && unbound.errors == "", "\(unbound.errors)")
      try #require(try unbound.digest() == free.digest())
    }
  }

  @Test(.enabled("needs two processing units") { sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 })
  func `in the middle of a run changes no bit`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let arguments = [
      "train", "good.csv", "--workers", "2", "--participation", "all", "--json", "--quiet",
      "--epochs", "1000",
    ]
    let free = try Command.run(arguments + ["--run", "free"], in: folder)
    let command = try Command(arguments + ["--run", "moved"], in: folder)
    try #require(try command.wait { folder.lines("moved/metrics.jsonl").count >= 3 })
    // What a cpuset does that loses a processor: all threads go to what is left.
    let taskset = Process()
    taskset.executableURL = URL(filePath: "/usr/bin/env")
    taskset.arguments = ["taskset", "-acp", "0", "\(command.identifier)"]
    taskset.standardOutput = FileHandle.nullDevice
    try taskset.run()
    taskset.waitUntilExit()
    try #require(taskset.terminationStatus == 0)
    let moved = try command.wait()
    #expect(moved.code == 0 && moved.errors == "", "\(moved.errors)")
    #expect(try moved.digest() == free.digest())
  }
}
