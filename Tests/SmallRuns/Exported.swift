/// For a C program: calls `write` with the name, the words and their count of every small run in turn.
///
/// - Returns: how many runs there are; -1 where one of them diverged.
@c(small_runs)
public func smallRuns(
  _ write: @convention(c) (UnsafePointer<CChar>, UnsafePointer<UInt32>, Int) -> Void
) -> Int {
  var count = 0
  for run in SmallRun.all {
    guard let words = run.words() else { return -1 }
    unsafe words.withUnsafeBufferPointer { words in
      unsafe run.name.withCString { name in
        if let base = words.baseAddress { unsafe write(name, base, words.count) }
      }
    }
    count += 1
  }
  return count
}
