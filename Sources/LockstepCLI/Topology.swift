import ArgumentParser
import Foundation
import Lockstep

struct TopologyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topology",
    abstract: "Shows a machine and which worker would run where on it.",
    discussion: """
      Prints the machine as a tree, then the plan: which workers run on which cores and where memory \
      lies. Nothing is run. With --topology for a machine that one does not sit at: on it, \
      lstopo machine.xml writes the file.
      """)

  @OptionGroup(title: "Placement") var workerOptions: WorkerOptions

  @Option(
    help: ArgumentHelp(
      "The machine: a file that hwloc's lstopo wrote, or this one (default: the one that --profile "
        + "was written for, unless that is to be saved, else this).", valueName: "FILE.xml|this"))
  var topology: String?

  @Option(help: ArgumentHelp("Also draw the machine with its workers.", valueName: "FILE"))
  var svg: String?

  @Option(
    help: ArgumentHelp(
      "Also write the settings in force as a profile, and this machine's topology beside it.",
      valueName: "FILE.yaml"))
  var saveProfile: String?

  @Flag(help: "Print one JSON object.") var json = false
  @Flag(help: "Print no text: for --svg alone.") var quiet = false

  func run() throws {
    // Before any work, as elsewhere.
    if let svg { try WholeFile.requireWritable(svg) }
    let profileFile = try saveProfile.map { try ProfileFile(path: $0) }
    try requireDifferentFiles(profileFile)
    let (machine, placement, notes) = try plan()
    let shortfalls = placement.shortfalls + notes
    try profileFile?.write(placement, basedOn: try workerOptions.placementOptions.namedProfile())
    if let svg {
      try WholeFile.write(
        TopologyPicture.svg(of: placement, machine: machine, notes: notes), to: svg)
    }
    if json {
      let answer = TopologyAnswer(
        placement, machine: machine, shortfalls: shortfalls,
        quota: .ofThisProcess(on: placement.topology))
      try StandardOutput.write(try JSONFile.text(answer))
    } else if !quiet {
      let text = TopologyText.text(
        placement, machine: machine, shortfalls: shortfalls,
        hugePages: placement.topology.isThisMachine ? TopologyText.hugePages() : nil)
      try StandardOutput.write(text)
    }
  }

  /// What is read and written must not be the same file twice.
  private func requireDifferentFiles(_ profileFile: ProfileFile?) throws {
    let read = [topology, workerOptions.placementOptions.profile].compactMap(\.self)
    let written = [svg].compactMap(\.self) + (profileFile?.paths ?? [])
    var seen = Set(read.map { URL(filePath: $0).standardizedFileURL.path })
    for path in written where !seen.insert(URL(filePath: path).standardizedFileURL.path).inserted {
      throw CommandEnd.usage(
        "\(path): named twice, expected different files; see lockstep topology --help")
    }
  }

  /// - Returns: also what the machine is called, and sentences about what could not be had besides the
  ///   placement's own.
  private func plan() throws -> (machine: String, placement: Placement, notes: [String]) {
    let options = workerOptions.placementOptions
    let profile = try options.namedProfile()
    let settings = options.settings(profile, workers: workerOptions.workers)
    let (name, machine) = try machine(of: profile)
    let placement = Placement.plan(
      settings.placement, memory: settings.memory, on: machine,
      quota: .ofThisProcess(on: machine))
    let note = profile.flatMap { WorkerOptions.strangeness(of: $0, on: machine) }
    return (name, placement, [note].compactMap(\.self))
  }

  private func machine(of profile: Profile?) throws -> (name: String, topology: Topology) {
    func name(_ path: String) -> String { URL(filePath: path).lastPathComponent }
    guard let path = topology, path != "this" else {
      let machine = try Topology.load()
      guard machine.isThisMachine else {
        return ("the machine that the environment shows", machine)
      }
      if topology == nil, saveProfile == nil, let profile, let path = profile.topology {
        return (name(path), try profile.machine())
      }
      return ("this machine", machine)
    }
    return (name(path), try .load(xml: path))
  }
}
