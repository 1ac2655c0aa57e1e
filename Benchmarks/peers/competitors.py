"""Processes that train and say how long a step takes: one interface for peers and Lockstep."""

import json
import os
import signal
import statistics
import subprocess
import sys


class Failure(Exception):
    pass


class PeerProcess:
    """A peer that lives as long as the comparison, so that it compiles once.

    While another is measured it is stopped: not even a thread pool that spins for a while after
    its last task can take a core then.
    """

    def __init__(self, name, threads, cores):
        self.name = name
        worker = os.path.join(os.path.dirname(os.path.abspath(__file__)), "worker.py")
        self.process = subprocess.Popen(
            [sys.executable, worker, name, str(threads), ",".join(map(str, cores[:threads]))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self._pause()

    def _pause(self):
        self.process.send_signal(signal.SIGSTOP)

    def ask(self, **request):
        self.process.send_signal(signal.SIGCONT)
        try:
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except OSError:
            line = ""
        self._pause()
        reply = json.loads(line) if line else {"error": "its process ended"}
        if "error" in reply:
            raise Failure(reply["error"])
        return reply

    def prepare(self, workload):
        return self.ask(do="prepare", workload=workload.name)["version"]

    def microseconds_per_step(self, workload, seconds):
        return self.ask(do="measure", workload=workload.name, seconds=seconds)["microseconds"]

    def close(self):
        # Ends stopped processes too.
        self.process.kill()
        self.process.wait()


class Lockstep:
    """The command `lockstep scale`, which warms up and measures by itself."""

    name = "lockstep"

    def __init__(self, binary, threads, cores):
        self.binary, self.threads, self.cores = binary, threads, cores
        self.peaks = {}

    def prepare(self, workload):
        result = self._run([self.binary, "--version"], [0])
        return "Lockstep " + result.strip().removeprefix("lockstep ")

    def microseconds_per_step(self, workload, seconds):
        threads = workload.threads(self.threads)
        report = json.loads(self._run(
            [self.binary, "scale", "--synthetic", "-".join(map(str, workload.widths)),
             "--batch", str(workload.batch), "--activation", workload.activation,
             "--workers", str(threads), "--rounds", "1", "--seconds", str(seconds), "--quiet",
             "--json"], self.cores[:threads]))
        row = report["rows"][0]
        self.peaks.setdefault(workload.name, []).append(row["peakGigaflops"])
        return row["microsecondsPerStep"]

    def peak(self, workload):
        return statistics.median(self.peaks[workload.name])

    def _run(self, command, cores):
        try:
            result = subprocess.run(
                command, capture_output=True, text=True,
                preexec_fn=lambda: os.sched_setaffinity(0, cores))
        except OSError as error:
            raise Failure(str(error))
        if result.returncode != 0:
            raise Failure(result.stderr.strip() or f"exit code {result.returncode}")
        return result.stdout

    def close(self):
        pass
