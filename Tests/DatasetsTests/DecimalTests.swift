import Datasets
import Foundation
import Testing

/// Numbers as a schema sees them: a column of one number twice has it as mean.
private func parsed(_ texts: [String]) throws -> [Double] {
  let names = texts.indices.map { "c\($0)" } + ["y"]
  let row = { (target: Int) in (texts + ["\(target)"]).joined(separator: "\t") }
  let table = try Table.of(
    [names.joined(separator: "\t"), row(0), row(1)].joined(separator: "\n"), header: .yes)
  let schema = try Schema.fit(table).schema
  return try texts.indices.map { try #require(schema.statistics("c\($0)")).minimum }
}

/// glibc's conversion: rounded correctly, written by others. Tests run in the C locale.
private func oracle(_ text: String) -> Double { strtod(text, nil) }

private func expectCorrectlyRounded(_ texts: [String]) throws {
  for (text, value) in zip(texts, try parsed(texts)) {
    #expect(value.bitPattern == oracle(text).bitPattern, "\(text) became \(value)")
  }
}

struct DecimalTests {
  @Test func `numbers are written in many ways`() throws {
    try expectCorrectlyRounded([
      "0", "-0", "+0", "1", "-1", "+1", "1.", ".5", "-.5", "1e0", "1E5", "1e+5", "1e-5", "00012",
      "0.1", "0.1e1", "1.0", "123456789", "0e999", "0.0000", "1e-400", "-1e-400",
      "0e99999999999999999999", "1e-99999999999999999999",
    ])
  }

  @Test func `spaces around a number do not count`() throws {
    #expect(try parsed([" 1", "2 ", "  -3.5  "]) == [1, 2, -3.5])
  }

  @Test func `hard cases are rounded to nearest even`() throws {
    try expectCorrectlyRounded([
      // Halfway between two numbers, and a digit more or less.
      "9007199254740993", "9007199254740992.999999999999999", "9007199254740993.0000000000000001",
      "9007199254740995", "18014398509481986", "0.500000000000000166533453693773481063544750213623",
      "1.00000000000000011102230246251565404236316680908203125",
      "1.00000000000000011102230246251565404236316680908203124",
      "1.00000000000000011102230246251565404236316680908203126",
      "2.2250738585072011e-308", "2.2250738585072012e-308", "2.2250738585072014e-308",
      "4.9406564584124654e-324", "2.4703282292062327e-324", "2.4703282292062328e-324",
      "1.7976931348623157e308", "1.7976931348623158e308", "179769313486231580793e288",
      "6929495644600919.5", "3.7455744005952583e15", "1e22", "1e23", "8.5e22", "9e-23",
      "123456789012345678901234567890", "0.000000000000000000000000000123456789012345678",
      "18446744073709551615", "18446744073709551616", "1844674407370955161.5",
      "999999999999999999.9", "9999999999999999999", "1000000000000000000000000000",
      "1" + String(repeating: "0", count: 400) + "e-400",
      "0." + String(repeating: "0", count: 400) + "1e401",
      "0." + String(repeating: "0", count: 120_000) + "1e120001",
      "1" + String(repeating: "0", count: 12_000) + "e-120001",
    ])
  }

  @Test func `random decimals are rounded correctly`() throws {
    var random = SplitMix(seed: 1)
    for _ in 0..<40 {
      try expectCorrectlyRounded(
        (0..<500).map { _ in
          let digits = Int.random(in: 1...21, using: &random)
          var text = Bool.random(using: &random) ? "-" : ""
          let point = Int.random(in: 0...digits, using: &random)
          for place in 0..<digits {
            if place == point { text += "." }
            text += "\(Int.random(in: 0...9, using: &random))"
          }
          if Bool.random(using: &random) {
            text += "e\(Int.random(in: -330...285, using: &random))"
          }
          return text
        })
    }
  }

  @Test func `the shortest text of a number reads as that number`() throws {
    var random = SplitMix(seed: 2)
    for _ in 0..<20 {
      let values = (0..<500).map { index in
        // Half of them of every magnitude, half of everyday ones.
        index.isMultiple(of: 2)
          ? Double.random(in: -1000...1000, using: &random)
          : Double(bitPattern: random.next() & ~(1 << 62))
      }
      #expect(try parsed(values.map(\.description)) == values)
    }
  }

  @Test func `numbers halfway between two others are rounded to even`() throws {
    var random = SplitMix(seed: 3)
    for _ in 0..<20 {
      try expectCorrectlyRounded(
        (0..<100).flatMap { index in
          // An odd integer of 54 bits lies halfway; over 2^places its decimals end in as many
          // places: m / 2^p = m·5^p / 10^p. Up to four of them leave 19 digits.
          let odd = UInt128(1 << 53 | random.next() >> 11 | 1)
          let places = index % 25
          let digits = (0..<places).reduce(odd) { product, _ in product * 5 }
          return [digits - 1, digits, digits + 1].map { "\($0)e-\(places)" }
        })
    }
  }

  @Test(arguments: [
    "0x10", "1_000", "1,5", "1e", "1e+", "e5", ".", "-", "+-1", "1 2", "--1", "1.2.3", "١", "−1",
    "1d5", "infinite", "nano", "n a", "0b1", "1f", "#1",
  ])
  func `anything else is text`(text: String) throws {
    let schema = try Schema.fit(Table.of("a\tb\n\(text)\t1\n\(text)\t2\n", header: .yes)).schema
    #expect(schema.levels("a") == [text])
  }

  @Test(arguments: ["", " ", "NA", "na", "Na", "N/A", "n/a", "null", "NULL", "nan", "NaN", " NA "])
  func `missing cells are written in many ways`(text: String) throws {
    let schema = try Schema.fit(Table.of("a\tb\n\(text)\t1\n7\t2\n", header: .yes)).schema
    #expect(schema.statistics("a")?.hasMissing == true)
    #expect(schema.statistics("a")?.mean == 7)
  }

  @Test(arguments: [
    "inf", "Inf", "-inf", "+INF", "infinity", "-Infinity", "1e309", "-1e309", "1e999999999999",
    "179769313486231590000e289",
  ])
  func `infinities are errors`(text: String) {
    let error = #expect(throws: DatasetError.self) {
      try Schema.fit(Table.of("a\tb\n\(text)\t1\n7\t2\n", header: .yes))
    }
    #expect(error?.expected == "expected a finite number")
  }
}
