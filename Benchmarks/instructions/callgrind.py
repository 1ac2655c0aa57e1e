"""Runs a program under Callgrind and reads what it counted."""

import collections
import os
import re
import subprocess


class Failure(Exception):
    pass


def prepare(binary, folder):
    """Copies the program for Valgrind; returns the copy and the library to preload."""
    copy, library = os.path.join(folder, "program"), os.path.join(folder, "sigsuspend.so")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sigsuspend.c")
    # Valgrind 3.19 gives up on the compiler's debug information; the names of functions stay.
    _run(["strip", "--strip-debug", "-o", copy, binary])
    _run(["cc", "-shared", "-fPIC", "-o", library, source])
    return copy, library


def count(program, library, options, function, folder):
    """Runs the program, collecting only inside of functions whose name matches `function`.

    Returns what it printed, the instructions, and how often each function was called.
    """
    path = os.path.join(folder, "callgrind.out")
    output = _run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={path}", "--quiet",
         "--compress-strings=no", "--compress-pos=no", f"--toggle-collect={function}",
         program, *options],
        LD_PRELOAD=library)
    instructions, calls, callee = None, collections.Counter(), None
    with open(path, errors="replace") as file:
        for line in file:
            if line.startswith("cfn="):
                # Recursion appears as 'name'2 and so on.
                callee = re.sub(r"'\d+$", "", line[4:].rstrip("\n"))
            elif line.startswith("calls="):
                calls[callee] += int(line[6:].split()[0])
            elif line.startswith(("totals:", "summary:")):
                instructions = int(line.split()[1])
    if not instructions:
        raise Failure(f"no instruction was counted in {function}: is it there under this name?")
    return output, instructions, calls


def _run(command, **environment):
    try:
        result = subprocess.run(
            command, capture_output=True, text=True, errors="replace",
            env=os.environ | environment)
    except OSError as error:
        raise Failure(str(error))
    if result.returncode != 0:
        lines = result.stderr.strip().splitlines()[:12]
        raise Failure("\n".join([f"{command[0]} ended with {result.returncode}:"] + lines))
    return result.stdout
