import Learning
public import Training

/// A regularization path as a picture: weights, survivors and metric over the strength λ.
public enum PathPicture {
  static let width = 960.0
  private static let margin = 24.0

  /// One SVG document that needs no other file; the same text for the same report on any machine.
  ///
  /// The strength grows from left to right on a logarithmic axis, whichever way the path went, with
  /// λ = 0 at the left edge. Points without a place there, and figures that are not finite, are left
  /// out.
  ///
  /// - Parameters:
  ///   - marks: chosen strengths, each with a line and its label.
  ///   - bands: what cross-validation says; the metric's panel shows their figure then. Without them
  ///     it shows accuracy or R² where the report has one, else the loss.
  public static func svg(
    of report: PathReport, marks: [(l1: Double, label: String)] = [], bands: PathBands? = nil
  ) -> String {
    let path = sorted(report)
    let shift = StrengthMarks.rowHeight * Double(layout(path, marks, bands, shift: 0).marks.rows)
    let (frames, strengths, placed) = layout(path, marks, bands, shift: shift)
    let height = frames[2].bottom + 76
    let title = "Regularization path of \(report.widths.map(String.init).joined(separator: "→"))"
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
        placed.element(through: frames),
        WeightPanel(path, across: strengths[0], in: frames[0]).element,
        SurvivorPanel(path, across: strengths[1], in: frames[1]).element,
        MetricPanel(path, bands: bands, across: strengths[2], in: frames[2]).element,
      ] + footer(report, y: height - 18))
    return document.xml()
  }

  private typealias Layout = (frames: [Frame], strengths: [StrengthAxis], marks: StrengthMarks)

  /// - Parameter shift: of all panels down, for the labels of the marks.
  private static func layout(
    _ path: PathReport, _ marks: [(l1: Double, label: String)], _ bands: PathBands?,
    shift: Double
  ) -> Layout {
    let (left, right) = (84.0, width - margin - SideLegend.width - SideLegend.gap)
    let frames = [(100.0, 370.0), (408, 528), (566, 746)].map { top, bottom in
      Frame(left: left, right: right, top: top + shift, bottom: bottom + shift)
    }
    let values = path.points.map(\.l1) + marks.map(\.l1) + (bands?.bands ?? []).map(\.l1)
    let strengths = frames.map { StrengthAxis(values, in: $0) }
    return (
      frames, strengths,
      StrengthMarks(marks, across: strengths[0], limits: margin...right)
    )
  }

  /// From the smallest strength to the largest; without points whose strength is none.
  private static func sorted(_ report: PathReport) -> PathReport {
    var sorted = report
    sorted.points = report.points.enumerated().filter { $0.element.l1 >= 0 }
      .sorted { ($0.element.l1, $0.offset) < ($1.element.l1, $1.offset) }
      .map(\.element)
    return sorted
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

  private static func setting(_ report: PathReport) -> String {
    let penalty =
      switch report.penalty {
      case .l1: "L1"
      case .groupInputs: "group lasso over inputs"
      case .groupUnits: "group lasso over hidden units"
      case .sparseGroup: "sparse-group lasso"
      case .hierarchical: "hierarchical penalty (LassoNet)"
      }
    let count = report.points.count == 1 ? "one strength" : "\(report.points.count) strengths"
    let start =
      switch report.direction {
      case .down: "from the empty model down"
      case .up: "from the dense model up"
      }
    return [penalty, count, start].joined(separator: " · ")
  }

  private static func footer(_ report: PathReport, y: Double) -> [Element] {
    guard let last = report.points.last else { return [] }
    return [
      line(
        "Digest of the last model: \(last.digest)", y: y, sizes: (11, 9),
        colour: Palette.faintInk)
    ]
  }
}
