import Foundation
import Testing

@testable import Training

@Suite struct OlderSummaryTests {
  func summary(_ certificate: Certificate?) -> RunSummary {
    RunSummary(
      outcome: RunOutcome(
        digest: Digest(of: [1]), epochs: 3, steps: 9, objective: 0.5, penalty: 0.25,
        certificate: certificate, weights: 4, nonzeroWeights: 2, selectedFeatures: ["a"],
        stoppedEarly: false),
      circumstances: RunCircumstances(
        run: "runs/one", workers: 2, samplesPerSecond: 1, seconds: 2))
  }

  @Test func `what an older program did not know is nil`() throws {
    let whole = summary(Certificate(l1: 0.1, []))
    let text = try JSONFile.text(whole, pretty: false)
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["penalty"] as? Double == 0.25)
    object["penalty"] = nil
    object["certificate"] = nil
    let read = try JSONDecoder().decode(
      RunSummary.self, from: JSONSerialization.data(withJSONObject: object))
    #expect(read.certificate == nil && read.penalty == nil)
    #expect(read.objective == 0.5)
  }

  @Test func `a run that was interrupted says null`() throws {
    let text = try JSONFile.text(summary(nil), pretty: false)
    #expect(text.contains("\"certificate\":null"))
  }
}
