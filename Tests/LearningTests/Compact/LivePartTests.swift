import Learning
import Testing

@Suite struct LivePartTests {
  /// 3 inputs, 2 units, 2 units, 1 output, and a skip connection.
  private let network = Network(
    inputs: 3, hidden: [2, 2], outputs: 1, activation: .tanh, loss: .squared, hasSkip: true)

  private func live(_ values: [Float]) -> LivePart {
    let parameters = Parameters(ParameterLayout(network))
    parameters.load(networkOrder: values)
    return LivePart(of: parameters)
  }

  @Test func `a unit dies with the units that it alone reaches`() {
    // Unit 0 of the first layer has a weight to unit 1 of the second, which reaches no output.
    let values: [Float] = [
      1, 0, 0, 2, -0.0, 0, /**/ 9, 9,
      0, 3, 4, 0, /**/ 9, 9,
      5, -0.0, /**/ 0, 0, 6, /**/ 9,
    ]
    let live = live(values)
    #expect(live.units == [[1], [0]])
    #expect(live.inputs == [1, 2])
    #expect(!live.allUnitsLive)
    #expect(
      live.network
        == Network(
          inputs: 2, hidden: [1, 1], outputs: 1, activation: .tanh, loss: .squared, hasSkip: true))
    #expect(live.reduced(values) == [2, 0, 9, 4, 9, 5, 0, 6, 9])
    #expect(live.expanded(live.reduced(values), over: values) == values)
    let marks = live.expanded([1, 2, 3, 4, 5, 6, 7, 8, 9], over: Array(repeating: 0, count: 20))
    #expect(marks == [0, 0, 0, 1, 0, 2, 0, 3, 0, 0, 4, 0, 5, 0, 6, 0, 0, 7, 8, 9])
  }

  @Test func `a network of zeros keeps one input and one unit of each layer`() {
    let live = live(Array(repeating: -0.0, count: network.parameters))
    #expect(live.units == [[0], [0]])
    #expect(live.inputs == [0])
    #expect(!live.allUnitsLive)
  }

  @Test func `a weight that is no number lives`() {
    var values = [Float](repeating: 0, count: network.parameters)
    values[0] = .nan
    values[8] = .infinity
    values[14] = 1
    let live = live(values)
    #expect(live.units == [[0], [0]])
    #expect(live.inputs == [0])
  }
}
