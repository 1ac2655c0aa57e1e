import Testing

import Machine

@Suite struct `Topology of this machine` {
  @Test func `this machine has a usable core`() throws {
    let topology = try Topology.load()
    #expect(topology.isThisMachine)
    #expect(!topology.cores.isEmpty)
  }
}
