#!/usr/bin/env python3
"""What LassoNet reaches with few inputs: its path down to a budget, then a dense refit on those.

    python3 lassonet_peer.py train.csv.gz test.csv.gz --features 50 --threads 2
    python3 lassonet_peer.py train.csv.gz test.csv.gz --lockstep ../../.build/release/lockstep

Inputs are scaled to 0…1 by the ranges of the training rows, constant ones to 0; the last column is
the class. From the path the model with the most inputs within the budget is taken, the first one
if several have as many. Unless told otherwise LassoNet keeps its own defaults; it is bound to the
same cores as Lockstep, which runs before it.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time

import machine


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("train", metavar="TRAIN", help="CSV file with a header, maybe compressed")
    parser.add_argument("test", metavar="TEST", help="the same columns")
    parser.add_argument("--lockstep", metavar="PATH", help="the command lockstep, to compare with")
    parser.add_argument("--threads", type=int, default=len(machine.cores()), metavar="N",
                        help="threads of everybody, one a core (default: all cores)")
    parser.add_argument("--seed", type=int, default=0, metavar="N",
                        help="of LassoNet's weights and validation rows (default: 0)")
    parser.add_argument("--features", type=int, default=50, metavar="N",
                        help="budget of inputs (default: 50)")
    parser.add_argument("--hidden", type=widths, default=(64,), metavar="A,B",
                        help="widths of the hidden layers (default: 64)")
    parser.add_argument("--hierarchy", type=float, default=10, metavar="M",
                        help="how far weights may exceed those of the skip (default: 10)")
    parser.add_argument("--json", action="store_true", help="print one object")
    group = parser.add_argument_group("LassoNet's own, with its defaults")
    group.add_argument("--path-multiplier", type=float, default=1.02, metavar="F")
    group.add_argument("--lambda-start", type=float, metavar="F",
                       help="of the first point (default: estimated)")
    group.add_argument("--validation", type=float, default=0.1, metavar="F",
                       help="fraction of the training rows that stop the path's trainings")
    group.add_argument("--epochs", type=int, nargs=2, default=(1000, 100), metavar="N",
                       help="at most: of the dense network and of a point of the path")
    group.add_argument("--patience", type=int, nargs=2, default=(100, 10), metavar="N")
    group.add_argument("--batch", type=int, metavar="N", help="default: all rows")
    group = parser.add_argument_group("the refit, LassoNet's dense training")
    group.add_argument("--refit-validation", type=float, default=0, metavar="F",
                       help="0: all rows train, their own loss stops (default: 0; LassoNet's: 0.1)")
    group.add_argument("--refit-batch", type=int, metavar="N", help="default: all rows")
    return parser.parse_args()


def widths(text):
    return tuple(int(width) for width in text.split(","))


def lockstep_command(options, run):
    """The same task for Lockstep; `run` is a folder that does not exist yet."""
    return [
        options.lockstep, "path", options.train, "--test", options.test,
        "--scaling", "range",
        "--penalty", "hierarchical", "--hierarchy", f"{options.hierarchy:g}",
        "--hidden", ",".join(map(str, options.hidden)), "--seed", str(options.seed),
        # Full batches, as LassoNet's; a grid as fine as its own near the choice.
        "--optimizer", "fista", "--batch", "full", "--epochs", "200", "--warm-epochs", "10",
        "--l2", "0.0005", "--direction", "up", "--points", "120", "--ratio", "0.01",
        "--features", str(options.features), "--run", run, "--json", "--quiet",
    ]


def measure_lockstep(options):
    with tempfile.TemporaryDirectory() as folder:
        command = lockstep_command(options, os.path.join(folder, "run"))
        start = time.perf_counter()
        try:
            result = subprocess.run(command, capture_output=True, text=True)
        except OSError as error:
            raise SystemExit(f"lassonet_peer: {error}")
        seconds = time.perf_counter() - start
    if result.returncode != 0:
        reason = result.stderr.strip() or f"exit code {result.returncode}"
        raise SystemExit(f"lassonet_peer: {options.lockstep}: {reason}")
    report = json.loads(result.stdout)
    chosen = report["chosen"]
    point = next(point for point in report["points"] if point["l1"] == chosen["l1"])
    return {
        "features": chosen["survivingInputs"],
        "pathAccuracy": point["test"]["accuracy"],
        "refitAccuracy": chosen["test"]["accuracy"],
        # Of the whole command, reading the files included.
        "seconds": seconds,
        "points": len(report["points"]),
    }


def read(options):
    """Scaled inputs and classes of the training rows, then of the test rows."""
    import numpy

    train, test = (numpy.loadtxt(path, delimiter=",", skiprows=1, dtype=numpy.float32)
                   for path in (options.train, options.test))
    least, most = train[:, :-1].min(axis=0), train[:, :-1].max(axis=0)
    varies = most > least
    scale = numpy.where(varies, 1 / numpy.where(varies, most - least, 1), 0)
    return [part for table in (train, test)
            for part in ((table[:, :-1] - least) * scale, table[:, -1].astype(int))]


def classifier(options, **own):
    import lassonet
    import torch

    torch.set_num_threads(options.threads)
    return lassonet.LassoNetClassifier(
        hidden_dims=options.hidden, M=options.hierarchy, random_state=options.seed,
        torch_seed=options.seed, device=torch.device("cpu"), n_iters=tuple(options.epochs),
        patience=tuple(options.patience), verbose=0, **own)


def measure_lassonet(options):
    from importlib.metadata import version

    inputs, classes, test_inputs, test_classes = read(options)
    model = classifier(
        options, path_multiplier=options.path_multiplier,
        lambda_start=options.lambda_start or "auto", val_size=options.validation,
        batch_size=options.batch)
    # Seconds after which every point was done; the first is the dense network.
    done, start = [], time.perf_counter()
    path = model.path(
        inputs, classes, return_state_dicts=True, disable_lambda_warning=True,
        callback=lambda *_: done.append(time.perf_counter() - start))
    path_seconds = time.perf_counter() - start

    counts = [int(point.selected.sum()) for point in path]
    within = [count for count in counts if 0 < count <= options.features]
    if not within:
        raise SystemExit(f"lassonet_peer: no point of the path has 1 to {options.features} inputs")
    index = counts.index(max(within))
    chosen = path[index].selected.numpy()
    dense_accuracy = model.load(path[0]).score(test_inputs, test_classes)
    path_accuracy = model.load(path[index]).score(test_inputs, test_classes)

    start = time.perf_counter()
    refit = classifier(options, val_size=options.refit_validation, batch_size=options.refit_batch)
    refit.fit(inputs[:, chosen], classes, dense_only=True)
    refit_seconds = time.perf_counter() - start
    return {
        "version": f"LassoNet {version('lassonet')}, PyTorch {version('torch')}",
        "features": counts[index],
        "columns": chosen.nonzero()[0].tolist(),
        "denseAccuracy": dense_accuracy,
        "pathAccuracy": path_accuracy,
        "refitAccuracy": refit.score(test_inputs[:, chosen], test_classes),
        "seconds": path_seconds + refit_seconds,
        "pathSeconds": path_seconds,
        # Without the points after the choice, which a budget known beforehand would save.
        "pathSecondsToChoice": done[index],
        "denseSeconds": done[0],
        "refitSeconds": refit_seconds,
        "points": len(path),
        "epochs": sum(point.n_iters for point in path),
        "refitEpochs": refit.path_[0].n_iters,
        # The first point after the dense network, lambda_start.
        "firstLambda": path[1].lambda_,
        "lambda": path[index].lambda_,
    }


def show(report):
    names = [name for name in ("lassonet", "lockstep") if name in report]
    rows = [[""] + names]
    for title, key, form in (
            ("inputs", "features", "{}"), ("test accuracy on the path", "pathAccuracy", "{:.4f}"),
            ("test accuracy of the refit", "refitAccuracy", "{:.4f}"),
            ("seconds, path and refit", "seconds", "{:.1f}")):
        rows.append([title] + [form.format(report[name][key]) for name in names])
    for row in rows:
        print("  ".join([row[0].ljust(26)] + [cell.rjust(8) for cell in row[1:]]))
    peer = report["lassonet"]
    print(f"\nlassonet: path {peer['pathSeconds']:.1f} s, of which {peer['denseSeconds']:.1f} s "
          f"dense and {peer['pathSecondsToChoice']:.1f} s until the choice; "
          f"refit {peer['refitSeconds']:.1f} s")
    print(f"lassonet: {peer['points']} points, {peer['epochs']} epochs; "
          f"lambda {peer['lambda']:.4g} after a start at {peer['firstLambda']:.4g}; "
          f"dense network {peer['denseAccuracy']:.4f}")
    if "ratio" in report:
        print(f"time of lassonet / time of lockstep: {report['ratio']:.2f}, "
              f"until the choice {report['ratioToChoice']:.2f}")
    print(f"{machine.model()}, {report['threads']} threads, seed {report['seed']}; "
          f"{peer['version']}")


def main():
    options = arguments()
    noise = machine.Noise()
    # Before anything starts threads: they and Lockstep inherit it.
    os.sched_setaffinity(0, machine.cores(options.threads))
    for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[variable] = str(options.threads)
    report = {"threads": options.threads, "seed": options.seed, "budget": options.features}
    if options.lockstep:
        # First, while there is no thread pool that spins.
        report["lockstep"] = measure_lockstep(options)
    report["lassonet"] = measure_lassonet(options)
    if options.lockstep:
        theirs, ours = report["lassonet"], report["lockstep"]
        report["ratio"] = theirs["seconds"] / ours["seconds"]
        report["ratioToChoice"] = (
            (theirs["pathSecondsToChoice"] + theirs["refitSeconds"]) / ours["seconds"])
    if options.json:
        print(json.dumps(report))
    else:
        show(report)
    with contextlib.redirect_stdout(sys.stderr if options.json else sys.stdout):
        noise.warn()


if __name__ == "__main__":
    main()
