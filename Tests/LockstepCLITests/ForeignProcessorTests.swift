import Lockstep
import Testing

/// The command on a processor that lacks what it was built for: Valgrind offers no AVX-512.
@Suite struct ForeignProcessorTests {
  private static let hasAVX512 = InstructionSet.name == "AVX-512"
  private static let hasTools = ["valgrind", "strip"].allSatisfy { tool in
    (try? Command.run([tool], in: TemporaryFolder(), shell: "command -v \"$1\""))?.code == 0
  }

  @Test(
    .enabled(if: hasAVX512, "this build does without AVX-512, all else Valgrind has"),
    .enabled(if: hasTools, "no valgrind or no strip"))
  func `a build for more than the processor has says how to build for it`() throws {
    // Without debug information, which Valgrind may give up on.
    let result = try Command.run(
      ["scale", "--synthetic", "3-2"], in: TemporaryFolder(),
      shell: "strip --strip-debug -o lockstep \"$0\" && "
        + "exec valgrind --tool=none -q ./lockstep \"$@\"")
    // Valgrind's own lines begin with its process: ==123==.
    let errors = result.errorLines.filter { !$0.hasPrefix("==") }
    expectFailure(
      Command.Result(
        code: result.code, wasKilled: result.wasKilled, output: result.output,
        errors: errors.joined(separator: "\n")),
      70, ["this build uses AVX-512", "LOCKSTEP_CPU="])
    #expect(errors.count == 1, "\(result.errors)")
  }
}
