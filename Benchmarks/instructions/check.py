#!/usr/bin/env python3
"""Counts the instructions of a training step, and what it must not call, under Callgrind.

    LOCKSTEP_CPU=x86-64-v3 swift build -c release --scratch-path .build-instructions
    python3 Benchmarks/instructions/check.py --lockstep .build-instructions/release/lockstep

Each case is run with N and with 2N steps; what grows between them is what steps cost. Fails where a
step takes more instructions than `thresholds.json` says, or calls a function that allocates, counts
references or looks types up.
"""

import argparse
import json
import os
import re
import sys
import tempfile

import callgrind

THRESHOLDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "thresholds.json")

# All that a worker does in a run, by the start of its mangled name.
WORK = "$s8Training10TrainerRunC4work*"

# Called once a step and worker.
UPDATE = re.compile(r"^\$s8Learning11SliceUpdateC5apply")

# The allocator, and all of Swift's runtime: references, boxes, casts, metadata, witness tables. Only
# the clock may be read; epochs do.
FORBIDDEN = re.compile(
    r"^(_?swift_(?!get_time)|malloc$|calloc$|realloc$|reallocarray$|free$|cfree$|memalign$|aligned_alloc$"
    r"|posix_memalign$|operator (new|delete))")


class Case:
    def __init__(self, entry):
        self.entry = entry
        self.name = entry["name"]
        self.workers = entry.get("workers", 1)

    def measure(self, program, library, folder, instruction_set):
        """Instructions of a step, and how often steps called what they must not."""
        runs = []
        for steps in (self.entry["steps"], 2 * self.entry["steps"]):
            options = ["scale", *self.entry["options"].split(), "--workers", str(self.workers),
                       "--rounds", "1", "--steps", str(steps), "--quiet", "--json"]
            output, instructions, calls = callgrind.count(
                program, library, options, WORK, folder)
            report = json.loads(output)
            if report["instructionSet"] != instruction_set:
                raise callgrind.Failure(
                    f"found a build for {report['instructionSet']}, expected {instruction_set}: "
                    "LOCKSTEP_CPU=x86-64-v3 swift build -c release")
            if report["rows"][0]["participants"] != self.workers:
                raise callgrind.Failure(f"{self.name}: not all {self.workers} workers took part")
            taken = sum(count for name, count in calls.items() if UPDATE.match(name))
            runs.append((instructions, calls, taken / self.workers))
        (fewer, calls_of_fewer, steps_of_fewer), (more, calls_of_more, steps_of_more) = runs
        steps = steps_of_more - steps_of_fewer
        if steps <= 0:
            raise callgrind.Failure("found no steps: is SliceUpdate.apply called in them?")
        grown = {
            name: (count - calls_of_fewer[name]) / steps
            for name, count in calls_of_more.items()
            if FORBIDDEN.match(name) and count > calls_of_fewer[name]
        }
        return (more - fewer) / steps, grown


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--lockstep", required=True, metavar="PATH",
                        help="the command, built with LOCKSTEP_CPU=x86-64-v3")
    parser.add_argument("--cases", metavar="A,B", help="only these (default: all)")
    parser.add_argument("--update", action="store_true",
                        help="write what was counted to thresholds.json")
    options = parser.parse_args()
    with open(THRESHOLDS) as file:
        thresholds = json.load(file)
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            program, library = callgrind.prepare(options.lockstep, folder)
            for case in map(Case, thresholds["cases"]):
                if options.cases and case.name not in options.cases.split(","):
                    continue
                found, grown = case.measure(
                    program, library, folder, thresholds["instructionSet"])
                failures += not judge(case, found, grown, thresholds["tolerancePercent"],
                                      update=options.update)
        except callgrind.Failure as failure:
            sys.exit(f"check: {failure}")
    if options.update:
        with open(THRESHOLDS, "w") as file:
            json.dump(thresholds, file, indent=2, ensure_ascii=False)
            file.write("\n")
    sys.exit(1 if failures else 0)


def judge(case, found, grown, tolerance, update):
    """Prints what was found; returns whether it is as it should be."""
    expected = case.entry.get("instructionsPerStep")
    holds = not grown
    text = f"{case.name}: "
    if expected is None:
        # Workers that wait for each other spin as long as it takes.
        text += "instructions not compared"
    else:
        change = 100 * (found / expected - 1)
        text += f"{found:.0f} instructions a step, {change:+.2f} % of {expected}"
        if update:
            case.entry["instructionsPerStep"] = round(found)
        elif change > tolerance:
            text += f": MORE than {tolerance} % above"
            holds = False
        elif change < -tolerance:
            text += ": fewer; lower the threshold with --update"
    print(text + ("; allocates nothing, counts no references" if not grown else ""), flush=True)
    for name, count in sorted(grown.items(), key=lambda item: -item[1]):
        print(f"{case.name}: CALLED {count:g} times a step: {name}")
    return holds


if __name__ == "__main__":
    main()
