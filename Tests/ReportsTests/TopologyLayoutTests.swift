import Machine
import Testing

@testable import Reports

@Suite struct `Topology layout` {
  @Test(arguments: TopologyPlacement.all)
  func `boxes, squares and threads lie inside of what holds them and beside each other`(
    made: TopologyPlacement
  ) throws {
    let layout = TopologyLayout(try made.made())
    for box in layout.machine.all {
      let squares = box.squares.map(\.frame)
      let boxes = box.boxes.map(\.frame)
      #expect(boxes.isEmpty || squares.isEmpty)
      expectApart(boxes + squares, in: box.frame)
      for square in box.squares { expectApart(square.threads.map(\.frame), in: square.frame) }
    }
  }

  private func expectApart(_ frames: [TopologyRectangle], in outer: TopologyRectangle) {
    for (index, frame) in frames.enumerated() {
      #expect(frame.width > 0 && frame.height > 0)
      #expect(outer.contains(frame))
      #expect(!frames[..<index].contains { $0.overlaps(frame) })
    }
  }

  @Test(arguments: TopologyPlacement.all)
  func `every core has one square, every worker one place`(made: TopologyPlacement) throws {
    let placement = try made.made()
    let squares = TopologyLayout(placement).machine.all.flatMap(\.squares)
    #expect(squares.map(\.core.index).sorted() == Array(placement.topology.cores.indices))
    for square in squares {
      #expect(square.threads.map(\.unit) == square.core.processingUnits)
    }
    var places = [ProcessingUnit?](repeating: nil, count: placement.workers)
    for thread in squares.flatMap(\.threads) {
      for worker in thread.workers {
        #expect(places[worker] == nil)
        places[worker] = thread.unit
      }
    }
    #expect(places == placement.processingUnits)
  }

  @Test(arguments: TopologyPlacement.all)
  func `labels and numbers fit their boxes and can be read`(made: TopologyPlacement) throws {
    let layout = TopologyLayout(try made.made())
    let measures = layout.measures
    #expect(measures.fontSize >= 9 && measures.labelSize >= 9)
    #expect(measures.labelHeight > measures.labelSize)
    for box in layout.machine.all {
      #expect(box.label.width(size: measures.labelSize) <= box.frame.width)
      let inside = box.boxes.map(\.frame) + box.squares.map(\.frame)
      if box.depth > 0 {
        #expect(inside.allSatisfy { $0.y >= box.frame.y + measures.labelHeight - 1e-6 })
      }
      for thread in box.squares.flatMap(\.threads) where !thread.workers.isEmpty {
        let text = TopologyNotation.ranges(thread.workers)
        #expect(text.width(size: measures.fontSize) <= thread.frame.width)
        #expect(measures.fontSize <= thread.frame.height)
      }
    }
  }

  @Test(arguments: TopologyPlacement.machines)
  func `a picture is as wide as a screen at most`(machine: String) throws {
    let made = TopologyPlacement(machine: machine, policy: PlacementPolicy(workers: .perThread))
    let layout = TopologyLayout(try made.made())
    #expect(layout.machine.frame.width <= TopologyLayout.widest)
  }

  @Test func `boxes are nested as the machine is`() throws {
    func labels(_ machine: String) throws -> [String] {
      let made = TopologyPlacement(machine: machine, policy: PlacementPolicy())
      return TopologyLayout(try made.made()).machine.all.map {
        String(repeating: ">", count: $0.depth) + $0.label
      }
    }
    // Node and cache have the same cores.
    #expect(
      try labels("intel-haswell-cod-2xE5-2680v3") == [
        "", ">package 0", ">>node 0 · L3 0", ">>node 2 · L3 1", ">package 1", ">>node 1 · L3 2",
        ">>node 3 · L3 3",
      ])
    #expect(
      try labels("intel-raptorlake-hybrid-1370P") == ["", ">package 0 · node 0 · L3 0"])
    // Packages inside of nodes; a cache above each core would be a box around each square.
    #expect(
      try labels("numa:2 package:2 l3:1 core:1 pu:4") == [
        "", ">node 0", ">>package 0", ">>package 1", ">node 1", ">>package 2", ">>package 3",
      ])
    #expect(
      try labels("package:1 die:2 [numa] l3:2 core:3 pu:2") == [
        "", ">package 0", ">>node 0", ">>>L3 0", ">>>L3 1", ">>node 1", ">>>L3 2", ">>>L3 3",
      ])
  }

  @Test func `slow cores are smaller and in rows of their own`() throws {
    let made = TopologyPlacement(
      machine: "intel-raptorlake-hybrid-1370P", policy: PlacementPolicy())
    let squares = TopologyLayout(try made.made()).machine.all.flatMap(\.squares)
    let (fast, slow) = (squares[..<6], squares[6...])
    #expect(slow.count == 8)
    let sizes = (Set(fast.map(\.frame.height)), Set(slow.map(\.frame.height)))
    let least = try #require(sizes.0.min())
    let most = try #require(sizes.1.max())
    #expect(most < 0.8 * least)
    let bottom = try #require(fast.map { $0.frame.y + $0.frame.height }.max())
    #expect(slow.allSatisfy { $0.frame.y >= bottom })
  }
}
