/// The keys of a profile's file.
enum ProfileKey: String, CaseIterable {
  case why, topology, workers, memory
}

/// The keys below `workers`.
enum ProfileWorkersKey: String, CaseIterable {
  case count, placement, split, bind
  case freeCores = "free-cores"
  case coreKinds = "core-kinds"
}

/// The keys below `memory`.
enum ProfileMemoryKey: String, CaseIterable {
  case weights, rows
}
