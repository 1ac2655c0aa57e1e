/// The bytes of a table, cut into records that all have the same number of cells.
///
/// The format is RFC 4180, and more: cells are separated by commas, semicolons or tabs; a cell that
/// starts with a quote ends with one, and in between stand separators, line breaks and doubled
/// quotes; records end with LF, CR LF or CR, in any mixture; lines of nothing but spaces are
/// skipped. Spaces belong to the cell, and a quote inside an unquoted cell is a character.
struct DelimitedText: Sendable {
  /// Columns beyond this number are refused.
  static let maximumColumns = 1_000_000

  /// The name for errors.
  let path: String
  let bytes: [UInt8]
  let separator: UInt8

  /// Offset of the first byte of each record.
  let records: [Int]
  let columns: Int

  /// Walks over the cells of record `index`, in order.
  @inline(__always)
  static func cell(at offset: Int, in bytes: Span<UInt8>, separator: UInt8) -> Cell {
    if offset < bytes.count, bytes[offset] == .quote {
      return quotedCell(at: offset, in: bytes)
    }
    var end = offset
    while end < bytes.count {
      let byte = bytes[end]
      // One comparison for most bytes: separators and line breaks are at most a semicolon.
      if byte <= .semicolon, byte == separator || byte == .lineFeed || byte == .carriageReturn {
        break
      }
      end += 1
    }
    return Cell(lower: offset, upper: end, hasDoubledQuotes: false, end: end)
  }

  private static func quotedCell(at offset: Int, in bytes: Span<UInt8>) -> Cell {
    var end = offset + 1
    var hasDoubledQuotes = false
    while end < bytes.count {
      if bytes[end] == .quote {
        guard end + 1 < bytes.count, bytes[end + 1] == .quote else { break }
        hasDoubledQuotes = true
        end += 1
      }
      end += 1
    }
    // Without a closing quote, which only the scan for records meets, `end` is past the bytes.
    return Cell(
      lower: offset + 1, upper: min(end, bytes.count), hasDoubledQuotes: hasDoubledQuotes,
      end: end + 1)
  }

  /// The cells of record `index`; on the way of errors and headers only.
  func cells(ofRecord index: Int) -> [Cell] {
    var cells: [Cell] = []
    cells.reserveCapacity(columns)
    var offset = records[index]
    for _ in 0..<columns {
      let cell = Self.cell(at: offset, in: bytes.span, separator: separator)
      cells.append(cell)
      offset = cell.end + 1
    }
    return cells
  }

  /// The content of `cell`, unquoted.
  func content(of cell: Cell) -> [UInt8] {
    guard cell.hasDoubledQuotes else { return Array(bytes[cell.lower..<cell.upper]) }
    var content: [UInt8] = []
    var offset = cell.lower
    while offset < cell.upper {
      content.append(bytes[offset])
      offset += bytes[offset] == .quote ? 2 : 1
    }
    return content
  }

  /// The content of `cell` as text, unquoted.
  func string(of cell: Cell) -> String {
    String(decoding: content(of: cell), as: UTF8.self)
  }

  /// Where `cell` of record `index` starts.
  func place(of cell: Cell, inRecord index: Int) -> TextPlace {
    let isQuoted = cell.end > cell.upper
    return TextPlace(
      of: isQuoted ? cell.lower - 1 : cell.lower, from: records[index], in: bytes)
  }
}
