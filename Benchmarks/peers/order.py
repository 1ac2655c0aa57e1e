#!/usr/bin/env python3
"""What a fixed order of summation costs: a step against the same step without shards and tree.

    python3 order.py --lockstep ../../.build/release/lockstep --threads 2

Without them every worker has one shard: its gradients are one chain over all its rows, and the
partial gradients, one per worker, are added up. That the sum of two takes no order of arrival into
account costs nothing. Both run in turns, and the ratio is taken within a round. The kernels are the
same, but that one shard alone is a tile of twice the height, and that residuals of more than 128
rows (`wide`) are read where they lie.
"""

import argparse
import json
import statistics
import subprocess

import machine
import workloads


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--lockstep", required=True, metavar="PATH", help="the command lockstep")
    parser.add_argument("--threads", type=int, default=len(machine.cores()), metavar="N")
    parser.add_argument("--rounds", type=int, default=9, metavar="N")
    parser.add_argument("--seconds", type=float, default=0.2, metavar="S")
    options = parser.parse_args()
    noise = machine.Noise()
    print("workload  rows of a shard  time of a step / time without shards and tree")
    for workload in workloads.ALL.values():
        threads = workload.threads(options.threads)
        whole = (workload.batch + threads - 1) // threads
        ratios = []
        for turn in range(options.rounds):
            shards = [16, whole] if turn % 2 else [whole, 16]
            times = {rows: seconds(options, workload, threads, rows) for rows in shards}
            ratios.append(times[16] / times[whole])
        ratios.sort()
        print(f"{workload.name.ljust(8)}  {'16 and ' + str(whole):>15}  "
              f"{statistics.median(ratios):.3f} ({ratios[0]:.3f}–{ratios[-1]:.3f})", flush=True)
    noise.warn()


def seconds(options, workload, threads, rows_per_shard):
    result = subprocess.run(
        [options.lockstep, "scale", "--synthetic", "-".join(map(str, workload.widths)), "--batch",
         str(workload.batch), "--activation", workload.activation, "--workers", str(threads),
         "--participation", "all", "--rows-per-shard", str(rows_per_shard), "--rounds", "3", "--seconds",
         str(options.seconds), "--quiet", "--json"],
        capture_output=True, text=True, check=True)
    return json.loads(result.stdout)["rows"][0]["microsecondsPerStep"]


if __name__ == "__main__":
    main()
