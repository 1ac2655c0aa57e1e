public import Scaling

/// A prediction as a picture: how fast, and what the step is made of.
public enum PredictionPicture {
  private static let margin = 24.0

  /// One SVG document that needs no other file; the same text for the same prediction on any machine.
  ///
  /// To the left the speed-up against the ideal, on logarithmic axes for more than 8 workers. To the
  /// right the terms of a step, one bar per worker count.
  public static func svg(of prediction: ScalingPrediction) -> String {
    let (width, height) = (ScalingPicture.width, ScalingPicture.height)
    let (top, bottom) = (148.0, 432.0)
    let speedup = SpeedupPanel(
      prediction, in: Frame(left: 76, right: 440, top: top, bottom: bottom))
    let terms = TermPanel(prediction, in: Frame(left: 540, right: 812, top: top, bottom: bottom))
    let title = "Predicted scaling of \(prediction.network)"
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
        line(title, y: 36, sizes: (17, 12), colour: Palette.ink, isBold: true),
        line(
          "\(prediction.data) · on \(machine(prediction.machine))", y: 57, sizes: (12, 10),
          colour: Palette.faintInk),
        line(setting(prediction), y: 75, sizes: (12, 10), colour: Palette.faintInk),
        speedup.element, terms.element,
      ] + footer(prediction))
    return document.xml()
  }

  /// A line of text over the whole width.
  private static func line(
    _ text: String, y: Double, sizes: (most: Double, least: Double), colour: String,
    isBold: Bool = false
  ) -> Element {
    // Bold letters are about a tenth wider.
    let (shown, size) = text.fitted(
      to: (ScalingPicture.width - 2 * margin) / (isBold ? 1.1 : 1), sizes: sizes)
    return .text(shown, at: (margin, y), size: size, colour: colour, isBold: isBold)
  }

  private static func machine(_ machine: PredictedMachine) -> String {
    "\(machine.name): \(machine.cores) core\(machine.cores == 1 ? "" : "s"), "
      + "\(machine.lastCaches) last cache\(machine.lastCaches == 1 ? "" : "s"), "
      + "\(machine.numaNodes) NUMA node\(machine.numaNodes == 1 ? "" : "s")"
  }

  private static func setting(_ prediction: ScalingPrediction) -> String {
    [
      "\(prediction.rowsPerStep) rows a step", "\(prediction.rowsPerShard) rows a shard",
      "costs measured on one machine, \(prediction.instructionSet)",
      "medians of \(prediction.rounds) round\(prediction.rounds == 1 ? "" : "s")",
    ].joined(separator: " · ")
  }

  private static func footer(_ prediction: ScalingPrediction) -> [Element] {
    guard let first = prediction.noise.first else { return [] }
    return [
      line(
        "Noisy: \(first)", y: ScalingPicture.height - 30, sizes: (11, 9), colour: Palette.warning)
    ]
  }
}
