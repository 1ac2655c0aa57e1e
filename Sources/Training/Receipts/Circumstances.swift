internal import Arithmetic
internal import Foundation
internal import Machine
internal import Team

/// Where and how a run went. Other circumstances give the same bits.
public struct Circumstances: Codable, Sendable {
  public var run: RunCircumstances
  public var instructionSet: String
  public var machine: Machine
  /// Where the data were found.
  public var paths: [DataPath]

  /// The machine of the last process of the run.
  public struct Machine: Codable, Equatable, Sendable {
    /// As the system names it; nil where it does not.
    public var processor: String?
    /// That this process may use.
    public var cores: Int
    public var operatingSystem: String
    /// The processing unit of each worker, by the system's numbers.
    public var processingUnits: [Int]
  }

  /// A file as it was named, and where it lay then.
  public struct DataPath: Codable, Equatable, Sendable {
    public var role: DataFile.Role
    public var given: String
    public var absolute: String
  }

  init(run: RunCircumstances, team: Team, files: [DataFile]) {
    self.run = run
    instructionSet = InstructionSet.name
    machine = Machine(
      processor: Self.processorName, cores: team.placement.topology.cores.count,
      operatingSystem: ProcessInfo.processInfo.operatingSystemVersionString,
      processingUnits: team.placement.processingUnits.map(\.osIndex))
    paths = files.filter { $0.example == nil }.map {
      DataPath(
        role: $0.role, given: $0.path,
        absolute: URL(filePath: $0.path).standardizedFileURL.path)
    }
  }

  private static var processorName: String? {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
  }
}
