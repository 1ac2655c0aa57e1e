#!/usr/bin/env python3
"""Checks `lockstep scale --predict this` against what `lockstep scale` measures on the same machine.

    swift build -c release
    python3 Benchmarks/prediction/check.py --lockstep .build/release/lockstep

Predictions and measurements take turns, so that a drift of the machine hits both. Turns in which
other processes or guests took processor time count only where too few are quiet. Fails where the
median of the ratios (predicted over measured time of a step) is further from 1 than the tolerance.
"""

import argparse
import json
import statistics
import subprocess
import sys

WORKLOADS = {
    "tab": ["--synthetic", "54-128-64-7", "--batch", "256"],
    "mnist": ["--synthetic", "784-256-128-10", "--batch", "256"],
    "wide": ["--synthetic", "784-1024-1024-10", "--batch", "1024"],
}


def steps(lockstep, options):
    """Microseconds of a step by worker count, and whether the machine was left to itself meanwhile."""
    output = subprocess.run([lockstep, "scale", "--quiet", "--json", *options], check=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    report = json.loads(output)
    is_quiet = not any("other processes" in line or "other guests" in line
                       for line in report["noise"])
    return {row["workers"]: row["microsecondsPerStep"] for row in report["rows"]}, is_quiet


def turns(lockstep, options, wanted, most):
    """Pairs of predicted and measured steps: the quiet ones, or all where those are too few."""
    pairs = []
    for turn in range(most):
        found = {}
        # The other one first in every second turn.
        for predicts in [True, False][::1 - 2 * (turn % 2)]:
            found[predicts] = steps(lockstep, options + (["--predict", "this"] if predicts else []))
        pairs.append((found[True][0], found[False][0], found[True][1] and found[False][1]))
        quiet = [pair for pair in pairs if pair[2]]
        if len(quiet) == wanted:
            return quiet, len(quiet)
    return (quiet if len(quiet) >= 3 else pairs), len(quiet)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lockstep", default=".build/release/lockstep")
    parser.add_argument("--workloads", default=",".join(WORKLOADS))
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--turns", type=int, default=5, help="quiet ones that are wanted")
    parser.add_argument("--most-turns", type=int, default=15)
    parser.add_argument("--rounds", default="5", help="of each of them")
    parser.add_argument("--seconds", default="0.1", help="of a measurement")
    parser.add_argument("--tolerance", type=float, default=0.15)
    arguments = parser.parse_args()

    failures = 0
    print("workload  workers  predicted µs  measured µs  ratio  least-most   quiet turns")
    for name in arguments.workloads.split(","):
        options = [*WORKLOADS[name], "--activation", "relu", "--workers", arguments.workers,
                   "--rounds", arguments.rounds, "--seconds", arguments.seconds]
        pairs, quiet = turns(arguments.lockstep, options, arguments.turns, arguments.most_turns)
        for workers in pairs[0][0]:
            predicted, measured = [[pair[index][workers] for pair in pairs] for index in range(2)]
            ratios = [p / m for p, m in zip(predicted, measured)]
            ratio = statistics.median(ratios)
            is_off = abs(ratio - 1) > arguments.tolerance
            failures += is_off
            print(f"{name:8}  {workers:7}  {statistics.median(predicted):12.1f}"
                  f"  {statistics.median(measured):11.1f}  {ratio:5.3f}"
                  f"  {min(ratios):5.3f}-{max(ratios):5.3f}  {quiet:2} of {len(pairs):2}"
                  + ("  OFF" if is_off else ""), flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
