/// The levels of one column, numbered in order of appearance.
struct LevelCodes {
  private(set) var levels: [[UInt8]]
  private var codes: [[UInt8]: Int]

  init(_ levels: [[UInt8]] = []) {
    self.levels = levels
    codes = [:]
    for (code, level) in levels.enumerated() { codes[level] = code }
  }

  func code(of level: [UInt8]) -> Int? { codes[level] }

  /// The number of `level`, a new one where it was not seen before.
  mutating func add(_ level: [UInt8]) -> Int {
    if let code = codes[level] { return code }
    codes[level] = levels.count
    levels.append(level)
    return levels.count - 1
  }
}
