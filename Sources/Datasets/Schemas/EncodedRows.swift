public import Arithmetic
import Glibc

/// Rows as a network takes them.
public struct EncodedRows: Sendable {
  public let rows: Int
  public let features: Int

  /// Elements from one row of `inputs` to the next; at least `features`.
  public let pitch: Int

  /// `[rows, pitch]`, row-major; the padding is 0.
  public let inputs: Buffer<Float>

  /// `[rows]`: class indices, or standardized numbers; `nil` where no target was asked for.
  public let targets: Buffer<Float>?

  /// Lines for stderr: one for every column with levels that the training data did not have.
  public let notes: [String]

  /// Inputs beyond this size are refused: 64 GiB, or half of the machine's memory if that is less.
  public static let maximumBytes: Int = {
    let limit = 64 << 30
    let (bytes, overflows) = sysconf(Int32(_SC_PHYS_PAGES))
      .multipliedReportingOverflow(by: sysconf(Int32(_SC_PAGESIZE)))
    return overflows || bytes <= 0 ? limit : min(limit, bytes / 2)
  }()
}
