import Foundation
import TestSupport
import Testing

// Expected values were read off lstopo-no-graphics and hwloc-calc, not off this command.
@Suite struct TopologyCommandTests {
  /// What the command prints for a stored machine.
  private static func run(_ machine: StoredMachine, _ options: String...) throws -> Command.Result {
    let result = try Command.run(
      ["topology", "--topology", machine.path] + options, in: TemporaryFolder())
    try #require(result.code == 0 && result.errors == "", "\(result.errors)")
    return result
  }

  struct Facts: Sendable {
    let machine: StoredMachine
    let counts: [String: Int]
    let pus: [Int]
    let nodes: [Int]
    let caches: [Int]
    let packages: [Int]
  }

  @Test(arguments: [
    Facts(
      machine: .cgroupJob,
      counts: ["packages": 1, "numaNodes": 2, "lastCaches": 2, "cores": 6, "pus": 6],
      pus: Array(0..<6), nodes: [0, 0, 0, 0, 1, 1], caches: [0, 0, 0, 0, 1, 1],
      packages: Array(repeating: 0, count: 6)),
    Facts(
      machine: .clusterOnDie,
      counts: ["packages": 2, "numaNodes": 4, "lastCaches": 4, "cores": 24, "pus": 24],
      pus: (0..<24).map { $0 < 12 ? 2 * $0 : 2 * $0 - 23 },
      nodes: (0..<24).map { [0, 2, 1, 3][$0 / 6] }, caches: (0..<24).map { $0 / 6 },
      packages: (0..<24).map { $0 / 12 }),
    Facts(
      machine: .hybrid,
      counts: ["packages": 1, "numaNodes": 1, "lastCaches": 1, "cores": 14, "pus": 20],
      pus: [0, 2, 4, 6, 8, 10] + Array(12..<20), nodes: Array(repeating: 0, count: 14),
      caches: Array(repeating: 0, count: 14), packages: Array(repeating: 0, count: 14)),
  ])
  func `the object has the counts and places that hwloc has`(facts: Facts) throws {
    let answer = try Self.run(facts.machine, "--json").object()
    for (name, count) in facts.counts { #expect(answer[name] as? Int == count, "\(name)") }
    #expect(answer["machine"] as? String == "\(facts.machine.rawValue).xml")
    #expect(answer["thisMachine"] as? Bool == false)
    #expect(answer["quotaProcessors"] is NSNull)
    #expect((answer["shortfalls"] as? [String])?.isEmpty == true)
    let workers = try #require(answer["workers"] as? [[String: Int]])
    func column(_ name: String) -> [Int?] { workers.map { $0[name] } }
    #expect(column("worker") == Array(facts.pus.indices))
    #expect(column("core") == Array(facts.pus.indices))
    #expect(column("pu") == facts.pus)
    #expect(column("numaNode") == facts.nodes)
    #expect(column("lastCache") == facts.caches)
    #expect(column("package") == facts.packages)
    #expect(column("hardwareThread").allSatisfy { $0 == 0 })
  }

  @Test func `the object says what was asked and what could not be had`() throws {
    let answer = try Self.run(.hybrid, "--json", "--workers", "21").object()
    let policy = try #require(answer["policy"] as? [String: Any])
    #expect(policy["workers"] as? String == "21" && policy["order"] as? String == "compact")
    #expect(policy["freeCores"] as? Int == 0 && policy["bind"] as? Bool == true)
    #expect(policy["coreKinds"] as? String == "fast-first")
    #expect(policy["split"] as? String == "measured")
    let memory = try #require(answer["memory"] as? [String: String])
    #expect(memory == ["weights": "shared", "rows": "interleaved"])
    let shortfalls = try #require(answer["shortfalls"] as? [String])
    #expect(shortfalls == ["21 workers asked for, 20 processing units to be had: they share"])
    let kinds = try #require(answer["coreKinds"] as? [[String: Any]])
    #expect(kinds.map { $0["maximumMegahertz"] as? Int } == [3900, 5000])
    #expect(kinds.map { $0["cores"] as? Int } == [8, 6])
    let workers = try #require(answer["workers"] as? [[String: Int]])
    #expect(workers.count == 21 && workers.count { $0["hardwareThread"] == 1 } == 6)
  }

  @Test func `equal parts of the machine share a line`() throws {
    #expect(
      try Self.run(.clusterOnDie).output == """
        intel-haswell-cod-2xE5-2680v3.xml, Intel(R) Xeon(R) CPU E5-2680 v3 @ 2.50GHz: 2 packages, \
        4 NUMA nodes, 4 last caches (L3 15 MB), 24 cores, 24 processing units

        machine                                  workers 0–23
          2 × package 0–1                        workers 0–23, 12 each
            2 × L3 (15 MB), NUMA node (32 GB)    6 workers each
              6 × L2 (256 KB), L1 (32 KB), core  1 worker each

        plan: 24 workers, one per core, compact, bound
        workers  package  node  last cache  cores  processing units
        0–5            0     0           0    0–5       0, 2, …, 10
        6–11           0     2           1   6–11     12, 14, …, 22
        12–17          1     1           2  12–17       1, 3, …, 11
        18–23          1     3           3  18–23     13, 15, …, 23

        weights     one copy on nodes 0–3, each part where the worker is that updates it
        rows        page by page on nodes 0–3 in turn
        buffers     each worker's own on its node
        distances   10 to a node's own memory, 21–31 to others', as firmware reports

        """)
  }

  @Test func `parts that differ in size, kind or workers do not`() throws {
    let job = try Self.run(.cgroupJob, "--workers", "3").output
    #expect(
      job.contains(
        """
        machine, package 0                     workers 0–2
          L3 0 (5118 KB), NUMA node 0 (16 GB)  workers 0–2
            3 × L2 (512 KB), L1 (64 KB), core  workers 0–2, 1 each
            L2 (512 KB), L1 (64 KB), core      no worker
          L3 1 (5118 KB), NUMA node 1 (16 GB)  no worker
            2 × L2 (512 KB), L1 (64 KB), core  no worker
        """), "\(job)")
    #expect(job.contains("memory      all workers are on node 0: it lies there by itself\n"))
    let hybrid = try Self.run(.hybrid, "--workers", "40").output
    #expect(
      hybrid.contains(
        """
        machine, package 0, NUMA node 0 (31 GB), L3 0 (24 MB)              workers 0–39
          6 × L2 (1.25 MB), L1 (48 KB), fast core (5000 MHz) of 2 threads  workers 0–23, 4 each
          2 × L2 (2 MB)                                                    workers 24–39, 8 each
            4 × L1 (32 KB), slow core (3900 MHz)                           2 workers each
        """), "\(hybrid)")
    #expect(hybrid.contains("memory      one NUMA node: nothing has to be placed\n"))
    #expect(hybrid.contains("\nnote: 40 workers asked for, 20 processing units to be had"))
  }

  @Test func `every stored machine fits a screen`() throws {
    for machine in StoredMachine.allCases {
      let lines = try Self.run(machine).output.split(separator: "\n")
      #expect(lines.count < 60, "\(machine)")
      #expect(!lines.contains { $0.hasSuffix(" ") }, "\(machine)")
    }
  }

  @Test func `a profile brings its machine, and this one is had by name`() throws {
    let folder = try TemporaryFolder()
    let arguments = ["topology", "--json", "--profile", "epyc-9654-2s"]
    let answer = try Command.run(arguments + ["--workers", "per-core"], in: folder).object()
    #expect(answer["machine"] as? String == "amd-epyc-genoa-2x9654.xml")
    let workers = try #require(answer["workers"] as? [[String: Int]])
    #expect(workers.count == 192 && Set(workers.map { $0["core"] }).count == 192)
    for node in 0..<2 { #expect(workers.count { $0["numaNode"] == node } == 96) }
    for cache in 0..<24 { #expect(workers.count { $0["lastCache"] == cache } == 8) }
    let here = try Command.run(arguments + ["--topology", "this"], in: folder).object()
    #expect(here["thisMachine"] as? Bool == true)
    let notes = try #require(here["shortfalls"] as? [String])
    #expect(notes.contains { $0.hasPrefix("the profile epyc-9654-2s was written for 192 cores") })
  }

  @Test func `it draws, and says nothing if it is to be quiet`() throws {
    let folder = try TemporaryFolder()
    let arguments = [
      "topology", "--topology", StoredMachine.hybrid.path, "--svg", "a.svg", "--quiet",
    ]
    let result = try Command.run(arguments, in: folder)
    #expect(result.code == 0 && result.output == "" && result.errors == "")
    let svg = try folder.text("a.svg")
    #expect(svg.hasPrefix("<svg ") && svg.contains("intel-raptorlake-hybrid-1370P.xml"))
  }

  @Test func `this machine is shown within what the process may use`() throws {
    let folder = try TemporaryFolder()
    let whole = try Command.run(["topology", "--json"], in: folder).object()
    #expect(whole["thisMachine"] as? Bool == true)
    let workers = try #require(whole["workers"] as? [[String: Int]])
    let last = try #require(workers.last?["pu"])
    let confined = try Command.run(
      ["topology", "--json"], in: folder, shell: "exec taskset -c \(last) \"$0\" \"$@\"")
    let answer = try confined.object()
    #expect((answer["workers"] as? [[String: Int]])?.map { $0["pu"] } == [last])
    for name in ["packages", "numaNodes", "lastCaches", "cores", "pus"] {
      #expect(answer[name] as? Int == 1, "\(name)")
    }
    let text = try Command.run(["topology"], in: folder).output
    #expect(text.hasPrefix("this machine"))
    let pages = "/sys/kernel/mm/transparent_hugepage/enabled"
    #expect(
      text.contains("\nhuge pages  ") == FileManager.default.isReadableFile(atPath: pages))
  }

  @Test(arguments: [
    WrongCall("topology --topology nothing.xml", 66, "nothing.xml: cannot be read"),
    WrongCall("topology --topology .", 66, "directory"),
    WrongCall("topology --topology good.csv", 65, "good.csv: not a machine", "lstopo writes"),
    WrongCall("topology --topology latin.csv", 65, "latin.csv: not a machine"),
    WrongCall("topology --topology empty.csv", 65, "empty.csv: not a machine"),
    WrongCall("topology --workers 0", 64, "--workers: found '0', expected a number from 1 to"),
    WrongCall("topology --topology", 64, "--topology: found no value"),
    // Before the machine is looked at.
    WrongCall("topology --topology nothing.xml --svg /nowhere/a.svg", 73, "/nowhere/a.svg"),
  ])
  func `what is wrong is one line`(call: WrongCall) throws {
    try call.expectFailure()
  }
}
