#!/usr/bin/env python3
"""Whether the trained weights depend on the number of threads, for Lockstep and its peers.

    python3 determinism.py --lockstep ../../.build/release/lockstep --threads 2
"""

import argparse
import json
import subprocess

import machine
import workloads
from competitors import Failure, PeerProcess


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--lockstep", metavar="PATH", help="the command lockstep")
    parser.add_argument("--threads", type=int, default=len(machine.cores()), metavar="N")
    parser.add_argument("--workload", default="mnist", choices=workloads.ALL)
    options = parser.parse_args()
    workload = workloads.ALL[options.workload]
    counts = [1, options.threads]
    for name in ("jax", "torch", "sklearn"):
        show(name, [peer_hash(name, workload, threads) for threads in counts], counts)
    if options.lockstep:
        show("lockstep", [lockstep_hash(options.lockstep, workload, threads)
                          for threads in counts], counts)


def show(name, hashes, counts):
    verdict = "the same" if len(set(hashes)) == 1 else "DIFFERENT"
    details = ", ".join(f"{count}: {value[:16]}" for count, value in zip(counts, hashes))
    print(f"{name.ljust(9)}  weights with {counts[0]} and {counts[1]} threads: {verdict}  ({details})")


def peer_hash(name, workload, threads):
    """Of the weights after the steps that warm a peer up: the same number for all threads."""
    process = PeerProcess(name, threads, machine.cores(threads))
    try:
        return process.ask(do="hash", workload=workload.name)["hash"]
    except Failure as failure:
        return f"none ({failure})"
    finally:
        process.close()


def lockstep_hash(binary, workload, threads):
    result = subprocess.run(
        [binary, "scale", "--synthetic", "-".join(map(str, workload.widths)), "--batch",
         str(workload.batch), "--activation", workload.activation, "--workers", str(threads),
         "--rounds", "1", "--steps", str(4 * workload.minibatches), "--quiet", "--json"],
        capture_output=True, text=True, check=True)
    return json.loads(result.stdout)["rows"][0]["digest"]


if __name__ == "__main__":
    main()
