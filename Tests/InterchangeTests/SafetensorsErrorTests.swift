import Interchange
import Testing

@Suite struct SafetensorsErrorTests {
  private static let x = #""x":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}"#

  static let broken: [BrokenHeader] = [
    BrokenHeader(
      "", "safetensors header, byte 8: found the end of the header, expected '{' as the first byte"),
    BrokenHeader(
      " {}", "safetensors header, byte 8: found a byte of value 32, expected '{' as the first byte"),
    BrokenHeader("[]", "safetensors header, byte 8: found '[', expected '{' as the first byte"),
    BrokenHeader(
      "{", "safetensors header, byte 9: found the end of the header, expected a name in quotes"),
    BrokenHeader(
      "{\(x)", "safetensors header, byte 60: found the end of the header, expected ',' or '}'"),
    BrokenHeader("{\(x),}", "safetensors header, byte 61: found '}', expected a name in quotes"),
    BrokenHeader(
      "{\(x)} x",
      "safetensors header, byte 62: found 'x', expected nothing but spaces behind the header"),
    BrokenHeader(
      "{\(x)}\u{0}",
      "safetensors header, byte 61: found a byte of value 0, expected nothing but spaces behind the header"
    ),
    BrokenHeader(
      "{\(x),\(x)}",
      "safetensors header, byte 61: 'x' is there a second time, expected every name once"),
    BrokenHeader(
      #"{\#(x),"\u0078":{"dtype":"U8","shape":[0],"data_offsets":[4,4]}}"#,
      "safetensors header, byte 61: 'x' is there a second time, expected every name once"),
    BrokenHeader(
      #"{"__metadata__":{"a":"1","a":"1"}}"#,
      "safetensors header, byte 33: 'a' is there a second time, expected every name once"),
    BrokenHeader(
      #"{"__metadata__":{},"__metadata__":{}}"#,
      "safetensors header, byte 27: '__metadata__' is there a second time, expected every name once"
    ),
    BrokenHeader(
      #"{"__metadata__":{"a":1}}"#,
      "safetensors header, byte 29: found '1', expected the text of 'a' in the metadata"),
    BrokenHeader(#"{"__metadata__":null}"#, "safetensors header, byte 24: found 'n', expected '{'"),
    BrokenHeader(
      #"{"x":{"dtype":"U8","dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#,
      "safetensors header, byte 27: 'dtype' is there a second time, expected every name once"),
    BrokenHeader(
      #"{"x":{"dtype":"U8","shape":[4],"data_offsets":[0,4],"more":1}}"#,
      "safetensors header, byte 60: found 'more', expected dtype, shape or data_offsets"),
    BrokenHeader(
      #"{"x":{"dtype":"U8","shape":[4]}}"#,
      "safetensors header, byte 13: found tensor 'x' without one of these, expected dtype, shape and data_offsets"
    ),
    BrokenHeader(
      #"{"x":{"dtype":"U9","shape":[4],"data_offsets":[0,4]}}"#,
      "safetensors header, byte 22: tensor 'x' has elements of type 'U9', expected one of F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL"
    ),
    BrokenHeader(
      #"{"x":{"dtype":"U8","shape":[4],"data_offsets":[0,4,8]}}"#,
      "safetensors header, byte 54: found 3 offsets, expected two, begin and end"),
    BrokenHeader(
      #"{"x":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}"#,
      "safetensors header, byte 36: found '-', expected an integer from 0 up"),
    BrokenHeader(
      #"{"x":{"dtype":"U8","shape":[4.0],"data_offsets":[0,4]}}"#,
      "safetensors header, byte 37: found '.', expected ',' or ']'"),
    BrokenHeader(
      #"{"x":{"dtype":"U8","shape":[04],"data_offsets":[0,4]}}"#,
      "safetensors header, byte 36: found a number that begins with 0, expected an integer from 0 to 9223372036854775807"
    ),
    BrokenHeader(
      #"{"x":{"dtype":"U8","shape":[9223372036854775808],"data_offsets":[0,4]}}"#,
      "safetensors header, byte 36: found a larger number, expected an integer from 0 to 9223372036854775807"
    ),
    BrokenHeader(
      #"{"x":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,4]}}"#,
      "safetensors header: tensor 'x' of shape [4294967296, 4294967296] has more bytes than can be counted"
    ),
    BrokenHeader(
      #"{"x":{"dtype":"F64","shape":[9223372036854775807],"data_offsets":[0,4]}}"#,
      "safetensors header: tensor 'x' of shape [9223372036854775807] has more bytes than can be counted"
    ),
    BrokenHeader(
      #"{"x":{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}}"#,
      "safetensors file cut short: 4 bytes of data behind the header, expected 9223372036854775807"),
    BrokenHeader(
      #"{\#(x),"y":{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[4,9223372036854775807]}}"#,
      "safetensors header: tensor 'y' has the bytes 4 to 9223372036854775807 of the data, expected 9223372036854775807 bytes by its type and shape"
    ),
    BrokenHeader(
      #"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#,
      "safetensors header: tensor 'x' has the bytes 0 to 4 of the data, expected 8 bytes by its type and shape"
    ),
    BrokenHeader(
      #"{"x":{"dtype":"U8","shape":[0],"data_offsets":[4,0]}}"#,
      "safetensors header: tensor 'x' begins at byte 4 of the data, expected 0, where those before it end"
    ),
    BrokenHeader(
      #"{\#(x),"y":{"dtype":"U8","shape":[1],"data_offsets":[5,6]}}"#, data: 6,
      "safetensors header: tensor 'y' begins at byte 5 of the data, expected 4, where those before it end"
    ),
    BrokenHeader(
      #"{\#(x),"y":{"dtype":"U8","shape":[2],"data_offsets":[3,5]}}"#, data: 5,
      "safetensors header: tensor 'y' begins at byte 3 of the data, expected 4, where those before it end"
    ),
    BrokenHeader(
      "{\(x)}", data: 3,
      "safetensors file cut short: 3 bytes of data behind the header, expected 4"),
    BrokenHeader(
      "{\(x)}", data: 5,
      "safetensors file with a rest: 5 bytes of data behind the header, expected 4"),
    BrokenHeader(
      #"{"\x":1}"#,
      "safetensors header, byte 11: found 'x', expected one of \" \\ / b f n r t u behind a backslash"
    ),
    BrokenHeader(
      #"{"\u12g4":1}"#, "safetensors header, byte 14: found 'g', expected four hexadecimal digits"),
    BrokenHeader(
      #"{"\ud800":1}"#,
      "safetensors header, byte 10: found half of a surrogate pair, expected both halves"),
    BrokenHeader(
      #"{"\ud800\u0041":1}"#,
      "safetensors header, byte 10: found half of a surrogate pair, expected both halves"),
    BrokenHeader(
      "{\"\n\":1}",
      "safetensors header, byte 10: found a byte of value 10, expected no control character in a string"
    ),
    BrokenHeader(
      "{\"x",
      "safetensors header, byte 11: found the end of the header, expected '\"' at the end of a string"
    ),
    BrokenHeader(
      #"{"\n\u202e":7}"#, "safetensors header, byte 20: found '7', expected '{'"),
    BrokenHeader(
      #"{"\n":{"dtype":"\u001b[2J"}}"#,
      "safetensors header, byte 23: tensor '\\u{a}' has elements of type '\\u{1b}[2J', expected one of F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL"
    ),
  ]

  @Test(arguments: broken)
  func `a broken header is named in one line`(_ broken: BrokenHeader) {
    let file = SafetensorsSamples.file(header: broken.header, dataBytes: broken.dataBytes)
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(decoding: file) }
    #expect(error?.description == broken.message)
  }

  @Test func `a header of text that is not UTF-8 is refused`() {
    let header = Array("{\"".utf8) + [0xC3, 0x28] + Array("\":{}}".utf8)
    #expect(
      throws: SafetensorsError.invalidHeader(
        position: 9, found: "a string that is not UTF-8", expected: "UTF-8")
    ) {
      try SafetensorsFile(decoding: SafetensorsSamples.file(header: header, dataBytes: 0))
    }
  }

  @Test func `a million brackets are no more than one`() {
    for bracket in ["[", "{\"x\":"] {
      let header = "{\"x\":" + String(repeating: bracket, count: 1_000_000)
      #expect(throws: SafetensorsError.self) {
        try SafetensorsFile(decoding: SafetensorsSamples.file(header: header, dataBytes: 0))
      }
    }
  }

  @Test func `a file shorter than its header is refused`() {
    #expect(throws: SafetensorsError.noHeaderLength(fileBytes: 7)) {
      try SafetensorsFile(decoding: [UInt8](repeating: 0, count: 7))
    }
    #expect(throws: SafetensorsError.headerTooLong(found: 3, available: 2)) {
      try SafetensorsFile(decoding: [3, 0, 0, 0, 0, 0, 0, 0] + Array("{}".utf8))
    }
    #expect(throws: SafetensorsError.headerTooLong(found: .max, available: 0)) {
      try SafetensorsFile(decoding: [UInt8](repeating: 255, count: 8))
    }
  }

  @Test func `what the format allows and we do not write is read`() throws {
    let header =
      "{ \"y\" : {\"data_offsets\":[ 2 , 4 ],\"shape\":[ 2 ],\"dtype\":\"BOOL\"}\t,\r\n"
      + #""\u0078\ud83d\ude00\/\b\f\r" : {"dtype":"F16","shape":[1,1,1],"data_offsets":[0,2]},"#
      + #""__metadata__":{ } }"# + "\n "
    let file = try SafetensorsFile(
      decoding: SafetensorsSamples.file(header: header, dataBytes: 4))
    #expect(
      file.tensors == [
        SafetensorsTensor(
          name: "x😀/\u{8}\u{c}\r", elementType: .float16, shape: [1, 1, 1], bytes: [0, 0]),
        SafetensorsTensor(name: "y", elementType: .bool, shape: [2], bytes: [0, 0]),
      ])
  }
}
