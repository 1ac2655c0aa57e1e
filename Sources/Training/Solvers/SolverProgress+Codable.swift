public import Learning

extension SolverProgress.End: Codable {}

extension SolverProgress: Codable {
  private enum CodingKeys: String, CodingKey {
    case tolerance, residual, end, best, sinceBest, curvature, inertia, momentum, pairs, newest
  }

  public init(from decoder: any Decoder) throws {
    self.init()
    let container = try decoder.container(keyedBy: CodingKeys.self)
    tolerance = try container.decode(Double.self, forKey: .tolerance)
    residual = try container.decode(Double.self, forKey: .residual)
    end = try container.decodeIfPresent(End.self, forKey: .end)
    best = try container.decode(Double.self, forKey: .best)
    sinceBest = try container.decode(Int.self, forKey: .sinceBest)
    curvature = try container.decode(Double.self, forKey: .curvature)
    inertia = try container.decode(Double.self, forKey: .inertia)
    momentum = try container.decode(Double.self, forKey: .momentum)
    pairs = try container.decode(Int.self, forKey: .pairs)
    newest = try container.decode(Int.self, forKey: .newest)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(tolerance, forKey: .tolerance)
    try container.encode(residual, forKey: .residual)
    try container.encodeIfPresent(end, forKey: .end)
    try container.encode(best, forKey: .best)
    try container.encode(sinceBest, forKey: .sinceBest)
    try container.encode(curvature, forKey: .curvature)
    try container.encode(inertia, forKey: .inertia)
    try container.encode(momentum, forKey: .momentum)
    try container.encode(pairs, forKey: .pairs)
    try container.encode(newest, forKey: .newest)
  }
}
