import Machine
import Reports
import Testing

@Suite struct `Topology picture` {
  private static func picture(_ placement: Placement) throws -> ParsedPicture {
    try ParsedPicture(TopologyPicture.svg(of: placement, machine: "made"))
  }

  /// "0–3" as four numbers.
  private static func numbers(_ text: String) throws -> [Int] {
    let ends = try text.split(separator: "–").map { try #require(Int($0)) }
    return Array(try #require(ends.first)...(try #require(ends.last)))
  }

  @Test(arguments: TopologyPlacement.all)
  func `the number of each worker stands there once, on the unit it runs on`(
    made: TopologyPlacement
  ) throws {
    let placement = try made.made()
    let picture = try Self.picture(placement)
    let texts = picture.marks("text").filter { $0.path.last == "g" && $0.path.count == 3 }
    let numbers = try texts.flatMap { try Self.numbers($0.text) }
    #expect(numbers.sorted() == Array(0..<placement.workers))
    #expect(picture.marks("g", class: "core").count == placement.topology.cores.count)
    let threads = picture.marks("rect", class: "thread")
    #expect(threads.count == placement.topology.processingUnits.count)
    let used = threads.filter { $0.attributes["fill"] != "#e4e4e4" }
    #expect(used.count == Set(placement.processingUnits).count)
    let boxes = try used.map { try #require(try $0.box()) }
    for text in texts {
      let box = try #require(try text.box())
      #expect(boxes.count { $0.overlaps(box) } == 1)
    }
  }

  @Test(arguments: TopologyPlacement.all)
  func `everything lies inside the picture and no text on another`(
    made: TopologyPlacement
  ) throws {
    let picture = try Self.picture(try made.made())
    let size = try #require(picture.marks("svg")[0].attributes["viewBox"]).split(separator: " ")
      .map { try #require(Double($0)) }
    for mark in picture.marks {
      guard let box = try mark.box() else { continue }
      #expect(box.isInside(width: size[2], height: size[3]), "\(mark)")
    }
    let texts = try picture.marks("text").map { mark in
      (text: mark.text, size: try mark.number("font-size"), box: try #require(try mark.box()))
    }
    for (index, text) in texts.enumerated() {
      #expect(text.size >= 9)
      #expect(!texts[..<index].contains { $0.box.overlaps(text.box) }, "\(text)")
    }
  }

  @Test func `cores have the colour of their node, or of their package on one node`() throws {
    func fills(_ machine: String) throws -> [String?] {
      let made = TopologyPlacement(machine: machine, policy: PlacementPolicy())
      return try Self.picture(try made.made()).marks("rect", class: "thread")
        .map { $0.attributes["fill"] }
    }
    let nodes = try fills("intel-haswell-cod-2xE5-2680v3")
    #expect(Set(nodes).count == 4)
    for start in [0, 6, 12, 18] { #expect(Set(nodes[start..<start + 6]).count == 1) }
    #expect(Set(try fills("numa:1 package:3 core:2 pu:1")).count == 3)
  }

  @Test func `it says what machine it is, what was asked and what could not be had`() throws {
    let topology = try Topology.load(synthetic: TopologyPlacement.genoa)
    let policy = PlacementPolicy(workers: .count(400), order: .scattered, freeCores: 2)
    let svg = TopologyPicture.svg(
      of: .plan(policy, on: topology), machine: "a <b> & \"c\"", notes: ["more"])
    let texts = try ParsedPicture(svg).marks("text").map(\.text)
    #expect(texts.contains("a <b> & \"c\""))
    #expect(
      texts.contains(
        "2 packages, 2 NUMA nodes, 24 last caches (L3 32 MB), 192 cores, 384 processing units"))
    #expect(texts.contains("400 workers · scattered · 2 cores kept free · bound"))
    #expect(texts.last == "Note: more")
    #expect(
      texts.contains { $0.hasPrefix("Note: 400 workers asked for, 380 processing units to be had") }
    )
  }

  @Test func `the legend has what the picture has`() throws {
    func legend(_ machine: String, _ policy: PlacementPolicy) throws -> [String] {
      let made = TopologyPlacement(machine: machine, policy: policy)
      return try Self.picture(try made.made()).marks("text").filter { $0.path == ["svg", "g"] }
        .map(\.text)
    }
    let hybrid = try legend("intel-raptorlake-hybrid-1370P", PlacementPolicy())
    for text in ["worker", "no worker", "fast core (5000 MHz)", "slow core (3900 MHz)"] {
      #expect(hybrid.contains(text), "\(text)")
    }
    let cluster = try legend("intel-haswell-cod-2xE5-2680v3", PlacementPolicy())
    let expected = [
      "node 0", "node 2", "node 1", "node 3", "square: core, with its worker's number",
    ]
    #expect(cluster.starts(with: expected))
    let many = try legend("package:9 [numa] core:2 pu:1", PlacementPolicy())
    #expect(many.contains("… from the start again"))
  }

  @Test func `the same placement gives the same text`() throws {
    for made in TopologyPlacement.all.prefix(12) {
      let svgs = try (0..<2).map { _ in
        TopologyPicture.svg(of: try made.made(), machine: made.machine)
      }
      #expect(svgs[0] == svgs[1])
    }
  }
}
