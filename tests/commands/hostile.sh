#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# hostile.sh GILSIM: input that breaks interpreters. Each must end by itself, soon, with an error
# that names the place and a documented exit status; never in a crash, and never in silence.

set -uo pipefail

# shellcheck source=tests/commands/expect.sh
source "$(dirname "${BASH_SOURCE[0]}")/expect.sh"

# repeated COUNT TEXT: the text so many times.
repeated() {
  printf -- "$2%.0s" $(seq "$1")
}

# --- files that are no programs ---
expect 2 "gilsim list" run nothing.py
expect 2 "is a directory" run "$folder"
printf 'x = "\xff"\n' >latin.py
expect 1 "'utf-8' codec can't decode byte 0xff in position 5" run --quiet latin.py
printf 'x = "a\0b"\n' >nul.py
expect 1 "source code cannot contain null bytes" run --quiet nul.py
head -c 100000 /dev/urandom >noise.py
expect 1 "Error" run --quiet noise.py
: >empty.py
expect 0 "" run --quiet empty.py

# --- source text at its limits ---
{
  printf 'x = "'
  head -c 10000000 /dev/zero | tr '\0' a
  printf '"\nprint(len(x))\n'
} >long_line.py
expect 0 "" run --quiet long_line.py
prints 10000000
{
  printf 'x = '
  repeated 10000 '('
  repeated 10000 ')'
} >parentheses.py
expect 1 "SyntaxError: too many nested parentheses" run --quiet parentheses.py
{
  printf 'x = '
  repeated 200000 '-'
  printf '1\n'
} >minuses.py
expect 1 "SyntaxError: expression is nested too deeply" run --quiet minuses.py
for ((depth = 0; depth < 150; ++depth)); do
  printf '%*sif True:\n' "$depth" ''
done >indents.py
expect 1 "IndentationError: too many levels of indentation" run --quiet indents.py

# --- options that make no sense ---
printf 'print("ran")\n' >plain.py
expect 2 "did you mean '--seed'?" run --sed 1 plain.py
expect 2 "did you mean 'round-robin'?" run --gil round-robbin plain.py
expect 2 "from 1 to" run --cores -2 plain.py
expect 2 "" run --cores two plain.py
expect 2 "" run --max-ticks -5 plain.py
expect 2 "" run --max-memory lots plain.py
expect 2 "" run --seed -1 plain.py
expect 2 "" run

# --- programs that would never end, or never fit ---
printf 'import tensorflow\n' >unknown_module.py
expect 1 "ModuleNotFoundError: No module named 'tensorflow'" run --quiet unknown_module.py
printf 'def f(n):\n    return f(n + 1)\nf(0)\n' >recursion.py
expect 1 "RecursionError: maximum recursion depth exceeded" run --quiet recursion.py
grep -qF '[Previous line repeated 996 more times]' err || complain "the traceback was not folded"
cat >native_recursion.py <<'PY'
class Mirror:
    def __repr__(self):
        return repr(self)
    def __eq__(self, other):
        return self == other
    def __getattr__(self, name):
        return getattr(self, name)
mirror = Mirror()
for attempt in (lambda: repr(mirror), lambda: mirror == 1, lambda: mirror.x,
                lambda: sorted([3, 1], key=lambda n: repr(mirror))):
    try:
        attempt()
    except RecursionError:
        print("caught")
PY
expect 0 "" run --quiet native_recursion.py
[[ $(grep -cx caught out) == 4 ]] || complain "not every recursion was caught"
cat >deep_data.py <<'PY'
deep = []
for _ in range(1_000_000):
    deep = [deep]
for attempt in (repr, hash, lambda x: x == [x[0]], lambda x: x < [[]]):
    try:
        attempt(deep)
    except (RecursionError, TypeError) as error:
        print(type(error).__name__)
del deep
print("freed")
PY
expect 0 "" run --quiet deep_data.py
prints freed
printf 'while True:\n    pass\n' >endless.py
expect 101 "raise it with --max-ticks" run --quiet --max-ticks 1000000 endless.py
printf 'kept = []\nwhile True:\n    kept.append("a" * 100000 + str(len(kept)))\n' >hoard.py
expect 101 "raise it with --max-memory" run --quiet --max-memory 50000000 hoard.py
grep -qF 'line 3, in <module>' err || complain "no traceback says where the memory went"
printf 'import io\nfile = io.StringIO()\nwhile True:\n    file.write("a" * 100000)\n' >file.py
expect 101 "raise it with --max-memory" run --quiet --max-memory 50000000 file.py
for expression in '10**10**9' '1 << 10**10' 'list(range(10**9))' "'a' * 10**10" '[0] * 10**10' \
  'bytearray(10**10)' "'{:>10000000000}'.format(1)" "'%10000000000d' % 1"; do
  printf 'x = %s\n' "$expression" >bomb.py
  expect 101 "raise it with --max-memory" run --quiet --max-memory 50000000 bomb.py
done
printf 'try:\n    x = [0] * 10**10\nexcept MemoryError:\n    print("caught")\n' >caught.py
expect 0 "" run --quiet --max-memory 50000000 caught.py
prints caught
cat >threads.py <<'PY'
from threading import Thread, Lock
lock = Lock()
lock.acquire()
for _ in range(100_000_000):
    Thread(target=lock.acquire, daemon=True).start()
PY
expect 101 "raise it with" run --quiet --max-memory 5000000 --max-ticks 50000000 threads.py

# --- threads that die and threads that wait for each other ---
cat >dies.py <<'PY'
from threading import Thread
def bad():
    raise ValueError("no")
def good():
    print("good went on")
threads = [Thread(target=bad), Thread(target=good)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("end")
PY
expect 0 "Exception in thread Thread-1 (bad):" run --quiet dies.py
[[ $(tail -n 1 err) == "ValueError: no" ]] || complain "the traceback does not end as CPython's"
grep -qF 'line 3, in bad' err || complain "the traceback does not say where the thread died"
prints "good went on"
prints end
cat >embrace.py <<'PY'
from threading import Thread, Lock
from time import sleep
first, second = Lock(), Lock()
def work(mine, other):
    with mine:
        sleep(0.1)
        with other:
            pass
threads = [Thread(target=work, args=(first, second)), Thread(target=work, args=(second, first))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
PY
expect 100 "MainThread waits for the end of Thread-1 (work)" run --quiet embrace.py
for words in "held by Thread-2 (work)" "held by Thread-1 (work)" "at line 7 of embrace.py in work" \
  "the cycle: Thread-1 (work) -> Thread-2 (work) -> Thread-1 (work)"; do
  grep -qF "$words" err || complain "the deadlock report does not say: $words"
done

finish
