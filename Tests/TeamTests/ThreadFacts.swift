import Glibc

/// How long the calling thread has run on any processor.
func threadProcessorTime() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}

/// Blocks the calling thread.
func sleepSeconds(_ seconds: Double) {
  usleep(UInt32(seconds * 1e6))
}

/// The processors that the calling thread may run on, in the kernel's words: `"0-3,8"`.
func allowedProcessorsOfThread() -> String? {
  guard let file = fopen("/proc/thread-self/status", "r") else { return nil }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 4096)
  while fgets(&line, Int32(line.count), file) != nil {
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard text.hasPrefix("Cpus_allowed_list:\t") else { continue }
    return String(text.dropFirst("Cpus_allowed_list:\t".count).dropLast())
  }
  return nil
}

/// How many threads this process has.
func threadCount() -> Int {
  guard let folder = opendir("/proc/self/task") else { return 0 }
  defer { closedir(folder) }
  var entries = 0
  while readdir(folder) != nil { entries += 1 }
  return entries - 2  // "." and ".."
}

/// Lets another thread run.
func yieldProcessor() {
  sched_yield()
}

/// A number that no other living thread has.
func currentThread() -> UInt {
  UInt(pthread_self())
}

/// How many calls fit into so many bytes of the calling thread's stack, by making and using them.
func framesWithin(stackBytes: Int) -> Int {
  var top = 0
  return withUnsafeMutablePointer(to: &top) { frames(from: Int(bitPattern: $0), stackBytes) }
}

private func frames(from top: Int, _ stackBytes: Int) -> Int {
  var frame = InlineArray<1024, UInt8>(repeating: 0)
  return withUnsafeMutablePointer(to: &frame) { pointer in
    guard top - Int(bitPattern: pointer) < stackBytes else { return 0 }
    return frames(from: top, stackBytes) + 1
  }
}
