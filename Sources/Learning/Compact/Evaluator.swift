public import Arithmetic

/// One worker's means to evaluate a network on rows of data, at the cost of its living part where it
/// has a small one. The bits are those of `Workspace` for any row.
public final class Evaluator: Sendable {
  private let parameters: Parameters
  /// Of the whole network; beside a compact one with room for a few rows.
  private let dense: Workspace
  private let part: Part?

  private struct Part {
    let compact: CompactNetwork
    let workspace: Workspace
    /// For each row whether it must go through the whole network.
    let doubtful: Buffer<Bool>
  }

  /// - Parameters:
  ///   - compact: of these parameters, shared by all workers; nil: the whole network.
  ///   - capacity: rows at a time.
  public init(_ parameters: Parameters, compact: CompactNetwork?, capacity: Int) {
    self.parameters = parameters
    dense = Workspace(
      parameters.layout, capacity: compact == nil ? capacity : min(capacity, Self.doubtfulRows),
      dropout: nil)
    part = compact.map {
      Part(
        compact: $0,
        workspace: Workspace($0.parameters.layout, capacity: capacity, dropout: nil),
        doubtful: Buffer(repeating: false, count: capacity))
    }
  }

  /// As `Workspace.predict`.
  public func predict(
    _ rows: Range<Int>, of inputs: RowMatrix, into output: RowMatrix, classes: View<Int32>
  ) {
    guard let part else {
      dense.predict(rows, of: inputs, parameters: parameters, into: output, classes: classes)
      return
    }
    let logits = logits(
      inputs.rows(rows), part, zerosAreDoubtful: part.compact.zerosAreDoubtful)
    part.workspace.predict(from: logits, rows: rows.count, into: output, classes: classes)
  }

  /// As `Workspace.measure`.
  public func measure(_ rows: Range<Int>, of examples: Examples) -> EvaluationSums {
    guard let part else { return dense.measure(rows, of: examples, parameters: parameters) }
    let logits = logits(examples.inputs.rows(rows), part, zerosAreDoubtful: false)
    return part.workspace.measure(logits, rows: rows, targets: examples.targets)
  }

  private func logits(_ rows: RowMatrix, _ part: Part, zerosAreDoubtful: Bool) -> RowMatrix {
    let doubtful = part.doubtful.view
    let columns = part.compact.columns
    let features = parameters.layout.network.inputs
    let keepsAll = columns.count == features
    let gathered = part.workspace.layers[0].input.firstRows(rows.rows)
    var index = 0
    while index < rows.rows {
      let row = rows.row(index)
      doubtful[index] = !row[0..<features].areMagnitudes(atMost: part.compact.largestInput)
      if !keepsAll { gather(row, columns, into: gathered.row(index)) }
      index &+= 1
    }
    let logits = part.workspace.logits(
      of: keepsAll ? rows : gathered, parameters: part.compact.parameters)
    if zerosAreDoubtful {
      for index in 0..<rows.rows where logits.row(index)[0] == 0 { doubtful[index] = true }
    }
    replace(doubtful, of: logits, rows)
    return logits
  }

  @inline(__always)
  private func gather(_ row: View<Float>, _ columns: View<UInt32>, into target: View<Float>) {
    var column = 0
    while column < columns.count {
      target[column] = row[Int(columns[column])]
      column &+= 1
    }
  }

  /// Computes the logits of doubtful rows by the whole network, neighbours together.
  private func replace(_ doubtful: View<Bool>, of logits: RowMatrix, _ rows: RowMatrix) {
    let outputs = parameters.layout.network.outputs
    var index = 0
    while index < rows.rows {
      var end = index
      while end < rows.rows && end - index < dense.capacity && doubtful[end] { end += 1 }
      guard end > index else {
        index += 1
        continue
      }
      let exact = dense.logits(of: rows.rows(index..<end), parameters: parameters)
      for row in index..<end {
        logits.row(row)[0..<outputs].copy(from: exact.row(row - index)[0..<outputs])
      }
      index = end
    }
  }

  /// Tiles are that high or less: more at a time would be hardly faster.
  private static let doubtfulRows = 16
}
