#!/usr/bin/env python3
"""What it costs to be able to go on and to be checked: checkpoints, and digests of epochs.

    python3 cost.py --lockstep ../../.build/release/lockstep

Trains the same network with and without checkpoints in turns and takes the ratio of samples per
second within a round. `--before` names an older command, to compare whole runs of two versions.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "peers"))
import machine  # noqa: E402

# name: features, classes, rows, hidden, batch, epochs
WORKLOADS = {
    "tab": (54, 7, 25600, "128,64", 256, 40),
    "mnist": (784, 10, 10240, "256,128", 256, 20),
    "wide": (784, 10, 10240, "1024,1024", 1024, 20),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--lockstep", required=True, metavar="PATH", help="the command lockstep")
    parser.add_argument("--before", metavar="PATH", help="an older one, to compare with")
    parser.add_argument("--workloads", default="wide", metavar="NAMES")
    parser.add_argument("--optimizers", default="sgd,adam", metavar="NAMES")
    parser.add_argument("--steps", type=int, default=50, metavar="N", help="between checkpoints")
    parser.add_argument("--rounds", type=int, default=7, metavar="N")
    options = parser.parse_args()
    noise = machine.Noise()
    print("workload  optimizer  time / time without (median, range)")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.workloads.split(","):
            data = os.path.join(folder, name + ".csv")
            write(data, *WORKLOADS[name][:3])
            for optimizer in options.optimizers.split(","):
                measure(options, name, data, optimizer, folder)
    noise.warn()


def measure(options, name, data, optimizer, folder):
    checkpoints = ["--checkpoint-steps", str(options.steps)]
    runs = {
        "without": (options.lockstep, []),
        f"checkpoints every {options.steps} steps": (options.lockstep, checkpoints),
    }
    if options.before:
        runs["the version before"] = (options.before, [])
    rates = {run: [] for run in runs}
    for turn in range(options.rounds):
        for run in list(runs) if turn % 2 else reversed(list(runs)):
            rates[run].append(rate(*runs[run], name, data, optimizer, folder))
    for run in list(runs)[1:]:
        ratios = sorted(b / a for a, b in zip(rates[run], rates["without"]))
        print(f"{name.ljust(8)}  {optimizer.ljust(9)}  {run}: {statistics.median(ratios):.3f} "
              f"({ratios[0]:.3f}–{ratios[-1]:.3f})", flush=True)


def rate(lockstep, arguments, name, data, optimizer, folder):
    _, _, _, hidden, batch, epochs = WORKLOADS[name]
    run = os.path.join(folder, "run")
    result = subprocess.run(
        [lockstep, "train", data, "--header", "no", "--task", "classification", "--hidden", hidden,
         "--batch", str(batch), "--epochs", str(epochs), "--optimizer", optimizer, "--rate",
         "0.01" if optimizer == "sgd" else "0.001", "--l1", "1e-4", "--l1-method", "subgradient",
         "--run", run, "--quiet", "--json", *arguments],
        capture_output=True, text=True, check=True)
    subprocess.run(["rm", "-rf", run], check=True)
    return json.loads(result.stdout)["samplesPerSecond"]


def write(path, features, classes, rows):
    """Made rows of numbers with three digits, and a class that hangs on the first of them."""
    generator = random.Random(1)
    with open(path, "w") as file:
        for _ in range(rows):
            cells = [f"{generator.random():.3f}" for _ in range(features)]
            label = int((float(cells[0]) + float(cells[1])) / 2 * classes)
            file.write(",".join(cells) + f",c{label}\n")


if __name__ == "__main__":
    main()
