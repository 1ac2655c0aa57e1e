/// Where a text is not the JSON that was expected.
struct JSONFault: Error {
  var position: Int
  var expected: String
}
