"""The cores that everybody is measured on, and who else uses them."""

import os
import time


def cores(count=None):
    """One processing unit on each of `count` cores that this process may use; None: on all."""
    chosen, seen = [], set()
    for unit in sorted(os.sched_getaffinity(0)):
        path = f"/sys/devices/system/cpu/cpu{unit}/topology/thread_siblings_list"
        try:
            with open(path) as file:
                core = file.read().strip()
        except OSError:
            core = str(unit)
        if core not in seen:
            seen.add(core)
            chosen.append(unit)
    if count is not None and not 0 < count <= len(chosen):
        raise SystemExit(f"found {count} threads, expected 1 to {len(chosen)}, one a core")
    return chosen[:count]


def model():
    with open("/proc/cpuinfo") as file:
        for line in file:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return os.uname().machine


class Noise:
    """What other processes, and other virtual machines, took of the machine meanwhile."""

    def __init__(self):
        self.start = (time.monotonic(), self._all(), self._own())

    def warn(self):
        """To be called when all children have ended: only then their time is known."""
        elapsed = time.monotonic() - self.start[0]
        others = (self._all() - self.start[1]) - (self._own() - self.start[2])
        if others / elapsed > 0.02:
            print(f"warning: noisy: others used {others / elapsed:.2f} cores meanwhile")

    @staticmethod
    def _all():
        with open("/proc/stat") as file:
            fields = [int(field) for field in file.readline().split()[1:]]
        # All but idle and waiting for disks; guests are in user and nice already.
        return (sum(fields[:3]) + sum(fields[5:8])) / os.sysconf("SC_CLK_TCK")

    @staticmethod
    def _own():
        used = os.times()
        return used.user + used.system + used.children_user + used.children_system
