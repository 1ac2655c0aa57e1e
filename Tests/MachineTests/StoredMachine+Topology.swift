import Machine
import TestSupport

extension StoredMachine {
  func topology() throws -> Topology { try .load(xml: path) }
}
