// Preloaded into the process under test, for Valgrind 3.19: it writes to the mask that sigsuspend is
// given, and that of libdispatch lies in memory that cannot be written to.

#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask) {
  sigset_t copy = *mask;
  return (int)syscall(SYS_rt_sigsuspend, &copy, _NSIG / 8);
}
