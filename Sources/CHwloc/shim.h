#include <errno.h>
#include <fcntl.h>
#include <hwloc.h>
#include <hwloc/cpukinds.h>
#include <hwloc/distances.h>
#include <hwloc/export.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/// Whether hwloc comes back from reading XML: of sets that contradict each other it may die (2.9.0 follows
/// null pointers), so it is tried in a child process first. Also 1 where no child can be had, or where it
/// does not end within seconds.
///
/// `length` counts the zero at the end.
static inline int lockstep_hwloc_survives(const char *xml, int length) {
  pid_t child = fork();
  if (child < 0) return 1;
  if (child == 0) {
    const int deadly[] = {SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGALRM};
    for (size_t i = 0; i < sizeof deadly / sizeof deadly[0]; i++) signal(deadly[i], SIG_DFL);
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);
    alarm(10);
    hwloc_topology_t topology;
    char *copy;
    int copied;
    if (hwloc_topology_init(&topology) == 0 &&
        hwloc_topology_set_xmlbuffer(topology, xml, length) == 0 &&
        hwloc_topology_load(topology) == 0)
      hwloc_topology_export_xmlbuffer(topology, &copy, &copied, 0);
    _exit(0);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return 1;
  }
  return !WIFSIGNALED(status) || WTERMSIG(status) == SIGALRM;
}
