import Testing

@testable import Reports

@Suite struct `Text that has to fit` {
  @Test func `short text is left as it is`() {
    let fitted = "relu".fitted(to: 100, sizes: (most: 12, least: 10))
    #expect(fitted.text == "relu" && fitted.size == 12)
  }

  @Test func `longer text is smaller, and then loses its middle`() {
    let text = "beginning" + String(repeating: "-", count: 30) + "end"
    let width = text.width(size: 11)
    let smaller = text.fitted(to: width, sizes: (most: 12, least: 10))
    #expect(smaller.text == text && abs(smaller.size - 11) < 1e-9)
    let shorter = text.fitted(to: width / 2, sizes: (most: 12, least: 10))
    #expect(shorter.size == 10 && shorter.text.width(size: 10) <= width / 2 * 1.0001)
    #expect(shorter.text.hasPrefix("beginning") && shorter.text.hasSuffix("-end"))
    #expect(shorter.text.contains("…"))
  }

  @Test func `nothing fits into no width and is cut all the same`() {
    #expect("abc".fitted(to: 0, sizes: (most: 12, least: 10)).text == "a…")
    #expect("".fitted(to: 10, sizes: (most: 12, least: 10)).text == "")
  }
}
