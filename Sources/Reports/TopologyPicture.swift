public import Machine

/// A machine and the workers on it as a picture.
public enum TopologyPicture {
  private static let margin = 20.0
  /// So that the title and the legend have room above a small machine.
  private static let narrowest = 720.0

  /// One SVG document that needs no other file; the same text for the same placement.
  ///
  /// Boxes are packages, in them NUMA nodes, in them last caches, or one box for several of these where
  /// they have the same cores. Squares are cores, cut into their hardware threads, with the numbers of
  /// the workers that run there.
  ///
  /// - Parameters:
  ///   - machine: what the title calls it.
  ///   - notes: what else is said below it, besides the shortfalls of the placement.
  public static func svg(
    of placement: Placement, machine: String, notes: [String] = []
  ) -> String {
    let layout = TopologyLayout(placement)
    let size = layout.machine.frame
    let colours = TopologyColours(placement)
    let width = max(narrowest, size.width + 2 * margin)
    let legend = TopologyLegend(placement, colours: colours, width: width - 2 * margin)
    let legendTop = 80.0
    let top = legendTop + legend.height + 14
    let notes = placement.shortfalls + notes
    let notesTop = top + size.height + 24
    let height = notes.isEmpty ? top + size.height + margin : notesTop + 15 * Double(notes.count)
    let title = [placement.topology.processorName, machine].compactMap(\.self)
      .joined(separator: " · ")
    func line(
      _ text: String, y: Double, sizes: (most: Double, least: Double), colour: String,
      isBold: Bool = false
    ) -> Element {
      // Bold letters are about a tenth wider.
      let (shown, size) = text.fitted(
        to: (width - 2 * margin) / (isBold ? 1.1 : 1), sizes: sizes)
      return .text(shown, at: (margin, y), size: size, colour: colour, isBold: isBold)
    }
    let drawing = TopologyDrawing(
      measures: layout.measures, colours: colours, topology: placement.topology)
    let document = Element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": width.decimal(),
        "height": height.decimal(), "viewBox": "0 0 \(width.decimal()) \(height.decimal())",
        "role": "img", "font-family": "Helvetica, Arial, 'DejaVu Sans', sans-serif",
      ],
      children: [
        Element("title", text: title),
        .rectangle(x: 0, y: 0, width: width, height: height, colour: "#ffffff"),
        line(title, y: 32, sizes: (17, 12), colour: Palette.ink, isBold: true),
        line(
          TopologyNotation.counts(placement.topology), y: 52, sizes: (12, 9),
          colour: Palette.faintInk),
        line(
          TopologyNotation.words(placement.policy, of: placement).joined(separator: " · "), y: 69,
          sizes: (12, 9), colour: Palette.faintInk),
        legend.element(x: margin, y: legendTop),
        drawing.element(
          layout.machine, x: margin + max(0, (width - 2 * margin - size.width) / 2), y: top),
      ]
        + notes.enumerated().map { index, note in
          line(
            "Note: \(note)", y: notesTop + 15 * Double(index), sizes: (11, 9),
            colour: Palette.warning)
        })
    return document.xml()
  }
}
