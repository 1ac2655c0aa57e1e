/// A file like those of a run folder, in small.
struct SealedSample: Codable, Equatable {
  struct Configuration: Codable, Equatable {
    var rate = 0.001
    var hidden = [3, 2]
    var name = "a \"b\" { c"
    var isSparse = false
    var columns: [String] = []
  }
  struct Epoch: Codable, Equatable {
    var epoch: Int
    var loss: Double
    var digest: String
  }

  var formatVersion = 2
  var configuration = Configuration()
  var epochs = (1...2).map {
    Epoch(epoch: $0, loss: 1 / Double($0 + 2), digest: "\($0)")
  }
  var isFinished = true
  var program = "né\\ \n/"
  var empty: [String: Int] = [:]
  var zeal: Int? = nil
}
