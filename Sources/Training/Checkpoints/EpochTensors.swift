import Interchange

/// The records of epochs as tensors of a checkpoint, one element an epoch.
enum EpochTensors {
  private static let steps = "epochs.steps"
  private static let loss = "epochs.loss"
  private static let validationLoss = "epochs.validationLoss"
  private static let seconds = "epochs.seconds"
  /// `[epochs, 32]`.
  private static let digest = "epochs.digest"

  static func tensors(of records: [EpochRecord]) -> [SafetensorsTensor] {
    guard !records.isEmpty else { return [] }
    let shape = [records.count]
    var tensors = [
      SafetensorsTensor(name: steps, shape: shape, elements: records.map { Int64($0.steps) }),
      SafetensorsTensor(name: loss, shape: shape, elements: records.map(\.loss)),
      SafetensorsTensor(name: seconds, shape: shape, elements: records.map(\.seconds)),
    ]
    let losses = records.compactMap(\.validationLoss)
    if losses.count == records.count {
      tensors.append(SafetensorsTensor(name: validationLoss, shape: shape, elements: losses))
    }
    let digests = records.compactMap(\.digest)
    if digests.count == records.count {
      tensors.append(
        SafetensorsTensor(name: digest, shape: shape + [32], elements: digests.flatMap(\.bytes)))
    }
    return tensors
  }

  static func records(in file: SafetensorsFile) throws(SafetensorsError) -> [EpochRecord] {
    func has(_ name: String) -> Bool { file.tensors.contains { $0.name == name } }
    guard has(steps) else { return [] }
    let steps = try file.tensor(steps).elements(as: Int64.self)
    let shape = [steps.count]
    let losses: [Double] = try file.elements(loss, shape: shape)
    let seconds: [Double] = try file.elements(seconds, shape: shape)
    let validation: [Double]? =
      has(validationLoss) ? try file.elements(validationLoss, shape: shape) : nil
    let digests: [UInt8]? = has(digest) ? try file.elements(digest, shape: shape + [32]) : nil
    return steps.indices.map { index in
      EpochRecord(
        epoch: index + 1, steps: Int(steps[index]), loss: losses[index],
        validationLoss: validation?[index], seconds: seconds[index],
        digest: digests.map { Digest(bytes: $0[index * 32..<(index + 1) * 32]) })
    }
  }
}
