#!/usr/bin/env python3
"""Measures Lockstep and its peers on the same workloads and cores, taking turns in one run.

    python3 compare.py --lockstep ../../.build/release/lockstep --threads 2

Prints one table: median time of a step, GFLOP/s, fraction of the peak, and how many times as fast
as each peer Lockstep is (median over rounds of the ratio within a round).
"""

import argparse
import statistics
import sys

import machine
import workloads
from competitors import Failure, Lockstep, PeerProcess

PEERS = ("jax", "torch", "torch-compiled", "sklearn")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--lockstep", required=True, metavar="PATH", help="the command lockstep")
    parser.add_argument("--threads", type=int, default=len(machine.cores()), metavar="N",
                        help="threads of everybody, one a core (default: all cores)")
    parser.add_argument("--workloads", default=",".join(workloads.ALL), metavar="A,B",
                        help=f"of {','.join(workloads.ALL)} (default: all)")
    parser.add_argument("--peers", default="jax,torch,sklearn", metavar="A,B",
                        help=f"of {','.join(PEERS)} (default: jax,torch,sklearn)")
    parser.add_argument("--rounds", type=int, default=7, metavar="N",
                        help="measurements of each, which take turns (default: 7)")
    parser.add_argument("--seconds", type=float, default=1.0, metavar="S",
                        help="of a measurement (default: 1)")
    options = parser.parse_args()
    options.workloads = options.workloads.split(",")
    options.peers = [peer for peer in options.peers.split(",") if peer]
    for name, known in ((options.workloads, workloads.ALL), (options.peers, PEERS)):
        for item in name:
            if item not in known:
                parser.error(f"found '{item}', expected one of {', '.join(known)}")
    return options


class Comparison:
    def __init__(self, options):
        self.options = options
        self.cores = machine.cores(options.threads)
        self.lockstep = Lockstep(options.lockstep, options.threads, self.cores)
        # Processes of peers by name and thread count: pools are sized once.
        self.processes = {}
        self.versions = {}
        self.rows = []

    def run(self):
        try:
            for name in self.options.workloads:
                self.compare(workloads.ALL[name])
        finally:
            for process in self.processes.values():
                process.close()
        self.show()

    def compare(self, workload):
        threads = workload.threads(self.options.threads)
        competitors = self.ready(workload, threads)
        times = {competitor.name: [] for competitor in competitors}
        for turn in range(self.options.rounds):
            # Everybody is first in turn, so that nobody always follows the same one.
            first = turn % len(competitors)
            for competitor in competitors[first:] + competitors[:first]:
                times[competitor.name].append(
                    competitor.microseconds_per_step(workload, self.options.seconds))
            print(f"{workload.name}: round {turn + 1}/{self.options.rounds}", file=sys.stderr)
        for competitor in competitors:
            self.rows.append(self.row(workload, threads, competitor.name, times))

    def ready(self, workload, threads):
        """Everybody who can take part, compiled and warmed up."""
        competitors = []
        for name in ["lockstep"] + self.options.peers:
            key = (name, threads)
            if name == "lockstep":
                competitor = self.lockstep
            else:
                if key not in self.processes:
                    self.processes[key] = PeerProcess(name, threads, self.cores)
                competitor = self.processes[key]
            try:
                self.versions[name] = competitor.prepare(workload)
                competitors.append(competitor)
            except Failure as failure:
                if name == "lockstep":
                    raise SystemExit(f"compare: {self.options.lockstep}: {failure}")
                print(f"skipped: {name} on {workload.name}: {failure}", file=sys.stderr)
        return competitors

    def row(self, workload, threads, name, times):
        microseconds = statistics.median(times[name])
        gigaflops = workload.operations_per_step / microseconds / 1e3
        ratios = sorted(theirs / ours for theirs, ours in zip(times[name], times["lockstep"]))
        compared = "" if name == "lockstep" else (
            f"{statistics.median(ratios):.2f}× ({ratios[0]:.2f}–{ratios[-1]:.2f})")
        return (workload.name, str(threads), name, number(microseconds), number(gigaflops),
                f"{100 * gigaflops / self.lockstep.peak(workload):.0f} %", compared)

    def show(self):
        titles = ("workload", "threads", "who", "µs a step", "GFLOP/s", "of peak",
                  "speed of lockstep")
        table = [titles] + self.rows
        widths = [max(len(row[column]) for row in table) for column in range(len(titles))]
        for row in table:
            # Names to the left, numbers to the right.
            cells = [cell.ljust(width) if column in (0, 2, 6) else cell.rjust(width)
                     for column, (cell, width) in enumerate(zip(row, widths))]
            print("  ".join(cells).rstrip())
        print()
        print(f"{machine.model()}, processing units {','.join(map(str, self.cores))}; "
              f"{self.options.rounds} rounds of {self.options.seconds:g} s; "
              + ", ".join(self.versions.values()))
        print("times are medians; the speed of lockstep is the median, least and most of the "
              "ratios within a round")


def number(value):
    """Four digits, or all before the point."""
    return f"{value:.0f}" if value >= 1000 else f"{value:.4g}"


def main():
    noise = machine.Noise()
    Comparison(arguments()).run()
    # After all children have ended: only then their time is known.
    noise.warn()


if __name__ == "__main__":
    main()
