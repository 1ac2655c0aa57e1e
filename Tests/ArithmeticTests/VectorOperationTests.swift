import Arithmetic
import Testing

/// The operations that Swift has no instruction for, lane by lane against plain code.
@Suite struct VectorOperationTests {
  /// A vector whose lane i is value i + `first`, round and round.
  private func vector(_ values: [Float], from first: Int) -> Vector {
    var vector = Vector()
    for lane in vector.indices { vector[lane] = values[(first + lane) % values.count] }
    return vector
  }

  @Test func `a square root is that of the lane, correctly rounded`() {
    let stream = RandomStream(seed: 3, purpose: .synthesis)
    let values =
      specialValues
      + (0..<20_000 as Range<UInt64>).map { Float(bitPattern: stream.words(index: $0)[0]) }
    for first in stride(from: 0, to: values.count, by: Vector.scalarCount) {
      let x = vector(values, from: first)
      let roots = x.squareRoots
      for lane in x.indices {
        #expect(areSame(roots[lane], x[lane].squareRoot()), "√\(x[lane]) is \(roots[lane])")
      }
    }
    #expect(Vector(repeating: -0.0).squareRoots[0].bitPattern == Float(-0.0).bitPattern)
  }

  @Test func `anything but zeros is seen in every lane`() {
    for zero in [0, -0.0] as [Float] {
      #expect(!Vector(repeating: zero).hasNonzero)
      for value in specialValues {
        for lane in 0..<Vector.scalarCount {
          var x = Vector(repeating: zero)
          x[lane] = value
          #expect(x.hasNonzero == (value != 0), "\(value) in lane \(lane)")
        }
      }
    }
  }

  @Test func `a gate lets through where it is above zero or no number`() {
    for first in specialValues.indices {
      for gateFirst in specialValues.indices {
        let (x, gate) = (vector(specialValues, from: first), vector(specialValues, from: gateFirst))
        let found = x.whereAboveZero(gate)
        for lane in x.indices {
          let isOpen = gate[lane] > 0 || gate[lane].isNaN
          #expect(
            found[lane].bitPattern == (isOpen ? x[lane].bitPattern : 0),
            "\(x[lane]) where \(gate[lane]): \(found[lane])")
        }
      }
    }
  }
}
