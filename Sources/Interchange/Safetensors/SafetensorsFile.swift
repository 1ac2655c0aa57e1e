/// The content of a safetensors file: named tensors and a dictionary of text.
///
/// The format (https://github.com/huggingface/safetensors, README, "Format"): 8 bytes of header
/// length, a header in JSON, then the bytes of all tensors one after another. Lengths and elements
/// are little-endian. The same value always has the same bytes.
public struct SafetensorsFile: Equatable, Sendable {
  /// Wider elements first, otherwise as given. In this order, which is also that of the reference
  /// implementation, every element of a file mapped into memory is aligned.
  public let tensors: [SafetensorsTensor]
  public let metadata: [String: String]

  /// - Parameter tensors: no two of one name.
  public init(tensors: [SafetensorsTensor], metadata: [String: String] = [:]) {
    let names = Set(tensors.map { Array($0.name.utf8) })
    precondition(names.count == tensors.count, "SafetensorsFile: two tensors of one name")
    self.tensors = [8, 4, 2, 1].flatMap { width in
      tensors.filter { $0.elementType.byteWidth == width }
    }
    self.metadata = metadata
  }

  /// The tensor of that name.
  ///
  /// - Throws: `SafetensorsError.missingTensor`.
  public func tensor(_ name: String) throws(SafetensorsError) -> SafetensorsTensor {
    guard let tensor = tensors.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      throw .missingTensor(name: name, found: tensors.map(\.name))
    }
    return tensor
  }

  /// The elements of the tensor of that name, which must have that shape and type.
  ///
  /// - Throws: `SafetensorsError.missingTensor`, `.wrongShape` or `.wrongElementType`.
  public func elements<Element: SafetensorsElement>(
    _ name: String, shape: [Int], as type: Element.Type = Element.self
  ) throws(SafetensorsError) -> [Element] {
    let tensor = try tensor(name)
    guard tensor.shape == shape else {
      throw .wrongShape(name: name, found: tensor.shape, expected: shape)
    }
    return try tensor.elements(as: type)
  }
}
