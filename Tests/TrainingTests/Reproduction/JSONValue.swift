/// A value of JSON, to alter it place by place.
enum JSONValue: Codable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// The value with one place altered.
  struct Alteration {
    /// Keys and indices, as in `data.files[0].bytes`.
    let path: String
    /// What stands there now.
    let what: String
    let value: JSONValue
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .boolean(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }

  /// Every place below this value altered in every way.
  func alterations(at path: String = "") -> [Alteration] {
    switch self {
    case .array(let elements):
      return elements.indices.flatMap { index in
        elements[index].allAlterations(at: "\(path)[\(index)]") {
          var altered = elements
          altered[index] = $0
          return .array(altered)
        }
      }
    case .object(let members):
      return members.sorted { $0.key < $1.key }.flatMap { key, member in
        let place = path.isEmpty ? key : "\(path).\(key)"
        let alterations = member.allAlterations(at: place) {
          var altered = members
          altered[key] = $0
          return .object(altered)
        }
        // Without a key for nothing, nothing is changed.
        guard member != .null else { return alterations }
        let rest = members.filter { $0.key != key }
        return alterations + [Alteration(path: place, what: "removed", value: .object(rest))]
      }
    default: return []
    }
  }

  /// Those of this value and of what is in it, put into what it is in.
  private func allAlterations(
    at path: String, _ outer: (JSONValue) -> JSONValue
  ) -> [Alteration] {
    others.filter { $0 != self }.map {
      Alteration(path: path, what: $0.text, value: outer($0))
    }
      + alterations(at: path).map {
        Alteration(path: $0.path, what: $0.what, value: outer($0.value))
      }
  }

  /// What may stand in the place of this value.
  private var others: [JSONValue] {
    switch self {
    case .null: [.integer(1), .number(0.5), .string("x")]
    case .boolean(let value): [.boolean(!value), .null, .integer(7)]
    case .integer(let value):
      [value &+ 1, value &- 1, value &* 2, 0, -1, .max, .min].map { .integer($0) }
        + [.number(Double(value) + 0.5), .null, .string("x")]
    case .number(let value):
      [value + 1, value * 2, 0, -1.5, 1e300, value.nextUp].map { .number($0) }
        + [.null, .string("x")]
    case .string(let value):
      [value + "x", "", String(value.dropLast()) + (value.last == "0" ? "1" : "0")].map {
        .string($0)
      } + [.null, .integer(1)]
    case .array(let elements):
      [.array(elements.dropLast()), .array(elements + [elements.last ?? .integer(1)]), .null]
    case .object: [.object([:]), .null]
    }
  }

  private var text: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): "\"\(value)\""
    case .array(let elements): "\(elements.count) elements"
    case .object(let members): "\(members.count) members"
    }
  }
}
