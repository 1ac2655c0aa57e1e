import Learning

extension SmallRun {
  /// Every activation with and without dropout, every loss, both initializers, and networks of other shapes.
  static var networks: [SmallRun] {
    var runs: [SmallRun] = []
    for activation in Activation.allCases {
      runs += [
        training("activation-" + activation.rawValue) { $0.activation = activation },
        training("dropout-" + activation.rawValue) {
          ($0.activation, $0.dropout) = (activation, 0.3)
        },
      ]
    }
    for loss in Loss.allCases {
      runs += [
        training("loss-" + loss.rawValue) { $0.loss = loss },
        training("linear-" + loss.rawValue) { ($0.loss, $0.hidden) = (loss, []) },
        training("skip-" + loss.rawValue) { ($0.loss, $0.hasSkip) = (loss, true) },
      ]
    }
    for initializer in Initializer.allCases {
      runs.append(
        SmallRun("initializer-" + initializer.rawValue) {
          var settings = TrainingSettings()
          settings.initializer = initializer
          return settings.start.words
        })
    }
    return runs + [
      training("one-shard") { $0.rowsPerShard = 64 },
      training("rows-as-shards") { $0.rowsPerShard = 1 },
      training("full-batch") { ($0.rowsPerStep, $0.epochs) = (43, 4) },
      // Several panels, the last one narrow; more classes than a vector has lanes.
      training("wide") {
        ($0.features, $0.hidden, $0.classes, $0.epochs) = (19, [37, 20], 18, 1)
        $0.activation = .relu
      },
      training("deep") { ($0.hidden, $0.activation) = ([4, 6, 3, 5], .leakyRelu) },
    ]
  }
}
