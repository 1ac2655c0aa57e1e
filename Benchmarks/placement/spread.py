#!/usr/bin/env python3
"""What placing workers is worth, alone on the machine and beside a busy process.

Runs `lockstep scale` with each of some placements in turn, several rounds of new processes (where the system
puts threads that may move is the luck of a process), and prints for each the median time of a step, that
over the first placement's (median of the ratios within a round), and how far the times spread
(interquartile range, and most less least, over the median). Two more tables are made while
one other process, and one for each processor, compute without a pause, free to run where the system likes.
Who takes part is left to `scale`, as in training: bound workers may leave a core that is not theirs alone.

    swift build -c release --product lockstep
    Benchmarks/placement/spread.py .build/release/lockstep
    Benchmarks/placement/spread.py LOCKSTEP --workers 16 --placement '--bind no' \\
        --placement '--placement compact' --placement '--placement scattered'

Nothing else should run on the machine. Python 3 standard library only.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys

WORKLOADS = {
    "tab": ["--synthetic", "54-128-64-7", "--batch", "256"],
    "mnist": ["--synthetic", "784-256-128-10", "--batch", "256"],
    "wide": ["--synthetic", "784-1024-1024-10", "--batch", "1024"],
}
SPINNER = "while True: pass"


def microseconds(lockstep, workload, placement, options):
    """Time of a step in one run of `scale`."""
    command = [lockstep, "scale", *WORKLOADS[workload], "--workers", str(options.workers),
               "--rounds", "1", "--seconds", str(options.seconds), "--json", "--quiet",
               *placement.split()]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()}")
    return json.loads(done.stdout)["rows"][0]["microsecondsPerStep"]


def table(placements, options, title):
    print(f"\n{title}")
    print(f"{'workload':9}{'placement':28}{'µs/step':>10}{'of first':>10}{'quartiles %':>13}"
          f"{'range %':>9}")
    for workload in options.workloads.split(","):
        times = {placement: [] for placement in placements}
        for round_number in range(options.rounds):
            for placement in placements if round_number % 2 == 0 else placements[::-1]:
                times[placement].append(
                    microseconds(options.lockstep, workload, placement, options))
        for placement in placements:
            own = times[placement]
            median = statistics.median(own)
            low, _, high = statistics.quantiles(own, n=4, method="inclusive")
            ratio = statistics.median(a / b for a, b in zip(own, times[placements[0]]))
            print(f"{workload:9}{placement:28}{median:10.1f}{ratio:10.3f}"
                  f"{100 * (high - low) / median:13.1f}{100 * (max(own) - min(own)) / median:9.1f}",
                  flush=True)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lockstep")
    parser.add_argument("--placement", action="append", help="options of scale; repeatable")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--workloads", default="tab,mnist,wide")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=1, help="of a measurement")
    options = parser.parse_args()
    placements = options.placement or ["--bind no", "--profile container"]
    table(placements, options, "alone")
    for count in [1, os.cpu_count()]:
        busy = [subprocess.Popen([sys.executable, "-c", SPINNER]) for _ in range(count)]
        try:
            table(placements, options, f"beside {count} busy processes")
        finally:
            for process in busy:
                process.kill()
                process.wait()


if __name__ == "__main__":
    main()
