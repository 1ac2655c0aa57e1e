/// A Swift type that is an element type of safetensors, bit by bit.
///
/// Every pattern of bits must be a value of a conforming type, since a file may hold any.
public protocol SafetensorsElement: BitwiseCopyable, Sendable {
  static var safetensorsType: SafetensorsElementType { get }
}

extension Float: SafetensorsElement {
  public static var safetensorsType: SafetensorsElementType { .float32 }
}

extension Double: SafetensorsElement {
  public static var safetensorsType: SafetensorsElementType { .float64 }
}

extension UInt8: SafetensorsElement {
  public static var safetensorsType: SafetensorsElementType { .uint8 }
}

extension UInt32: SafetensorsElement {
  public static var safetensorsType: SafetensorsElementType { .uint32 }
}

extension UInt64: SafetensorsElement {
  public static var safetensorsType: SafetensorsElementType { .uint64 }
}

extension Int64: SafetensorsElement {
  public static var safetensorsType: SafetensorsElementType { .int64 }
}
