import Foundation
import Machine
import TestSupport
import Testing

// Each test that changes its process runs in one of its own.
@Suite struct `This machine` {
  @Test func `has what the system says this process may use`() throws {
    let topology = try Topology.load()
    #expect(topology.isThisMachine)
    let allowed = try #require(allowedProcessors(in: "/proc/self/status"))
    #expect(topology.processingUnits.map(\.osIndex).sorted() == allowed)
  }

  @Test func `is another one where the environment says so, and cannot be bound to`() async {
    await #expect(processExitsWith: .success) {
      setenv("HWLOC_XMLFILE", StoredMachine.clusterOnDie.path, 1)
      setenv("HWLOC_THISSYSTEM", "0", 1)
      let topology = try Topology.load()
      try #require(topology.cores.count == 24)
      try #require(!topology.isThisMachine)
      let binding = Placement.plan(workers: 1, on: topology).binding(ofWorker: 0)
      let error = MachineError.bindingElsewhere(processingUnit: 0)
      try #require(throws: error) { try binding.bindCurrentThread() }
    }
  }

  @Test(.enabled("needs two processing units") { try Topology.load().processingUnits.count > 1 })
  func `plans nothing outside of what taskset allows`() async {
    await #expect(processExitsWith: .success) {
      let last = try #require(Topology.load().processingUnits.last).osIndex
      let taskset = Process()
      taskset.executableURL = URL(filePath: "/usr/bin/env")
      taskset.arguments = ["taskset", "-acp", "\(last)", "\(getpid())"]
      taskset.standardOutput = FileHandle.nullDevice
      try taskset.run()
      taskset.waitUntilExit()
      try #require(taskset.terminationStatus == 0)

      let topology = try Topology.load()
      try #require(topology.processingUnits.map(\.osIndex) == [last])
      try #require(Placement.defaultWorkers(on: topology) == 1)
      let plan = Placement.plan(workers: 3, on: topology)
      try #require(plan.processingUnits.map(\.osIndex) == [last, last, last])
    }
  }

  @Test func `binds a thread to each processing unit`() async throws {
    await #expect(processExitsWith: .success) {
      let topology = try Topology.load()
      // A thread of its own: the pool's threads belong to everyone.
      let bound = Task { @MainActor in
        try topology.processingUnits.map { unit in
          try ThreadBinding(to: unit, on: topology).bindCurrentThread()
          return allowedProcessors(in: "/proc/thread-self/status")
        }
      }
      try #require(try await bound.value == topology.processingUnits.map { [$0.osIndex] })
    }
  }

  @Test(arguments: [-1, 4095, 1 << 31, Int.max])
  func `refuses a processing unit that does not exist`(osIndex: Int) throws {
    let topology = try Topology.load()
    let unit = ProcessingUnit(
      osIndex: osIndex, core: 0, hardwareThread: 0, numaNode: 0, package: 0)
    let error = MachineError.bindingRefused(processingUnit: osIndex, code: EINVAL)
    #expect(throws: error) { try ThreadBinding(to: unit, on: topology).bindCurrentThread() }
    #expect(error.description.contains("processing unit \(osIndex)"))
  }
}

/// The processors that the kernel lets a thread or process run on, by its own account.
private func allowedProcessors(in status: String) -> [Int]? {
  guard let text = try? String(contentsOfFile: status, encoding: .utf8),
    let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Cpus_allowed_list:") }),
    let list = line.split(separator: "\t").last
  else { return nil }
  return list.split(separator: ",").flatMap { part -> [Int] in
    let ends = part.split(separator: "-").compactMap { Int($0) }
    guard let first = ends.first, let last = ends.last else { return [] }
    return Array(first...last)
  }
}
