import Datasets
import Foundation
import Testing

/// A locale with decimal commas, made for the test in a folder of its own.
private enum CommaLocale {
  static let compiler = "/usr/bin/localedef"
  static let source = "/usr/share/i18n/locales/de_DE"

  static var canBeMade: Bool {
    FileManager.default.isExecutableFile(atPath: compiler)
      && FileManager.default.fileExists(atPath: source)
  }
}

struct LocaleTests {
  @Test(.enabled(if: CommaLocale.canBeMade))
  func `decimal points stay points where the locale has commas`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lockstep-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(filePath: CommaLocale.compiler)
    process.arguments = [
      "--no-archive", "-i", "de_DE", "-f", "UTF-8", folder.path + "/de_DE.UTF-8",
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()

    setenv("LOCPATH", folder.path, 1)
    defer { unsetenv("LOCPATH") }
    let locale = try #require(newlocale(1 << LC_NUMERIC, "de_DE.UTF-8", nil))
    // This thread only: other tests run beside this one.
    let previous = uselocale(locale)
    defer {
      uselocale(previous)
      freelocale(locale)
    }
    try #require(strtod("1,5", nil) == 1.5, "the locale has no decimal comma")

    let long = "0.1234567890123456789012345"
    let table = try Table.of("a,b,c\n1.5,\(long),x\n2.5,\(long),y\n")
    let schema = try Schema.fit(table).schema
    #expect(schema.statistics("a")?.mean == 2)
    #expect(schema.statistics("b")?.mean == 0.1234567890123456789012345)
    let classes = try Schema.fit(
      Table.of("a,b\n1,0.5\n2,1.5\n"), SchemaOptions(task: .classification))
    #expect(classes.schema.target.classes == ["0.5", "1.5"])
  }
}
