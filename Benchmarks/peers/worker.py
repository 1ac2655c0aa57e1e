"""One peer in a process of its own: `worker.py PEER THREADS CORES`, CORES like 0,1.

Answers lines of JSON on standard input with lines of JSON on standard output. A workload is
prepared, compiled and warmed up when it is first asked for.
"""

import hashlib
import importlib
import json
import os
import sys

import workloads


def answer(peer, trainings, request):
    name = request["workload"]
    if name not in trainings:
        trainings[name] = peer.Training(workloads.ALL[name])
    if request["do"] == "prepare":
        return {"version": peer.version()}
    if request["do"] == "hash":
        return {"hash": hashlib.sha256(trainings[name].weight_bytes()).hexdigest()}
    trainings[name].run(0.1 * request["seconds"])
    steps, seconds = trainings[name].run(request["seconds"])
    return {"microseconds": seconds / steps * 1e6, "steps": steps}


def main():
    name, threads, cores = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    # Before anything starts threads: they inherit it.
    os.sched_setaffinity(0, {int(core) for core in cores.split(",")})
    for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[variable] = str(threads)
    # What a library prints must not get among the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    peer = importlib.import_module(name.replace("-", "_") + "_peer")
    peer.configure(threads)
    trainings = {}
    for line in sys.stdin:
        try:
            reply = answer(peer, trainings, json.loads(line))
        except Exception as error:  # A peer that fails is skipped, whatever the reason.
            reply = {"error": f"{type(error).__name__}: {error}".splitlines()[0]}
        print(json.dumps(reply), file=answers, flush=True)


if __name__ == "__main__":
    main()
