import Arithmetic
import Learning
import Team

/// The digest of weights and optimizer state, whose blocks all workers hash.
///
/// Each array, the parameters first, is cut in network order into blocks of 16384 numbers, the last one
/// shorter. The digest is the SHA-256 of the SHA-256 of all blocks, one after the other. Blocks, because a hash
/// over all of it would be one worker's work while the others wait.
final class StateHash: Sendable {
  static let blockCount = 16384
  private static let digestBytes = 32

  private let layout: ParameterLayout
  private let arrays: Buffer<View<Float>>
  private let blocksPerArray: Int
  /// The digests of all blocks: each worker writes its own between two barriers. Without a lock, at which all would
  /// meet, and whose waiting the thread sanitizer does not see.
  private let digests: Buffer<UInt8>

  /// - Parameter arrays: the parameters, then the optimizer's arrays; they outlive this.
  init(_ layout: ParameterLayout, arrays: [View<Float>]) {
    self.layout = layout
    self.arrays = Buffer(copying: arrays)
    blocksPerArray = Self.blocks(of: layout.network.parameters)
    digests = Buffer(repeating: 0, count: blocksPerArray * arrays.count * Self.digestBytes)
  }

  /// Hashes one worker's share of the blocks of some arrays; those of others keep their digests. Nobody may write the
  /// arrays meanwhile.
  ///
  /// - Parameter isChanged: whether to hash an array, by its index. The same for all workers, and true of every
  ///   array that was written since it was last hashed by all.
  func hashBlocks(worker: Int, of workers: Int, where isChanged: (Int) -> Bool = { _ in true }) {
    let arrays = arrays.view
    let count = arrays.indices.count(where: isChanged) * blocksPerArray
    let share = WorkSplit.even(count, over: workers)[worker]
    var start = 0
    for array in arrays.indices where isChanged(array) {
      for block in (start..<start + blocksPerArray).clamped(to: share) {
        hash(block - start, of: array)
      }
      start += blocksPerArray
    }
  }

  private func hash(_ block: Int, of array: Int) {
    let start = block * Self.blockCount
    let end = min(start + Self.blockCount, layout.network.parameters)
    let digest = Self.hash(layout.networkOrder(arrays.view[array], range: start..<end))
    let place = (array * blocksPerArray + block) * Self.digestBytes
    for index in digest.indices { digests.view[place + index] = digest[index] }
  }

  /// The digest, 32 bytes, once all workers have hashed.
  var combined: [UInt8] { Digest(of: digests.view.array()).bytes }

  /// Hashes everything at once. To be called when no worker runs.
  func whole() -> [UInt8] {
    hashBlocks(worker: 0, of: 1)
    return combined
  }

  /// The digest of arrays in network order.
  static func digest(of arrays: [[Float]]) -> [UInt8] {
    var hashes: [UInt8] = []
    for array in arrays {
      for block in 0..<blocks(of: array.count) {
        let start = block * blockCount
        hashes += hash(Array(array[start..<min(start + blockCount, array.count)]))
      }
    }
    return Digest(of: hashes).bytes
  }

  private static func blocks(of count: Int) -> Int { (count + blockCount - 1) / blockCount }

  private static func hash(_ numbers: [Float]) -> [UInt8] {
    var builder = DigestBuilder()
    builder.append(numbers)
    return builder.bytes
  }
}
