import Machine

/// Draws what a layout has placed.
struct TopologyDrawing {
  let measures: TopologyMeasures
  let colours: TopologyColours
  let topology: Topology

  /// From the outside, so that boxes stand out from the ones around them.
  private static let fills = ["#f5f5f2", "#ffffff", "#f5f5f2"]

  func element(_ machine: TopologyBox, x: Double, y: Double) -> Element {
    Element("g", ["class": "machine"], children: draw(machine, x, y))
  }

  private func draw(_ box: TopologyBox, _ x: Double, _ y: Double) -> [Element] {
    var elements: [Element] = []
    if box.depth > 0 {
      elements = [
        rectangle(
          box.frame.moved(x: x, y: y), fill: Self.fills[(box.depth - 1) % Self.fills.count]
        ).with(["stroke": "#8a8a8a", "stroke-width": "1", "rx": "3", "class": "box"]),
        .text(
          box.label,
          at: (
            x + box.frame.x + TopologyMeasures.padding,
            y + box.frame.y + measures.labelHeight - 4.5
          ),
          size: measures.labelSize),
      ]
    }
    return elements + box.boxes.flatMap { draw($0, x, y) } + box.squares.map { draw($0, x, y) }
  }

  private func draw(_ square: TopologySquare, _ x: Double, _ y: Double) -> Element {
    let fill = colours.fill(square.core)
    let marks = square.threads.flatMap { thread -> [Element] in
      let frame = thread.frame.moved(x: x, y: y)
      let isUsed = !thread.workers.isEmpty
      let part = rectangle(frame, fill: isUsed ? fill : TopologyColours.free)
        .with(["stroke": "#ffffff", "stroke-width": "0.75", "class": "thread"])
      guard isUsed else { return [part] }
      return [
        part,
        .text(
          TopologyNotation.ranges(thread.workers),
          at: (
            frame.x + frame.width / 2,
            // Digits are about 0.72 of the size high.
            frame.y + frame.height / 2 + 0.36 * measures.fontSize
          ),
          size: measures.fontSize, anchor: .middle, colour: TopologyColours.ink(on: fill)),
      ]
    }
    let outline = rectangle(square.frame.moved(x: x, y: y), fill: "none")
      .with(["stroke": "#8a8a8a", "stroke-width": "0.75"])
    return Element(
      "g", ["class": "core"], children: [Element("title", text: hint(square))] + marks + [outline])
  }

  private func rectangle(_ frame: TopologyRectangle, fill: String) -> Element {
    .rectangle(x: frame.x, y: frame.y, width: frame.width, height: frame.height, colour: fill)
  }

  /// What a reader shows beside the pointer.
  private func hint(_ square: TopologySquare) -> String {
    let units = square.core.processingUnits.map(\.osIndex)
    let workers = square.threads.flatMap(\.workers).sorted()
    return [
      "core \(square.core.index)",
      TopologyNotation.name(ofKind: square.core.kind, on: topology),
      "processing unit\(units.count == 1 ? "" : "s") \(TopologyNotation.ranges(units))",
      workers.isEmpty
        ? "no worker"
        : "worker\(workers.count == 1 ? "" : "s") \(TopologyNotation.ranges(workers))",
    ].compactMap(\.self).joined(separator: ", ")
  }
}
