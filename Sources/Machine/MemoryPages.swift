internal import Glibc

/// Which whole pages lie inside some memory.
enum MemoryPages {
  /// Of a huge page, where there are any.
  static let hugeBytes: UInt = 2 << 20

  /// The whole pages inside `addresses`; nil if there is none. Of memory so large that it does not
  /// matter, whole huge pages: a border inside of one would break it into small ones.
  static func inside(_ addresses: Range<UInt>) -> Range<UInt>? {
    let page = addresses.count >= 8 * Int(hugeBytes) ? hugeBytes : bytes
    let (start, overflows) = addresses.lowerBound.addingReportingOverflow(page - 1)
    let first = start / page * page
    let end = addresses.upperBound / page * page
    return overflows || first >= end ? nil : first..<end
  }

  /// Of an ordinary page.
  static var bytes: UInt {
    let bytes = sysconf(Int32(_SC_PAGESIZE))
    return bytes > 0 ? UInt(bytes) : 4096
  }
}
