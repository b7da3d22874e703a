#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# The command line of live runs: what is refused, Ctrl-C, limits, and that the log of a live run is
# one that every converter reads.
#
# Usage: commands.sh GILSIM
set -u
. "$(dirname "$0")/../commands/expect.sh" "$(realpath "${1:?usage: commands.sh GILSIM}")"

cat >two_threads.py <<'END'
import sys
from threading import Thread
def work(n):
    total = 0
    for i in range(n): total += i
threads = [Thread(target=work, args=(int(sys.argv[1]),)) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print("both done")
END
cat >waits.py <<'END'
import threading
print("ready", flush=True)
threading.Event().wait(3600)
END
cat >spins.py <<'END'
from multiprocessing import Process
def spin():
    while True: pass
if __name__ == "__main__":
    child = Process(target=spin)
    child.start()
    print("ready", flush=True)
    spin()
END

expect 2 "has no lock 'free-threaded'" run --live --gil free-threaded two_threads.py 1
expect 2 "has no lock 'round-robin'" run --live --gil round-robin two_threads.py 1
expect 2 "has no meaning with --live" run --live --profile documents two_threads.py 1
expect 2 "with --live give a number from 1 to" run --live --cores 100000 two_threads.py 1
expect 0 "by the clock of this machine" run --live --cores 1 two_threads.py 300000
prints "both done"
expect 0 "" run --live --quiet --gil cpython-2.7 two_threads.py 300000
prints "both done"
expect 101 "the limit of 50000 ticks was hit" \
  run --live --quiet --max-ticks 50000 two_threads.py 10000000

# What an earlier run printed must be gone before the next one starts: the shell that is to become
# gilsim empties the file late, ignores SIGINT, and would take the signal that is not for it.
forget() {
  : >out
}

says() {  # PID WORD: waits until the run has printed it, or has ended
  until grep -q "$2" out; do
    kill -0 "$1" 2>/dev/null || {
      complain "the run ended before it said '$2': $(cat err)"
      return
    }
    sleep 0.05
  done
}

interrupted() {  # PROGRAM: waits for its "ready", sends SIGINT
  forget
  "$gilsim" run --live --quiet "$1" >out 2>err &
  local pid=$!
  says "$pid" ready
  kill -INT "$pid"
  wait "$pid"
  local status=$?
  [ "$status" = 130 ] && grep -q KeyboardInterrupt err ||
    complain "SIGINT during $1: status $status, $(cat err)"
}
interrupted waits.py
interrupted spins.py

# A program that makes nothing of KeyboardInterrupt ends at the second SIGTERM.
cat >stays.py <<'END'
import threading
while True:
    try:
        print("ready", flush=True)
        threading.Event().wait(3600)
    except KeyboardInterrupt:
        print("stays", flush=True)
END
forget
"$gilsim" run --live --quiet stays.py >out 2>err &
pid=$!
says "$pid" ready
kill -TERM "$pid"
says "$pid" stays
kill -TERM "$pid"
wait "$pid"
status=$?
((status == 130)) || complain "SIGTERM twice: status $status"

expect 0 "" trace --live --quiet -o log.jsonl two_threads.py 300000
prints "both done"
head -1 log.jsonl | grep -q '"live":true' || complain "the header does not say that it was live"
for ending in txt json svg csv speedscope.json mmd; do
  expect 0 "" convert log.jsonl -o "log.$ending"
  [ -s "log.$ending" ] || complain "log.$ending is empty"
done
finish
