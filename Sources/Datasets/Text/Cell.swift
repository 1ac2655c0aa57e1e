/// Where the content of one cell lies in the bytes of a table.
struct Cell {
  /// First byte of the content, after an opening quote.
  let lower: Int

  /// Byte after the content: a closing quote, or `end`.
  let upper: Int

  /// Whether the content holds doubled quotes that stand for one.
  let hasDoubledQuotes: Bool

  /// The separator or line break after the cell, or the end of the bytes.
  let end: Int
}
