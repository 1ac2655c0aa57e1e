import Foundation
import TestSupport
import Testing

@testable import Machine

@Suite struct `Profiles` {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Profiles").standardizedFileURL.path(percentEncoded: false)

  @Test func `all that ship are files of the folder, and the other way round`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    #expect(files.sorted() == Profile.shippedNames)
    let guide = try String(contentsOfFile: "\(Self.folder)/README.md", encoding: .utf8)
    for name in files { #expect(guide.contains("`\(name)`")) }
  }

  @Test(arguments: Profile.shippedNames)
  func `by name and by path are the same`(name: String) throws {
    let shipped = try Profile.find(name)
    var read = try Profile.find("\(Self.folder)/\(name).yaml")
    #expect(try read.machine().cores == shipped.machine().cores)
    #expect(try read.machine().tree == shipped.machine().tree)
    read.origin = shipped.origin
    #expect(read == shipped)
    #expect(shipped.why.hasSuffix("."))
  }

  @Test(arguments: Profile.shippedNames)
  func `can be had on the machine they were written for`(name: String) throws {
    let profile = try Profile.find(name)
    let plan = Placement.plan(
      profile.placement, memory: profile.memory, on: try profile.machine())
    #expect(plan.shortfalls.isEmpty)
    #expect(!plan.sharesProcessingUnits)
  }

  @Test func `the EPYC 9654's has 96 workers a node, 8 a cache, one a core`() throws {
    let profile = try Profile.find("epyc-9654-2s")
    let topology = try profile.machine()
    var policy = profile.placement
    policy.workers = .count(192)
    for plan in [Placement.plan(policy, on: topology), .plan(profile.placement, on: topology)] {
      #expect(Set(plan.processingUnits.map(\.core)).count == 192)
      #expect(
        Dictionary(grouping: plan.processingUnits, by: \.numaNode).mapValues(\.count)
          == [0: 96, 1: 96])
      let caches = Dictionary(grouping: plan.processingUnits) { topology.cores[$0.core].lastCache }
      #expect(caches.count == 24 && caches.values.allSatisfy { $0.count == 8 })
    }
  }

  @Test func `what is written is read back`() throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "lockstep-\(UUID().uuidString).yaml").path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: file) }
    for (index, order) in PlacementOrder.allCases.enumerated() {
      let placement = PlacementPolicy(
        workers: [.perThread, .perCache, .count(7)][index], order: order, freeCores: index,
        coreKinds: CoreKindRule.allCases[index], split: SplitRule.allCases[index],
        isBound: index != 1)
      let memory = MemoryPolicy(
        weights: WeightMemory.allCases[index % 2], rows: RowMemory.allCases[index])
      var profile = Profile(
        name: URL(filePath: file).deletingPathExtension().lastPathComponent,
        why: "One: 'two' # three — " + String(repeating: "long ", count: 40) + "end.",
        topology: "it's: \"here\"\n\\x.xml", placement: placement, memory: memory)
      try profile.yaml.write(toFile: file, atomically: true, encoding: .utf8)
      let read = try Profile.read(path: file)
      profile.origin = read.origin
      #expect(read == profile)
    }
  }

  @Test(arguments: [
    ("why: x\nworkers:\n  cont: 3\n", "3:3", "the key 'cont'", "'count'? The keys here are"),
    ("wy: x\n", "1:1", "the key 'wy'", "'why'?"),
    ("why: x\nmemory:\n  wieghts: shared\n", "3:3", "the key 'wieghts'", "'weights'?"),
    ("why: x\nbananas: 1\n", "2:1", "the key 'bananas'", "one of why, topology, workers, memory"),
    ("why: x\nworkers:\n  count: 0\n", "3:10", "count: '0'", "per-core, per-thread"),
    ("why: x\nworkers:\n  count: [1, 2]\n", "3:10", "count: a list", "per-core"),
    ("why: x\nworkers:\n  placement: tight\n", "3:14", "placement: 'tight'", "one of compact,"),
    ("why: x\nworkers:\n  bind: perhaps\n", "3:9", "bind: 'perhaps'", "yes or no"),
    ("why: x\nworkers:\n  free-cores: -1\n", "3:15", "free-cores: '-1'", "from 0 to 4096"),
    ("why: x\nworkers: all\n", "2:10", "'all' for workers", "lines like"),
    ("why: x\nmemory:\n  rows: everywhere\n", "3:9", "rows: 'everywhere'", "one of local,"),
    ("memory:\n  rows: local\n", "1:1", "no `why`", "a sentence"),
    ("why: x\nwhy: y\n", "", "twice", "once"),
    ("why: [\n", "", "not YAML", "lines like"), ("", "", "nothing", "lines like"),
    ("why: &a x\nworkers:\n  ? *a\n  : 1\n", "", "the alias *a", "written out"),
    ("- a\n", "1:1", "a list for the profile", "lines like"),
  ])
  func `a mistake is one line with its place, and the nearest right key`(
    text: String, place: String, found: String, expected: String
  ) throws {
    let error = #expect(throws: ProfileError.self) {
      try Profile.parse(text, name: "a", place: "a.yaml", origin: .made)
    }
    let line = try #require(error).description
    #expect(line.hasPrefix(place.isEmpty ? "a.yaml" : "a.yaml:\(place): "), "\(line)")
    #expect(line.contains(found) && line.contains(expected), "\(line)")
    #expect(!line.contains("\n"))
  }

  @Test func `an unknown name is told the nearest, a missing file its path`() throws {
    #expect(
      throws: ProfileError.unknown(
        name: "epyc-9654", known: Profile.shippedNames, nearest: "epyc-9654-2s")
    ) { try Profile.find("epyc-9654") }
    #expect(throws: ProfileError.unreadable(path: "nowhere.yaml", code: ENOENT)) {
      try Profile.find("nowhere.yaml")
    }
    #expect(throws: ProfileError.unreadable(path: "/", code: EISDIR)) { try Profile.find("/") }
  }

  @Test func `without a topology, or with one that is not there, has no machine`() throws {
    var profile = try Profile.find("container")
    profile.origin = .file(path: "/nowhere/profile.yaml")
    let error = #expect(throws: MachineError.self) { try profile.machine() }
    #expect(try #require(error).description.contains("/nowhere/Topologies/container-2-cores.xml"))
  }

  @Test func `words are as far apart as typing mistakes`() {
    #expect(EditDistance.between("count", "count") == 0)
    #expect(EditDistance.between("", "abc") == 3)
    #expect(EditDistance.between("kitten", "sitting") == 3)
    #expect(EditDistance.between("wieghts", "weights") == 1)
    #expect(EditDistance.nearest(to: "xyz", in: ["count", "bind"]) == nil)
    #expect(EditDistance.nearest(to: "x", in: []) == nil)
  }
}
