/// How a worker's body ended.
enum WorkerEnd: Sendable {
  case finished

  /// By an error of its own.
  case failed(worker: Int, any Error)

  /// By throwing after it was told to stop.
  case stopped
}
