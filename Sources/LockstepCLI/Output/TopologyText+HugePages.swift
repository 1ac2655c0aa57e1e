import Foundation

extension TopologyText {
  /// What the system's switch for transparent huge pages says; nil where there is none.
  static func hugePages() -> String? {
    let path = "/sys/kernel/mm/transparent_hugepage/enabled"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    // The choice is in brackets: "always [madvise] never".
    guard let match = text.firstMatch(of: /\[([a-z]+)\]/) else { return nil }
    let choice = String(match.output.1)
    let meaning: String? =
      switch choice {
      case "always": "the system gives them to every large array"
      case "madvise": "the system gives them where a program asks"
      case "never": "the system gives none"
      default: nil
      }
    return choice + (meaning.map { ": \($0)" } ?? "")
  }
}
