import Arithmetic
import Testing

@Suite struct MagnitudesTests {
  @Test(arguments: 0...70)
  func `one number out of bounds is found wherever it stands`(count: Int) {
    let limit: Float = 0x1p20
    let buffer = Buffer<Float>(repeating: -limit, count: count + 3)
    for offset in 0..<3 {
      let view = buffer.view[offset..<offset + count]
      #expect(view.areMagnitudes(atMost: limit))
      for place in 0..<count {
        for outlier in [limit.nextUp, -limit.nextUp, .infinity, -.infinity, .nan, -.nan] {
          view[place] = outlier
          #expect(!view.areMagnitudes(atMost: limit))
        }
        view[place] = place % 2 == 0 ? -limit : 0x1p-149
      }
      // Neighbours are not looked at.
      if offset > 0 {
        buffer.view[offset - 1] = .nan
        #expect(view.areMagnitudes(atMost: limit))
      }
    }
    withExtendedLifetime(buffer) {}
  }
}
