# SPDX-License-Identifier: MIT
"""How many machine instructions one turn, call, lock pair or handoff takes, by callgrind.

A count is a long run less a short one, divided by what the long run does more of: start-up and exit
cancel out. It depends on the compiler, and on neither the machine's speed nor its load.
"""

import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
SHORT, LONG = 1_000, 51_000

# A turn of the documents' loop has seven ticks; a handoff comes every hundred.
HANDOFFS_PER_TURN = 7 / 100

# Name, program, options of `gilsim run`, how many of them a turn of the program's loop has.
COUNTS = (
    ("turn of the loop", "loop.py", [], 1),
    ("turn of the loop, --no-quicken", "loop.py", ["--no-quicken"], 1),
    ("call of a function", "calls.py", [], 1),
    ("acquire and release of a lock", "lock_pairs.py", [], 1),
    ("put and get of a queue", "queue_pairs.py", [], 1),
    ("handoff", "two_threads.py", ["--gil", "round-robin", "--switch-interval", "100"],
     HANDOFFS_PER_TURN),
)


class ValgrindFailed(Exception):
    pass


def instructions_of(command):
    """Instructions executed by one run."""
    ran = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"Collected : (\d+)", ran.stderr)
    if ran.returncode != 0 or not found:
        raise ValgrindFailed(f"valgrind failed: {' '.join(map(str, command))}\n"
                             f"{ran.stderr[-2000:]}")
    return int(found.group(1))


def count(gilsim, program, options, per_turn):
    command = [gilsim, "run", "--quiet", *options, HERE / program]
    spent = instructions_of([*command, LONG]) - instructions_of([*command, SHORT])
    return spent / ((LONG - SHORT) * per_turn)
