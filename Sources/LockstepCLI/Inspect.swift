import ArgumentParser
import Lockstep

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows layers, norms, zeros and surviving features of a trained model.")

  @Argument(help: ArgumentHelp("The run folder.", valueName: "run")) var runFolder: String
  @Flag(help: "Print one JSON object.") var json = false

  private struct Answer: Encodable {
    let digest: Digest
    let weights: Int
    let nonzeroWeights: Int
    let sumOfMagnitudes: Double
    /// At the end of training; null for a model without a receipt that says it.
    let objective: Double?
    let penalty: Double?
    let certificate: Certificate?
    let layers: [Layer]
    let selectedFeatures: [String]
    let histogram: [Bin]
  }

  private struct Layer: Encodable {
    let inputs: Int
    let outputs: Int
    let activation: String?
    let weights: Int
    let nonzeroWeights: Int
    let sumOfMagnitudes: Double
    let norm: Double
    let largestMagnitude: Double
    /// Inputs, and outputs, with any weight left.
    let liveInputs: Int
    let liveOutputs: Int
    /// Of the certificate.
    let residual: Double?
    let biasResidual: Double?
  }

  private struct Bin: Encodable {
    let from: Double
    let to: Double
    let count: Int
  }

  func run() throws {
    let model = try Model(fromFolder: runFolder)
    let answer = Self.answer(model, try RunFolder.receipt(ofModel: model, inFolder: runFolder))
    try StandardOutput.write(json ? try JSONFile.text(answer) : Self.text(answer))
  }

  private static func answer(_ model: Model, _ receipt: Receipt?) -> Answer {
    let result = receipt?.result
    let parameters = model.parameters
    let layers = (0..<model.network.layers).map { layer in
      let (inputs, outputs) = model.network.layerShapes[layer]
      let weights = parameters.weights(ofLayer: layer)
      let statistics = parameters.statistics(ofLayer: layer)
      func isLive(_ indices: StrideTo<Int>) -> Bool { indices.contains { weights[$0] != 0 } }
      return Layer(
        inputs: inputs, outputs: outputs,
        activation: layer + 1 < model.network.layers ? model.network.activation.rawValue : nil,
        weights: statistics.weights, nonzeroWeights: statistics.nonzero,
        sumOfMagnitudes: statistics.sumOfMagnitudes,
        norm: statistics.sumOfSquares.squareRoot(),
        largestMagnitude: statistics.largestMagnitude,
        liveInputs: (0..<inputs).count {
          isLive(stride(from: $0 * outputs, to: ($0 + 1) * outputs, by: 1))
        },
        liveOutputs: (0..<outputs).count {
          isLive(stride(from: $0, to: inputs * outputs, by: outputs))
        },
        residual: result?.certificate?.layers[layer].residual,
        biasResidual: result?.certificate?.layers[layer].biasResidual)
    }
    let all = parameters.statistics()
    return Answer(
      digest: model.digest, weights: all.weights, nonzeroWeights: all.nonzero,
      sumOfMagnitudes: all.sumOfMagnitudes, objective: result?.objective,
      penalty: result?.penalty, certificate: result?.certificate, layers: layers,
      selectedFeatures: model.selectedColumns, histogram: histogram(model, all.largestMagnitude))
  }

  /// Weights that are not zero, in 20 bins of equal width around zero.
  private static func histogram(_ model: Model, _ largest: Double) -> [Bin] {
    guard largest > 0 else { return [] }
    let bins = 20
    let width = 2 * largest / Double(bins)
    var counts = [Int](repeating: 0, count: bins)
    for layer in 0..<model.network.layers {
      for weight in model.parameters.weights(ofLayer: layer) where weight != 0 {
        let bin = Int((Double(weight) + largest) / width)
        counts[max(0, min(bins - 1, bin))] += 1
      }
    }
    return counts.enumerated().map { index, count in
      Bin(
        from: Double(index) * width - largest, to: Double(index + 1) * width - largest,
        count: count)
    }
  }

  private static func text(_ answer: Answer) -> String {
    var table = TextTable()
    table.add(
      "layer", "shape", "activation", "not zero", "Σ|w|", "‖w‖₂", "max |w|", "live in/out",
      "residual", "of biases")
    for (index, layer) in answer.layers.enumerated() {
      table.add(
        "\(index + 1)", "\(layer.inputs)→\(layer.outputs)", layer.activation ?? "-",
        "\(layer.nonzeroWeights)/\(layer.weights)", layer.sumOfMagnitudes.formatted(digits: 4),
        layer.norm.formatted(digits: 4), layer.largestMagnitude.formatted(digits: 4),
        "\(layer.liveInputs)/\(layer.liveOutputs)",
        layer.residual.map(CertificateText.number) ?? "-",
        layer.biasResidual.map(CertificateText.number) ?? "-")
    }
    let most = answer.histogram.map(\.count).max() ?? 0
    var bars = TextTable()
    for bin in answer.histogram {
      let length = most == 0 ? 0 : (40 * bin.count + most - 1) / most
      bars.add(
        "\(bin.from.formatted(digits: 4))…\(bin.to.formatted(digits: 4))", "\(bin.count)",
        String(repeating: "█", count: length).padded(to: 40))
    }
    let objective = answer.objective.map { "\nobjective \($0.formatted(digits: 6))" } ?? ""
    let penalty = answer.penalty.map { ", of it penalty \($0.formatted(digits: 6))" } ?? ""
    let certificate =
      answer.certificate.map { "\noptimality \(CertificateText.line($0))" } ?? ""
    return """
      \(table.text)
      \(objective)\(penalty)\(certificate)
      weights   \(answer.nonzeroWeights) of \(answer.weights) not zero, Σ|w| \
      \(answer.sumOfMagnitudes.formatted(digits: 4))
      \(bars.text)

      features  \(answer.selectedFeatures.count) columns with a weight left
      \(answer.selectedFeatures.joined(separator: ", "))

      digest    \(answer.digest)
      """
  }
}
