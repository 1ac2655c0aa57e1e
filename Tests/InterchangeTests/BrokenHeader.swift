import Testing

/// A broken header, the bytes of data behind it and the message.
struct BrokenHeader: Sendable, CustomTestStringConvertible {
  var header: String
  var dataBytes: Int
  var message: String
  var testDescription: String { message }

  init(_ header: String, data dataBytes: Int = 4, _ message: String) {
    (self.header, self.dataBytes, self.message) = (header, dataBytes, message)
  }
}
