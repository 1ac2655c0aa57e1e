internal import Yams

/// Reads a profile's YAML and says of every mistake where it stands.
struct ProfileReader {
  private let place: String
  private let root: Node

  init(_ text: String, place: String) throws(ProfileError) {
    self.place = place
    if let alias = YAMLAlias.first(in: text) {
      throw .malformed(place: place, found: "the alias \(alias)", expected: "values written out")
    }
    do {
      guard let root = try compose(yaml: text) else {
        throw ProfileError.malformed(
          place: place, found: "nothing", expected: "lines like `why: …`")
      }
      self.root = root
    } catch let error as ProfileError {
      throw error
    } catch let error as YamlError {
      throw Self.notYAML(error, place)
    } catch {
      throw .malformed(place: place, found: "text that is not YAML", expected: "a profile")
    }
  }

  func read(into profile: inout Profile) throws(ProfileError) {
    for (key, value) in try mapping(root, of: "the profile") {
      switch try self.key(key, of: ProfileKey.self) {
      case .why: profile.why = try text(value, of: "why")
      case .topology: profile.topology = try text(value, of: "topology")
      case .workers: try readWorkers(value, into: &profile.placement)
      case .memory: try readMemory(value, into: &profile.memory)
      }
    }
    if profile.why.isEmpty {
      throw malformed(root, found: "no `why`", expected: "a sentence that says why")
    }
  }

  private func readWorkers(
    _ node: Node, into policy: inout PlacementPolicy
  ) throws(ProfileError) {
    for (key, value) in try mapping(node, of: "workers") {
      switch try self.key(key, of: ProfileWorkersKey.self) {
      case .count: policy.workers = try workers(value)
      case .placement: policy.order = try word(value, of: "placement")
      case .split: policy.split = try word(value, of: "split")
      case .coreKinds: policy.coreKinds = try word(value, of: "core-kinds")
      case .freeCores:
        policy.freeCores = try number(value, of: "free-cores", in: 0...Placement.mostWorkers)
      case .bind:
        switch value.scalar?.string.lowercased() {
        case "yes", "true", "on": policy.isBound = true
        case "no", "false", "off": policy.isBound = false
        default:
          throw malformed(value, found: "bind: \(Self.shown(value))", expected: "yes or no")
        }
      }
    }
  }

  private func readMemory(_ node: Node, into policy: inout MemoryPolicy) throws(ProfileError) {
    for (key, value) in try mapping(node, of: "memory") {
      switch try self.key(key, of: ProfileMemoryKey.self) {
      case .weights: policy.weights = try word(value, of: "weights")
      case .rows: policy.rows = try word(value, of: "rows")
      }
    }
  }

  private func workers(_ node: Node) throws(ProfileError) -> WorkerRule {
    if let rule = node.scalar.flatMap({ WorkerRule($0.string) }) { return rule }
    throw malformed(
      node, found: "count: \(Self.shown(node))",
      expected: "per-core, per-thread, per-cache or a number from 1 to \(Placement.mostWorkers)")
  }

  // MARK: - Nodes

  private func mapping(_ node: Node, of name: String) throws(ProfileError) -> Node.Mapping {
    guard let mapping = node.mapping else {
      throw malformed(
        node, found: "\(Self.shown(node)) for \(name)", expected: "lines like `key: value`")
    }
    return mapping
  }

  private func key<Key: RawRepresentable<String> & CaseIterable>(
    _ node: Node, of: Key.Type
  ) throws(ProfileError) -> Key {
    let word = node.scalar?.string ?? ""
    if let key = Key(rawValue: word) { return key }
    let words = Key.allCases.map(\.rawValue)
    let nearest = EditDistance.nearest(to: word, in: words)
    throw malformed(
      node, found: "the key '\(word)'",
      expected: (nearest.map { "'\($0)'? The keys here are " } ?? "one of ")
        + words.joined(separator: ", "))
  }

  private func word<Word: RawRepresentable<String> & CaseIterable>(
    _ node: Node, of name: String
  ) throws(ProfileError) -> Word {
    if let word = node.scalar.flatMap({ Word(rawValue: $0.string) }) { return word }
    throw malformed(
      node, found: "\(name): \(Self.shown(node))",
      expected: "one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
  }

  private func number(
    _ node: Node, of name: String, in range: ClosedRange<Int>
  ) throws(ProfileError) -> Int {
    if let number = node.scalar.flatMap({ Int($0.string) }), range.contains(number) {
      return number
    }
    throw malformed(
      node, found: "\(name): \(Self.shown(node))",
      expected: "a number from \(range.lowerBound) to \(range.upperBound)")
  }

  private func text(_ node: Node, of name: String) throws(ProfileError) -> String {
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      throw malformed(node, found: "\(name): \(Self.shown(node))", expected: "text")
    }
    return scalar.string
  }

  private static func shown(_ node: Node) -> String {
    node.scalar.map { $0.string.isEmpty ? "nothing" : "'\($0.string)'" }
      ?? (node.sequence == nil ? "a mapping" : "a list")
  }

  private func malformed(_ node: Node, found: String, expected: String) -> ProfileError {
    .malformed(
      place: node.mark.map { "\(place):\($0.line):\($0.column)" } ?? place, found: found,
      expected: expected)
  }

  private static func notYAML(_ error: YamlError, _ place: String) -> ProfileError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      .malformed(
        place: "\(place):\(mark.line):\(mark.column)", found: "text that is not YAML (\(problem))",
        expected: "lines like `why: …`")
    case .duplicatedKeysInMapping(let names, let context):
      .malformed(
        place: "\(place):\(context.mark.line):\(context.mark.column)",
        found: "\(names.map(String.init(describing:)).joined(separator: ", ")) twice",
        expected: "each key once")
    default:
      .malformed(place: place, found: "text that is not YAML", expected: "lines like `why: …`")
    }
  }
}
