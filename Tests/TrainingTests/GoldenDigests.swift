extension GoldenDigest {
  /// Moves only together with `Versions.contract`; `GoldenDigestTests` says how to write it anew.
  static let contract = 2

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
      "0e155f19ec2389913cb650f34145e51ed7005726ee6797e4401e1f4aab656fdc"),
    .init(
      "diabetes nesterov none",
      "521434dbf66f8c26212ed009eb361c102936fabd044e8954781294614ad45ec9"),
    .init(
      "diabetes nesterov subgradient",
      "b56f00030b051002e35205fbaa258911bb88fc661c504efcb5d60f114680d0af"),
    .init(
      "diabetes nesterov proximal",
      "3d67daf6edfa9e17af56d4a04d0a80cd3ae0892829b3d8f4ea63f6a288cbc93d"),
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
    .init(
      "diabetes adam l1 proximalDecoupled",
      "bcd7ed098ada13f6bf5155ea840161c97156a0cfeffd52147c5d11707d31af23"),
    .init(
      "diabetes adamw l1 proximalDecoupled",
      "e7a3a66a614422f644b78f4b67cb7aa8c867715dc8d3abd0c174df913e0c1048"),
    .init(
      "diabetes sgd l1 cumulative",
      "31e4fdcb32631ffbaaced5356dfbf2409b79f43e4ff5dd98662a64568be9f6e7"),
    .init(
      "diabetes momentum l1 cumulative",
      "95a3b45ee438d9b391dbf01f533df595822ee0b8e9489dd59092c80848eca762"),
    .init(
      "diabetes nesterov l1 cumulative",
      "4fb93b6e75f0efee1786d569aeccb1d72c5329996a86d627a71da4c81e709ac4"),
    .init(
      "diabetes ftrl l1 proximal without strength",
      "3e6020421b4aab8ca7156b73a82ba8e762dcde9e5d3f80e01e6d79fd322ad085"),
    .init(
      "diabetes ftrl l1 proximal",
      "e0e099df7f32a9be1dd573900ab41999e90013d211ee572408e0238c27f09dac"),
    .init(
      "diabetes sgd groupInputs proximal",
      "f3b60d1fd0a36cd0a8194e45b808999d21641e040e2728f4ef2a249114d46703"),
    .init(
      "diabetes momentum groupInputs proximal",
      "86701eece050a478b5003d517fc2f900ba4445478deec960ae519898ce244857"),
    .init(
      "diabetes nesterov groupInputs proximal",
      "45ffffd543af15106bec00e3a98245ddfefb1f5cf66b1e14885d56a107d09c5b"),
    .init(
      "diabetes adam groupInputs proximal",
      "bf91713bf9002d112d10d4696c11c0ca53bee119c86873f904487ccefd84b9db"),
    .init(
      "diabetes adam groupInputs proximalDecoupled",
      "4847df2bf78bb2141e33a31e76e679c2e993d9a258f377d5bac9ef7e291db697"),
    .init(
      "diabetes sgd groupUnits proximal",
      "6bbafad817314c3d4a55e0538b8b79ab1d2e4248d305d82648d6856f1b08ae27"),
    .init(
      "diabetes momentum groupUnits proximal",
      "5e78e9e99cc7a7b3b4eb737d44210068bf01ddf5277af548ab9994f38e797843"),
    .init(
      "diabetes nesterov groupUnits proximal",
      "83e759b1f13984748635e25824c76419a2c8b45144729f9141f8959be1119ca8"),
    .init(
      "diabetes adam groupUnits proximal",
      "a476aba508527f09ea8ec8fddf24279e7d4bb8d85e4e4e40a1f9395dc70c8662"),
    .init(
      "diabetes adam groupUnits proximalDecoupled",
      "e2cb817501e2d494877be2206d2d24adcda3f7339947607905676114b3bb5b96"),
    .init(
      "diabetes sgd sparseGroup proximal",
      "68c135a5dd14eab12f88c5104f01e1b9b910548081cbb3744d867783febc00e2"),
    .init(
      "diabetes momentum sparseGroup proximal",
      "2f186dffa4cea884e726bd8bee99062d76dcba8674b682fbda898fe794102b80"),
    .init(
      "diabetes nesterov sparseGroup proximal",
      "135a2cd1193b8b66635de2164f9a465b96413a5774a7ab5d9c63808843faccd8"),
    .init(
      "diabetes adam sparseGroup proximal",
      "987c05daa03a30ed9cbe557e084b965cdcc28709317e49cd1bb22aee8cb0853f"),
    .init(
      "diabetes adam sparseGroup proximalDecoupled",
      "9c07f4d02475446ce21b76b2807dccb65b17d892d59c3b9c7d51aed7ed895236"),
    .init(
      "diabetes sgd hierarchical proximal",
      "f0ae08fe80f38fbad0367b6d39a7fb78c0811410e4e476cc7491bba958877735"),
    .init(
      "diabetes momentum hierarchical proximal",
      "4d7b47fd33b251c48fac62db14c6e331606b18926267814f71ad358e28cf72e1"),
    .init(
      "diabetes nesterov hierarchical proximal",
      "051693b7eb87dfba8b970aaea6b7dd61be83108e43ef873b97e2f524324d93dc"),
    .init(
      "diabetes adam hierarchical proximal",
      "d51abd6ab59a8703de1d74e716cf739b4c775ed1d97e471d841e9f75ef3f1f40"),
    .init(
      "diabetes adam hierarchical proximalDecoupled",
      "a8c288b72351779c145eff6ab040a4ac141981d7d3d43823605124c241d9958d"),
    .init(
      "diabetes sgd l1 proximal, elastic net",
      "751335b5a9c88b602f09702aed80a99cd326dcc38bd640e249b2029d3250d9e9"),
    .init(
      "diabetes sgd sparseGroup proximal, mix",
      "f0b0c548022bac31eb8d01015bd6d213e453f5b27e24ed7152295c8594ded648"),
    .init(
      "diabetes sgd hierarchical proximal, hierarchy",
      "20c97bfb0d9bc7f9ca185c9f4752cf32854981fa0c869650b90898b5a14df448"),
    .init(
      "diabetes sgd l1 proximal, layers",
      "8ed9964829e802b73c453edd2576453d43843d057bf4dd35fac22fc468371015"),
    .init(
      "diabetes sgd hierarchical proximal, columns",
      "ae861ad73dc9217f9a73eb8504502e5e6c6803cbc5ddcdf2019d441a3ee6151c"),
    .init(
      "diabetes sgd l1 proximal, columns",
      "c9a9d64c87f1aeba09d946a9bb6d210b06fc3949b5159e04f2399f1c4d3cf7ca"),
    .init(
      "diabetes adam l1 proximal, elastic net",
      "ee71e00623730a739c7c5658432f7b2df9bfa70c56ec0875a9009413cf60fc82"),
    .init(
      "diabetes adam sparseGroup proximal, mix",
      "d44dce7d1817af8704acd31eb3f50787a14c2b4a57507e87eebfbf42a763e2c7"),
    .init(
      "diabetes adam hierarchical proximal, hierarchy",
      "b0cd75597f00211dcb63cd4b1f9ad63ded66de44c790b802be8dc14141751ae8"),
    .init(
      "diabetes adam l1 proximal, layers",
      "f82f872bb1ea42bf19adbf23f93cb0f2e6fccad3133824c406e1fff194bdc5a9"),
    .init(
      "diabetes adam hierarchical proximal, columns",
      "4bf3099a171780a91ee537d2ec6115230dd5651efd8eb0a6fdb279c6a07b4dbd"),
    .init(
      "diabetes adam l1 proximal, columns",
      "154dc7a4e58a99788835c63f3c55c0a16f892adcf1e8f0d5cb966b0734e600c6"),
    .init(
      "diabetes ftrl l1 proximal, columns",
      "ee81d217d84fe1f745794babf969d7d9e392da11c3079adb65cecb069b2dae70"),
  ]
}
