extension GoldenDigest {
  /// Moves only together with `Versions.contract`; `GoldenDigestTests` says how to write it anew.
  static let contract = 1

  static let pinned: [GoldenDigest] = [
    .init(
      "initialization glorot",
      "c3c1befd5d39f496b189f2765e98f750b898d5a3434715bda149400ffaa9869f"),
    .init(
      "initialization he",
      "865ca93a198cd2c56c438710920728c9cb78808112a53abf2f227f7ec7ad558d"),
    .init(
      "diabetes sgd none",
      "dde579549e9ef5c1ebc592e58d44a9c948303a285c2908a1e90c727e6e9a1cfc"),
    .init(
      "diabetes sgd subgradient",
      "1a064c3e27e8cad2d134cb4a4029f5cd20bc4e2d1bc28a0057c4a56a6e7f7286"),
    .init(
      "diabetes sgd proximal",
      "8579e480802f7dc76281433ed17795fa67b0f0d14572ddba8d9195beaef0f622"),
    .init(
      "diabetes momentum none",
      "9352bfa6994ffd7fb34572913621ac346ab1bf079e0f052ba942c8428e593737"),
    .init(
      "diabetes momentum subgradient",
      "f6714b2839645c29e82695962425d1070277b365cf0a6bd904d77ccffe48deea"),
    .init(
      "diabetes momentum proximal",
      "31bb3d73f9135c8cbe2db29d8b0a85026c447e11c2765ef792247678114135c3"),
    .init(
      "diabetes nesterov none",
      "521434dbf66f8c26212ed009eb361c102936fabd044e8954781294614ad45ec9"),
    .init(
      "diabetes nesterov subgradient",
      "b56f00030b051002e35205fbaa258911bb88fc661c504efcb5d60f114680d0af"),
    .init(
      "diabetes nesterov proximal",
      "5a0441a5244a8704ac2637cc904d87236100df763c6d7e2eec241eb29531e1bf"),
    .init(
      "diabetes adam none",
      "4028349228b4e9b3797bdcf90b6aef183a6158fd2bce42d839f777e57fc21c95"),
    .init(
      "diabetes adam subgradient",
      "fe6be9a562b32ed3da639e43974d6f7f41da9fcca3d9d0a1dd19fe30864a6b30"),
    .init(
      "diabetes adam proximal",
      "5dcc7b1d639094ae3a6e9e28e62825aab7f89e0496fc2a6266e60ca2e268f890"),
    .init(
      "diabetes adamw none",
      "91963b1f3a94f53a7476bfdc75f0ad9f427a2bf72f4ba3a0f59741f2ae45d62a"),
    .init(
      "diabetes adamw subgradient",
      "17dc0f5b06addf1e0bc6388cbb1e6139ba2b4b4bad5fd75f2e1821137a1d9469"),
    .init(
      "diabetes adamw proximal",
      "7f1e6b66612c40b47604df2916f3684e562a7847e13a79f4b4f634947520b83d"),
    .init(
      "digits relu",
      "02435ad7b1acc1f571c3a1c4bab5eb455b3aba51145fc752b37500d80b173b23"),
    .init(
      "digits tanh",
      "e000b3c293a67ca64e0d541265f5176c41aadf7f94439a8d0e6223e26e313bd9"),
    .init(
      "digits sigmoid",
      "cce5d2678fea95b721d6fc32908fdf75a47c808662849d351c205fe3d9140e7a"),
    .init(
      "digits leakyRelu",
      "f539e78f10059d6a99863abbe0ef23fcc07a7dedce8755bb70d8707a0dac2ee9"),
    .init(
      "digits gelu",
      "ebad3b5d5dc21eaad77665ba2c61ed21646e9ec81950515158b806e7047d9307"),
    .init(
      "digits identity",
      "1e80dc04d9c59b0bfa1d10b8de67109615af937487dc5a4d9e1e5feb40062f84"),
    .init(
      "spam crossEntropy",
      "888e5fff4f3bb0a8511a795d57a663ca2d6af195f1f2adea9738123ea048aac6"),
    .init(
      "spam logistic",
      "12a5b0eddf37e76bddf0ed6e9ed5eab7931ba9315a93c668c513b0195ceae18b"),
    .init(
      "concrete squared",
      "d719d66c4df28ed6cabf7c5acdb4d3f820b6de28fc18aaf887152eb0045d3dfd"),
    .init(
      "concrete huber",
      "0ca1aeab33f236cb3d06d04e11836acc90fd2299e0bafe41ebbe9b2f1306c237"),
    .init(
      "concrete constant schedule",
      "b9db69abb9f96fca64be638445dffb9f08905da74d75357eabf337350a84374f"),
    .init(
      "concrete step schedule",
      "1d1eb811810c6da5b1b00c8d50c2e2c998366e51edd0ef194b8146c4edc84e18"),
    .init(
      "concrete cosine schedule",
      "9ab0920bd1aa3668eb87118d0f39092accbb110186c48a0b573c52e269822108"),
    .init(
      "credit dropout",
      "4e183cef91aec0d4f8cc4ef69d58e3eed39418849cfe6b8f0c30898a4557110d"),
    .init(
      "diabetes full batch",
      "3c2d81bbceb595ceedf67ed4c4f448c0fb10072ef110bc4cfb547ee023007b43"),
    .init(
      "credit linear",
      "6dc4d708fd5f87f459dd3103f9b1614ad4a4703ce7046370d368f337d5593ede"),
    .init(
      "digits he, wide",
      "3d14f22ea9b8352cd84fc99388ea0c27038d24afe5db9b7ccfa30bac4f7c961c"),
    .init(
      "concrete early stopping",
      "bd6b8fd05faad5eff490d0d77d764a1a9d12c3c97592c876c140e5228b9ecedf"),
    .init(
      "diabetes another seed",
      "6380b0e0251ea60b0783ac3ab654cdde87d2ecb85422d740e4bc8556977cfe17"),
  ]
}
