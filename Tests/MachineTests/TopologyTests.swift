import Foundation
import Machine
import TestSupport
import Testing

// Expected values were read off `lstopo-no-graphics -i FILE --no-io`, not off this code.
@Suite struct `Topologies` {
  @Test func `a job sees the cores that its cgroup allows and no other`() throws {
    let topology = try StoredMachine.cgroupJob.topology()
    #expect(topology.cores.count == 6)
    #expect(topology.processingUnits.map(\.osIndex) == [0, 1, 2, 3, 4, 5])
    #expect(topology.processingUnits.map(\.numaNode) == [0, 0, 0, 0, 1, 1])
    #expect(topology.processingUnits.allSatisfy { $0.package == 0 && $0.hardwareThread == 0 })
    let caches = CacheSizes(
      level1DataBytes: 64 << 10, level2Bytes: 512 << 10, level3Bytes: 5_240_832)
    #expect(topology.cores.allSatisfy { $0.caches == caches })
  }

  @Test func `logical order follows packages where the system's numbers alternate`() throws {
    let topology = try StoredMachine.clusterOnDie.topology()
    let evens = Array(stride(from: 0, to: 24, by: 2))
    #expect(topology.processingUnits.map(\.osIndex) == evens + evens.map { $0 + 1 })
    #expect(topology.processingUnits.map(\.core) == Array(0..<24))
    let nodes = [0, 2, 1, 3].flatMap { Array(repeating: $0, count: 6) }
    #expect(topology.processingUnits.map(\.numaNode) == nodes)
    let packages = [0, 1].flatMap { Array(repeating: $0, count: 12) }
    #expect(topology.processingUnits.map(\.package) == packages)
    let caches = CacheSizes(
      level1DataBytes: 32 << 10, level2Bytes: 256 << 10, level3Bytes: 15 << 20)
    #expect(topology.cores.allSatisfy { $0.caches == caches })
  }

  @Test func `large and small cores keep their own threads and caches`() throws {
    let topology = try StoredMachine.hybrid.topology()
    #expect(topology.cores.map(\.processingUnits.count) == [2, 2, 2, 2, 2, 2] + ones(8))
    #expect(topology.processingUnits.map(\.osIndex) == Array(0..<20))
    let large = CacheSizes(
      level1DataBytes: 48 << 10, level2Bytes: 1280 << 10, level3Bytes: 24 << 20)
    let small = CacheSizes(
      level1DataBytes: 32 << 10, level2Bytes: 2048 << 10, level3Bytes: 24 << 20)
    #expect(topology.cores[..<6].allSatisfy { $0.caches == large })
    #expect(topology.cores[6...].allSatisfy { $0.caches == small })
  }

  @Test(arguments: StoredMachine.allCases)
  func `cores and processing units point at each other`(machine: StoredMachine) throws {
    let topology = try machine.topology()
    #expect(!topology.isThisMachine)
    for (index, core) in topology.cores.enumerated() {
      #expect(core.index == index)
      #expect(core.processingUnits.allSatisfy { $0.core == index })
      #expect(core.processingUnits.map(\.hardwareThread) == Array(core.processingUnits.indices))
    }
    let numbers = topology.processingUnits.map(\.osIndex)
    #expect(Set(numbers).count == numbers.count)
  }

  @Test func `a synthetic machine has the cores it was described with`() throws {
    let topology = try Topology.load(
      synthetic: "package:2 [numa(memory=1073741824)] l3:1(size=16777216) core:4 pu:2")
    #expect(topology.cores.count == 8)
    #expect(topology.processingUnits.map(\.osIndex) == Array(0..<16))
    #expect(
      topology.processingUnits.map(\.hardwareThread)
        == Array(repeating: [0, 1], count: 8)
        .flatMap { $0 })
    #expect(topology.processingUnits.map(\.package) == (0..<16).map { $0 / 8 })
    #expect(topology.processingUnits.map(\.numaNode) == (0..<16).map { $0 / 8 })
    let caches = CacheSizes(level1DataBytes: nil, level2Bytes: nil, level3Bytes: 16 << 20)
    #expect(topology.cores.allSatisfy { $0.caches == caches })
  }

  @Test func `of two nodes equally close the lower counts`() throws {
    let topology = try Topology.load(synthetic: "package:2 [numa] [numa] core:2 pu:1")
    #expect(topology.processingUnits.map(\.numaNode) == [0, 0, 2, 2])
  }

  @Test func `the closest node counts although a farther one has a lower number`() throws {
    let xml = try Topology.load(synthetic: "[numa] package:2 [numa] core:2 pu:1").xml()
    // hwloc numbers the machine's own node last: 2 and 0 change places.
    let swapped = xml.replacing("type=\"NUMANode\" os_index=\"0\"", with: "NODE2")
      .replacing("type=\"NUMANode\" os_index=\"2\"", with: "type=\"NUMANode\" os_index=\"0\"")
      .replacing("NODE2", with: "type=\"NUMANode\" os_index=\"2\"")
    let exchange = [
      "0x00000001": "0x00000004", "0x00000004": "0x00000001", "0x00000005": "0x00000005",
      "0x00000006": "0x00000003", "0x00000003": "0x00000006",
    ]
    let lines = swapped.split(separator: "\n").map { line in
      line.replacing(/nodeset="(0x0000000[1-6])"/) { match in
        "nodeset=\"\(exchange[String(match.output.1)] ?? String(match.output.1))\""
      }
    }
    let topology = try Topology.load(xmlText: lines.joined(separator: "\n"), named: "swapped")
    #expect(topology.processingUnits.map(\.numaNode) == [2, 2, 1, 1])
    #expect(topology.memoryNodes.map(\.cores) == [[0, 1], [2, 3]])
  }

  @Test func `a file that numbers two units alike is refused`() throws {
    let xml = try Topology.load(synthetic: "package:2 core:2 pu:1").xml()
      .replacing("type=\"PU\" os_index=\"3\"", with: "type=\"PU\" os_index=\"0\"")
    #expect(throws: MachineError.topologyMalformed(source: "twice")) {
      try Topology.load(xmlText: xml, named: "twice")
    }
  }

  /// Whatever is changed in a file: a machine or an error, never a trap.
  @Test func `a file in which a byte is changed is read or refused`() throws {
    let whole = Array(try Topology.load(synthetic: "package:2 [numa] l3:2 core:2 pu:2").xml().utf8)
    let file = FileManager.default.temporaryDirectory
      .appending(path: "lockstep-changed-\(UUID().uuidString).xml").path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: file) }
    var random: UInt64 = 1
    for _ in 0..<200 {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var bytes = whole
      bytes[Int(random >> 33) % bytes.count] = UInt8(ascii: "0") + UInt8(random >> 60)
      try Data(bytes).write(to: URL(filePath: file))
      guard let topology = try? Topology.load(xml: file) else { continue }
      #expect(topology.tree.cores == topology.cores.indices)
    }
  }

  @Test func `a folder, a device and a pipe are refused at once`() throws {
    let pipe = FileManager.default.temporaryDirectory
      .appending(path: "lockstep-pipe-\(UUID().uuidString)").path(percentEncoded: false)
    try #require(mkfifo(pipe, 0o600) == 0)
    defer { unlink(pipe) }
    for path in ["/", "/dev/zero", pipe] {
      #expect(throws: MachineError.self) { try Topology.load(xml: path) }
      #expect(throws: ProfileError.self) { try Profile.read(path: path) }
    }
  }

  @Test func `a machine that hides its cores has one for each processing unit`() throws {
    let topology = try Topology.load(synthetic: "pu:3")
    #expect(topology.cores.map(\.processingUnits.count) == [1, 1, 1])
    #expect(topology.processingUnits.map(\.core) == [0, 1, 2])
    #expect(topology.processingUnits.map(\.package) == [0, 0, 0])
  }

  @Test(arguments: ["", "nonsense", "core:0", "core:-1 pu:2", "core:2 pu:", "numa:2"])
  func `a wrong description is one clear line`(description: String) throws {
    let error = #expect(throws: MachineError.self) { try Topology.load(synthetic: description) }
    let line = try #require(error).description
    #expect(line.contains("“\(description)”") && !line.contains("\n"))
  }

  @Test func `a missing file is one line with its name`() throws {
    let error = #expect(throws: MachineError.self) { try Topology.load(xml: "/nowhere/any.xml") }
    let line = try #require(error).description
    #expect(line.contains("/nowhere/any.xml") && !line.contains("\n"))
  }

  @Test func `a broken file is refused, wherever it was cut`() throws {
    let whole = try Data(contentsOf: URL(filePath: StoredMachine.hybrid.path))
    let path = FileManager.default.temporaryDirectory
      .appending(path: "lockstep-cut-\(UUID().uuidString).xml")
    defer { try? FileManager.default.removeItem(at: path) }
    for length in stride(from: 0, to: whole.count - 20, by: 4_001) {
      try whole.prefix(length).write(to: path)
      #expect(throws: MachineError.self, "cut after \(length) bytes") {
        try Topology.load(xml: path.path(percentEncoded: false))
      }
    }
  }

  private func ones(_ count: Int) -> [Int] { Array(repeating: 1, count: count) }
}
