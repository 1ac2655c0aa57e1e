import Machine
import TestSupport
import Testing

// Counts of `hwloc-calc -i FILE --number-of TYPE all`, not of this code.
@Suite struct `Stored machines` {
  @Test(arguments: [
    (StoredMachine.bulldozer, [4, 8, 8, 64, 64]), (.cgroupJob, [1, 2, 2, 6, 6]),
    (.genoa, [2, 2, 24, 192, 384]), (.naples, [2, 8, 16, 48, 96]),
    (.kunpeng, [2, 4, 4, 128, 128]), (.power7, [64, 8, 64, 64, 256]),
    (.clusterOnDie, [2, 4, 4, 24, 24]), (.knightsLanding, [1, 1, 32, 64, 256]),
    (.hybrid, [1, 1, 1, 14, 20]), (.container, [1, 1, 1, 2, 2]),
  ])
  func `have the packages, nodes, last caches, cores and threads that hwloc counts`(
    machine: StoredMachine, counts: [Int]
  ) throws {
    let topology = try machine.topology()
    #expect(
      [
        topology.packages, topology.memoryNodes.count, topology.lastCaches, topology.cores.count,
        topology.processingUnits.count,
      ] == counts)
  }

  @Test(arguments: StoredMachine.allCases)
  func `every core belongs to one node, and its parts hold it`(machine: StoredMachine) throws {
    let topology = try machine.topology()
    #expect(
      topology.memoryNodes.flatMap(\.cores).sorted() == Array(topology.cores.indices))
    func check(_ part: MachinePart) {
      let inside = part.parts.filter { $0.kind != .memoryNode }
      if !inside.isEmpty {
        #expect(inside.first?.cores.lowerBound == part.cores.lowerBound)
        #expect(inside.last?.cores.upperBound == part.cores.upperBound)
      }
      for each in inside { check(each) }
    }
    check(topology.tree)
    #expect(topology.tree.cores == topology.cores.indices)
  }

  @Test func `a hybrid's kinds go from slow to fast with their reported speeds`() throws {
    let topology = try StoredMachine.hybrid.topology()
    #expect(topology.coreKinds.map(\.maximumMegahertz) == [3900, 5000])
    #expect(topology.coreKinds.map(\.reportedSpeed) == [0.78, 1])
    #expect(topology.cores.map(\.kind) == [1, 1, 1, 1, 1, 1] + Array(repeating: 0, count: 8))
    for machine in StoredMachine.allCases where machine != .hybrid {
      #expect(try machine.topology().coreKinds.count == 1)
    }
  }

  @Test func `memory distances are the firmware's`() throws {
    // `lstopo --distances` shows the same.
    let near = try StoredMachine.clusterOnDie.topology()
    let distances = try #require(near.memoryDistances)
    #expect(near.memoryNodes.map(\.osIndex) == [0, 2, 1, 3])
    #expect(distances.indices.allSatisfy { distances[$0][$0] == 10 })
    #expect(distances[0][1] < distances[0][2])
    #expect(try StoredMachine.genoa.topology().memoryDistances == nil)
  }

  @Test(arguments: StoredMachine.allCases)
  func `are the same read again from what was written`(machine: StoredMachine) throws {
    let topology = try machine.topology()
    let xml = try topology.xml()
    #expect(!xml.contains("HostName") && !xml.contains("LinuxCgroup"))
    let again = try Topology.load(xmlText: xml, named: "a copy")
    #expect(again.cores == topology.cores)
    #expect(again.tree == topology.tree)
    #expect(again.memoryNodes == topology.memoryNodes)
    #expect(again.memoryDistances == topology.memoryDistances)
    #expect(again.coreKinds == topology.coreKinds)
  }
}
