public import Scaling

/// A scaling study as a picture: how fast, and where the time goes.
public enum ScalingPicture {
  static let width = 960.0
  static let height = 520.0
  private static let margin = 24.0

  /// One SVG document that needs no other file; the same text for the same report on any machine.
  ///
  /// To the left the speed-up against the ideal, with the quartiles of the time per step as whiskers
  /// and the law where one was fitted; on logarithmic axes for more than 8 workers. To the right the
  /// phases of a step, one bar per worker count.
  public static func svg(of report: ScalingReport) -> String {
    let (top, bottom) = (148.0, 432.0)
    let speedup = SpeedupPanel(report, in: Frame(left: 76, right: 440, top: top, bottom: bottom))
    let phases = PhasePanel(report, in: Frame(left: 540, right: 812, top: top, bottom: bottom))
    let title = "\(report.mode == .strong ? "Strong" : "Weak") scaling of \(report.network)"
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
        line(report.data, y: 57, sizes: (12, 10), colour: Palette.faintInk),
        line(setting(report), y: 75, sizes: (12, 10), colour: Palette.faintInk),
        speedup.element, phases.element,
      ] + footer(report))
    return document.xml()
  }

  /// A line of text over the whole width.
  private static func line(
    _ text: String, y: Double, sizes: (most: Double, least: Double), colour: String,
    isBold: Bool = false
  ) -> Element {
    // Bold letters are about a tenth wider.
    let (shown, size) = text.fitted(
      to: (width - 2 * margin) / (isBold ? 1.1 : 1), sizes: sizes)
    return .text(shown, at: (margin, y), size: size, colour: colour, isBold: isBold)
  }

  private static func setting(_ report: ScalingReport) -> String {
    let rows = report.rows.first.map { row in
      switch report.mode {
      case .strong: "\(row.rowsPerStep) rows a step"
      case .weak: "\(row.rowsPerStep / max(1, row.workers)) rows a step and worker"
      }
    }
    let rounds =
      report.rounds == 1 ? "one round" : "medians and quartiles of \(report.rounds) rounds"
    return
      ([rows].compactMap(\.self) + [
        "\(report.rowsPerShard) rows a shard", report.instructionSet, rounds,
      ]).joined(separator: " · ")
  }

  /// Whether the bits were the same, and why the figures are not to be trusted.
  private static func footer(_ report: ScalingReport) -> [Element] {
    var lines: [(text: String, colour: String)] = []
    if let first = report.rows.first, report.rows.count > 1, let agree = report.digestsAgree {
      lines.append(
        agree
          ? ("The same bits with every worker count: digest \(first.digest)", Palette.faintInk)
          : ("The bits differ between worker counts.", Palette.warning))
    }
    if let first = report.noise.first {
      let more = report.noise.count - 1
      lines.append(
        ("Noisy: \(first)" + (more > 0 ? " (and \(more) more)" : ""), Palette.warning))
    }
    return lines.enumerated().map { index, shown in
      line(
        shown.text, y: height - 30 + 16 * Double(index), sizes: (11, 9), colour: shown.colour)
    }
  }
}
