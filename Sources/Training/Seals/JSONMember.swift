/// Where an object of JSON has a key and its value.
struct JSONMember {
  /// Without the quotation marks. Names are compared as they are written: what writes a file twice
  /// escapes the same characters.
  var key: Range<Int>
  var value: Range<Int>
}
