/// A named array of numbers of one type, row-major, as a safetensors file holds it.
public struct SafetensorsTensor: Equatable, Sendable {
  public let name: String
  public let elementType: SafetensorsElementType
  /// Empty for a single number.
  public let shape: [Int]
  /// The elements, lowest byte first.
  public let bytes: [UInt8]

  /// - Parameters:
  ///   - name: any but `__metadata__`, which the format keeps for itself.
  ///   - bytes: as many as the shape's elements have.
  public init(name: String, elementType: SafetensorsElementType, shape: [Int], bytes: [UInt8]) {
    precondition(name != SafetensorsHeader.metadataKey, "SafetensorsTensor: a name that is taken")
    precondition(
      elementType.byteCount(shape: shape) == bytes.count,
      "SafetensorsTensor: shape and number of elements differ")
    self.name = name
    self.elementType = elementType
    self.shape = shape
    self.bytes = bytes
  }

  /// - Parameter elements: as many as the product of `shape`.
  public init<Element: SafetensorsElement>(name: String, shape: [Int], elements: [Element]) {
    self.init(name: name, shape: shape, elements: elements[...])
  }

  /// The same for a part of an array.
  public init<Element: SafetensorsElement>(
    name: String, shape: [Int], elements: ArraySlice<Element>
  ) {
    self.init(
      name: name, elementType: Element.safetensorsType, shape: shape,
      bytes: LittleEndianBytes.bytes(of: elements))
  }

  /// The elements as the Swift type that has their bits.
  ///
  /// - Throws: `SafetensorsError.wrongElementType` for any other type; nothing is converted.
  public func elements<Element: SafetensorsElement>(
    as type: Element.Type = Element.self
  ) throws(SafetensorsError) -> [Element] {
    guard elementType == Element.safetensorsType else {
      throw .wrongElementType(
        name: name, found: elementType, expected: Element.safetensorsType)
    }
    return LittleEndianBytes.elements(of: bytes, as: type)
  }
}
