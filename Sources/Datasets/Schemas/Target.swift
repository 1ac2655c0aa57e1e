/// The column that is predicted.
public struct Target: Equatable, Sendable {
  public let name: String

  /// What its cells are; classes can be numbers or text.
  public let kind: ColumnKind
  public let outcome: Outcome

  public enum Outcome: Equatable, Sendable {
    /// Names of the classes in ascending order of their UTF-8 bytes; a class's place is its index.
    ///
    /// Numbers are named by their shortest text: `1`, `1.0` and `1e0` are one class, `1`.
    case classes([String])

    /// Mean and standard deviation of the training rows, by which numbers are standardized.
    case number(NumericStatistics)
  }

  public var task: PredictionTask {
    switch outcome {
    case .classes: .classification
    case .number: .regression
    }
  }

  /// Names of the classes; none in a regression.
  public var classes: [String] {
    switch outcome {
    case .classes(let names): names
    case .number: []
    }
  }

  /// A prediction of a regression in the units of the file; a class index stays as it is.
  public func inOriginalUnits(_ value: Double) -> Double {
    switch outcome {
    case .classes: value
    case .number(let statistics): statistics.unscaled(value)
    }
  }
}

extension Target: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, kind, task, classes, numeric
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    kind = try values.decode(ColumnKind.self, forKey: .kind)
    switch try values.decode(PredictionTask.self, forKey: .task) {
    case .classification:
      let names = try values.decode([String].self, forKey: .classes)
      let areValid =
        names.count >= 2 && ByteOrder.isStrictlyAscending(names)
        && (kind == .categorical || names.allSatisfy { ClassNames.number(of: $0) != nil })
      guard areValid else {
        throw DecodingError.dataCorruptedError(
          forKey: .classes, in: values, debugDescription: "classes that no data has")
      }
      outcome = .classes(names)
    case .regression:
      outcome = .number(try values.decode(NumericStatistics.self, forKey: .numeric))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(kind, forKey: .kind)
    try values.encode(task, forKey: .task)
    switch outcome {
    case .classes(let names): try values.encode(names, forKey: .classes)
    case .number(let statistics): try values.encode(statistics, forKey: .numeric)
    }
  }
}
