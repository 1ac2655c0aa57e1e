import Foundation
import Testing

@Suite struct ReadmeTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func lines(_ path: String) throws -> [String] {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
      .components(separatedBy: "\n")
  }

  @Test func `the program that the README shows trains and predicts`() async throws {
    try await Program.main()
  }

  @Test func `the README shows that program, in 15 lines`() throws {
    let readme = try Self.lines("README.md")
    let start = try #require(readme.firstIndex(of: "import Lockstep"))
    let shown = readme[start...].prefix { $0 != "```" }
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    // Here the body stands in a function, because a test bundle has its own entry.
    let wrapping = ["struct Program {", "static func main() async throws {", "}"]
    let compiled = try Self.lines("Tests/LockstepTests/ReadmeProgram.swift")
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !wrapping.contains($0) }
    #expect(shown == compiled)
    #expect(shown.count <= 15)
  }
}
