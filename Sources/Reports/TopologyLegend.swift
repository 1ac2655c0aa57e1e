import Machine

/// What colours, sizes and numbers stand for, in lines above the picture of a machine.
struct TopologyLegend {
  private struct Entry {
    /// Of the sample square, with its size; nil for words alone.
    let sample: (fill: String, size: Double)?
    let text: String
    var x = 0.0
    var line = 0
  }

  private var entries: [Entry] = []

  private static let size = 11.0
  private static let lineHeight = 18.0
  private static let sampleWidth = 18.0

  var height: Double { Double((entries.last?.line ?? 0) + 1) * Self.lineHeight }

  init(_ placement: Placement, colours: TopologyColours, width: Double) {
    let topology = placement.topology
    var wanted = colours.entries.map { Entry(sample: ($0.fill, 12), text: $0.text) }
    if colours.isRepeating { wanted.append(Entry(sample: nil, text: "… from the start again")) }
    if Set(placement.processingUnits).count < topology.processingUnits.count {
      wanted.append(Entry(sample: (TopologyColours.free, 12), text: "no worker"))
    }
    for kind in topology.coreKinds.indices.reversed() {
      guard let name = TopologyNotation.name(ofKind: kind, on: topology) else { continue }
      let isFast = kind == topology.coreKinds.count - 1
      wanted.append(Entry(sample: ("", isFast ? 13 : 8), text: name))
    }
    let threads = topology.cores.map(\.processingUnits.count).max() ?? 1
    wanted.append(
      Entry(
        sample: nil,
        text: threads == 1
          ? "square: core, with its worker's number"
          : "square: core, cut into its hardware threads, with the numbers of their workers"))
    var (x, line) = (0.0, 0)
    for var entry in wanted {
      let own = (entry.sample == nil ? 0 : Self.sampleWidth) + entry.text.width(size: Self.size)
      if x > 0 && x + own > width { (x, line) = (0, line + 1) }
      (entry.x, entry.line) = (x, line)
      entries.append(entry)
      x += own + 14
    }
  }

  func element(x: Double, y: Double) -> Element {
    Element(
      "g", ["class": "legend"],
      children: entries.flatMap { entry in
        let left = x + entry.x
        let baseline = y + Self.lineHeight * Double(entry.line) + 13
        var elements: [Element] = []
        if let sample = entry.sample {
          let side = sample.size
          elements.append(
            Element.rectangle(
              x: left + (13 - side) / 2, y: baseline - 4 - side / 2, width: side, height: side,
              colour: sample.fill.isEmpty ? "#ffffff" : sample.fill
            ).with(["stroke": Palette.faintInk, "stroke-width": "0.75"]))
        }
        elements.append(
          .text(
            entry.text, at: (left + (entry.sample == nil ? 0 : Self.sampleWidth), baseline),
            size: Self.size))
        return elements
      })
  }
}
