/// How the separator of a table is found: comma, semicolon or tab.
enum Separator {
  /// Records that are looked at.
  static let sampledRecords = 100

  /// The separator of the table in `bytes` from `start` on.
  ///
  /// Of tab, semicolon and comma, in this order, the first that stands equally often, and at least
  /// once, in every sampled record; quoted text is skipped. (The order lets `1,5;2,5` be two cells,
  /// and a comma or semicolon inside text not hide a tab.) Where none does, the one that stands
  /// most often in the first record, comma before semicolon before tab.
  static func detected(in bytes: Span<UInt8>, from start: Int) -> UInt8 {
    let samples = countsByRecord(in: bytes, from: start)
    guard let first = samples.first else { return .comma }
    for candidate in [\Counts.tabs, \.semicolons, \.commas] {
      let count = first[keyPath: candidate]
      if count > 0, samples.allSatisfy({ $0[keyPath: candidate] == count }) {
        return candidate == \.tabs ? .tab : candidate == \.semicolons ? .semicolon : .comma
      }
    }
    if first.commas >= max(first.semicolons, first.tabs) { return .comma }
    return first.semicolons >= first.tabs ? .semicolon : .tab
  }

  private struct Counts {
    var commas = 0
    var semicolons = 0
    var tabs = 0
  }

  private static func countsByRecord(in bytes: Span<UInt8>, from start: Int) -> [Counts] {
    var samples: [Counts] = []
    var counts = Counts()
    var isQuoted = false
    var hasJustClosed = false
    var isCellStart = true
    var isBlank = true
    for offset in start..<bytes.count {
      let byte = bytes[offset]
      if isQuoted {
        // A doubled quote closes and opens again.
        if byte == .quote {
          isQuoted = false
          hasJustClosed = true
        }
        continue
      }
      defer { hasJustClosed = false }
      switch byte {
      case .quote:
        if isCellStart || hasJustClosed { isQuoted = true }
        isCellStart = false
        isBlank = false
        continue
      case .lineFeed, .carriageReturn:
        if !isBlank { samples.append(counts) }
        if samples.count == sampledRecords { return samples }
        counts = Counts()
        isBlank = true
        isCellStart = true
        continue
      case .comma: counts.commas += 1
      case .semicolon: counts.semicolons += 1
      case .tab: counts.tabs += 1
      case .space:
        isCellStart = false
        continue
      default:
        isCellStart = false
        isBlank = false
        continue
      }
      isCellStart = true
      isBlank = false
    }
    if !isBlank { samples.append(counts) }
    return samples
  }
}
