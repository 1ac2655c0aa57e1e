import Foundation
import Testing

@testable import Machine

@Suite struct `Memory binding` {
  /// Some pages, and a part of one before and behind them.
  private final class Pages {
    let memory: UnsafeMutableRawPointer
    let bytes: Int

    init(bytes: Int) {
      self.bytes = bytes
      memory = .allocate(byteCount: bytes, alignment: 1 << 16)
      memory.initializeMemory(as: UInt8.self, repeating: 7, count: bytes)
    }

    deinit { memory.deallocate() }

    subscript(range: Range<Int>) -> Range<UInt> {
      let start = UInt(bitPattern: memory)
      return start + UInt(range.lowerBound)..<start + UInt(range.upperBound)
    }

    var isUnchanged: Bool {
      (0..<bytes).allSatisfy { memory.load(fromByteOffset: $0, as: UInt8.self) == 7 }
    }
  }

  /// Why memory cannot be bound here; nil if it can.
  private static func refusal() throws -> MachineError? {
    let topology = try Topology.load()
    guard let node = topology.memoryNodes.first?.osIndex else {
      return .memoryRefused(nodes: [], code: ENOENT)
    }
    let pages = Pages(bytes: 1 << 16)
    return withExtendedLifetime(pages) {
      do throws(MachineError) {
        try MemoryBinding(to: [node], on: topology).bind(pages[0..<1 << 16])
        return nil
      } catch {
        return error
      }
    }
  }

  @Test(.enabled("the system refuses to bind memory") { try refusal() == nil })
  func `pages that are bound lie on their node with their contents`() throws {
    let topology = try Topology.load()
    let node = try #require(topology.memoryNodes.first).osIndex
    let pages = Pages(bytes: 1 << 20)
    try MemoryBinding(to: [node], on: topology).bind(pages[0..<1 << 20])
    #expect(topology.memoryNodes(of: pages[0..<1 << 20]) == [node])
    #expect(topology.boundMemoryNodes(of: pages[0..<1 << 20]) == [node])
    #expect(pages.isUnchanged)
  }

  @Test func `only whole pages inside a range are bound, of large memory whole huge ones`() {
    let page = MemoryPages.bytes
    let huge = MemoryPages.hugeBytes
    #expect(MemoryPages.inside(page + 1..<4 * page - 1) == 2 * page..<3 * page)
    #expect(MemoryPages.inside(page..<4 * page) == page..<4 * page)
    for range in [page + 1..<3 * page - 1, page..<page, 1..<2, UInt.max - 1..<UInt.max] {
      #expect(MemoryPages.inside(range) == nil, "\(range)")
    }
    #expect(MemoryPages.inside(page..<page + 8 * huge) == huge..<8 * huge)
    #expect(MemoryPages.inside(page..<8 * huge) == page..<8 * huge)
  }

  @Test func `a node that is not there is refused`() throws {
    let topology = try Topology.load()
    let pages = Pages(bytes: 1 << 16)
    for number in [1 << 20, -1, Int.max] {
      #expect(throws: MachineError.memoryRefused(nodes: [number], code: EINVAL)) {
        try MemoryBinding(to: [number], on: topology).bind(pages[0..<1 << 16])
      }
    }
  }

  @Test func `another machine's nodes are told apart from this machine's`() throws {
    let topology = try Topology.load(synthetic: "package:2 [numa] core:2 pu:1")
    let pages = Pages(bytes: 1 << 16)
    for range in [0..<1 << 16, 1..<2] {
      #expect(throws: MachineError.memoryElsewhere(nodes: [0, 1])) {
        try MemoryBinding(to: [0, 1], on: topology).bind(pages[range])
      }
    }
    #expect(topology.memoryNodes(of: pages[0..<1 << 16]) == nil)
    #expect(topology.boundMemoryNodes(of: pages[0..<1 << 16]) == nil)
  }

  @Test func `errors name the nodes`() {
    #expect(
      MachineError.memoryRefused(nodes: [3], code: EPERM).description
        == "cannot keep memory on NUMA node 3: Operation not permitted")
    #expect(
      MachineError.memoryElsewhere(nodes: [0, 2]).description
        == "cannot keep memory on NUMA nodes 0, 2: another machine's topology")
  }
}
