public import Learning

extension TrainingConfiguration {
  /// Makes sure that a network and what trains it can be held in memory.
  ///
  /// - Throws: an error that names `--hidden` if weights, their transposes, gradients and the
  ///   optimizer's state are more than `memoryBytes`.
  public func requireMemory(
    for network: Network, memoryBytes: UInt64
  ) throws(ConfigurationError) {
    // Widths are at most 2²⁰ and layers 1,000: no overflow.
    let copies = 4 + (optimizer.solver == nil ? 0 : 4) + stateArrays + (patience == nil ? 0 : 1)
    let bytes = UInt64(network.parameters * copies * 4)
    guard bytes <= memoryBytes else {
      throw ConfigurationError(
        option: "hidden",
        found: "a network of \(network.parameters) parameters, which take \(bytes) bytes to train",
        expected: "at most this machine's memory, \(memoryBytes) bytes")
    }
  }
}
