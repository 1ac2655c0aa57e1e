import Datasets
import Testing

struct FuzzTests {
  private static let seeds = [
    "a,b,c\n1,2,x\n3,4,y\n5,6,x\n", "\"a\";\"b\"\r\n1,5;\"x \"\"y\"\"\"\r\n2,5;\r\n",
    "\u{FEFF}a\tb\n1e5\tNA\n-.5\tinf\n", "1,2,3\n4,5,6\n7,8,9\n", "größe,b\n1,\"ä\nö\"\n2,z\n",
  ]
  private static let pieces: [[UInt8]] = [
    [0x22], [0x22, 0x22], [0x0A], [0x0D], [0x0D, 0x0A], [0x2C], [0x3B], [0x09], [0x20], [0x00],
    [0xFF], [0xC3], [0xC3, 0xA4], [0xED, 0xA0, 0x80], [0xF0, 0x9F], Array("1e999".utf8),
    Array("nan".utf8), Array("-".utf8), Array("9999999999999999999999".utf8), Array("e".utf8),
    [0x1F, 0x8B], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE],
  ]

  /// A few insertions, deletions, changes and moves.
  private static func mutated(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 0...8, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
      case 1: bytes.removeSubrange(place..<end)
      case 2: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
      case 3:
        let part = Array(bytes[place..<end])
        bytes.insert(
          contentsOf: part, at: Int.random(in: 0...bytes.count, using: &random))
      default:
        bytes.replaceSubrange(place..<end, with: pieces.randomElement(using: &random) ?? [])
      }
    }
    return bytes
  }

  @Test func `no mutation of a table traps, and every error is one line`() throws {
    var random = SplitMix(seed: 7)
    let schema = try Schema.fit(Table.of("a,b,c\n1,2,x\n3,4,y\n")).schema
    let headerless = try Schema.fit(Table.of("1,2,x\n3,4,y\n", header: .no)).schema
    var fits = 0
    var errors = 0
    for index in 0..<20_000 {
      let bytes = Self.mutated(Array(Self.seeds[index % Self.seeds.count].utf8), &random)
      let header = HeaderRule.allCases[index % 3]
      for use in [TargetUse.required, .ignored] {
        _ = try? schema.encode(Table(bytes: bytes, path: "f", header: header), target: use)
        _ = try? headerless.encode(Table(bytes: bytes, path: "f", header: header), target: use)
      }
      do throws(DatasetError) {
        let table = try Table(bytes: bytes, path: "f", header: header)
        let fit = try Schema.fit(table)
        let encoded = try fit.schema.encode(table, target: .required)
        #expect(encoded.rows == table.rowCount)
        #expect(fit.notes.allSatisfy { Self.isOneLine($0) })
        fits += 1
      } catch {
        #expect(Self.isOneLine(error.description))
        #expect(error.description.hasPrefix("f"))
        errors += 1
      }
    }
    // Both ways were taken often.
    #expect(fits > 1000)
    #expect(errors > 1000)
  }

  @Test func `no mutation of a compressed table traps`() {
    var random = SplitMix(seed: 8)
    let packed = GzipMember.storing("a,b\n1,2\n3,4\n")
    for _ in 0..<2000 {
      do throws(DatasetError) {
        _ = try Table(bytes: Self.mutated(packed, &random), path: "f")
      } catch {
        #expect(Self.isOneLine(error.description))
      }
    }
  }

  private static func isOneLine(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
  }
}
