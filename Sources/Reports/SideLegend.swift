/// What a panel shows and its lines stand for, to its right.
struct SideLegend {
  let frame: Frame
  let heading: String
  let series: [Series]
  /// Below the lines.
  var note: String?

  /// From the frame to the text of the lines, and on to the edge of the picture.
  static let gap = 22.0
  static let width = 192.0
  private static let sample = 26.0

  var elements: [Element] {
    let x = frame.right + Self.gap
    let lines = series.enumerated().flatMap { index, series in
      entry(series.name, y: y(index), sample: series.sample(at: (x, y(index) - 4)))
    }
    let noteText = note.map { entry($0, y: y(series.count), sample: []) } ?? []
    return [.text(heading, at: (x, frame.top + 9), size: 13, isBold: true)] + lines + noteText
  }

  private func y(_ index: Int) -> Double { frame.top + 33 + 19 * Double(index) }

  private func entry(_ text: String, y: Double, sample: [Element]) -> [Element] {
    let (shown, size) = text.fitted(
      to: Self.width - Self.sample, sizes: (most: Frame.labelSize, least: 9))
    let x = frame.right + Self.gap + Self.sample
    return sample + [.text(shown, at: (x, y), size: size)]
  }
}
