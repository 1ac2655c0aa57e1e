/// What the header of a file says, before it is compared with the bytes that follow.
struct SafetensorsHeader {
  /// The name under which the header keeps the metadata.
  static let metadataKey = "__metadata__"

  struct Entry {
    var name: String
    var elementType: SafetensorsElementType
    var shape: [Int]
    /// First byte, and first byte behind, counted from the end of the header.
    var begin: Int
    var end: Int
  }

  var entries: [Entry] = []
  var metadata: [String: String] = [:]
}
