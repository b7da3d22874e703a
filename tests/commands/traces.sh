#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# traces.sh GILSIM: what is kept of a run that does not end well, levels and variables of the trace,
# and gilsim's own log.

set -uo pipefail

# shellcheck source=tests/commands/expect.sh
source "$(dirname "${BASH_SOURCE[0]}")/expect.sh"

cat >chatter.py <<'PY'
from threading import Thread
def work():
    while True:
        pass
Thread(target=work).start()
work()
PY
cat >hoard.py <<'PY'
kept = []
while True:
    kept.append("x" * 100_000 + str(len(kept)))
PY
cat >deadlock.py <<'PY'
from threading import Lock
lock = Lock()
print("before")
lock.acquire()
lock.acquire()
PY
cat >count.py <<'PY'
from queue import Queue
from threading import Thread
items = Queue()
def work(number):
    for counter in range(3):
        items.put(counter + number)
threads = [Thread(target=work, args=(n,)) for n in (10, 20)]
for thread in threads:
    thread.start()
total = 0
for _ in range(6):
    total += items.get()
print(total)
PY
printf 'print("before")\n1 // 0\n' >raises.py
busy=(--gil round-robin --switch-interval 100)

# is_kept LOG WORDS [WORDS_ON_STDERR]: what is whole in the log can be read and has the words in it.
is_kept() {
  expect 0 "${3:-}" convert "$1" -o kept.txt
  grep -qF -- "$2" kept.txt || complain "$1: the text has no '$2'"
}

# --- every end leaves a log that can be read ---
expect 1 "ZeroDivisionError" trace --quiet -o raises.jsonl raises.py
is_kept raises.jsonl "prints: before"
expect 100 "deadlock" trace --quiet -o deadlock.jsonl deadlock.py
is_kept deadlock.jsonl "deadlock after"
expect 101 "--max-ticks" trace --quiet --max-ticks 100000 "${busy[@]}" -o ticks.jsonl chatter.py
is_kept ticks.jsonl "limit after"
expect 101 "--max-memory" trace --quiet --max-memory 20MiB -o memory.jsonl hoard.py
is_kept memory.jsonl "limit after"

# --- the program is in the log, wherever it came from and whatever became of it ---
has_program() {
  sed -n 2p "$1" | grep -qF "\"source\":0,\"file\":\"$2\",\"text\":\"$3" ||
    complain "$1: the second line is not the source of $2"
}
echo 'pass' >nothing.py
expect 0 "" trace --quiet -o nothing.jsonl nothing.py
has_program nothing.jsonl nothing.py 'pass\n'
rm nothing.py
echo 'end' >to_the_end
expect 0 "" step --script to_the_end nothing.jsonl
! grep -qF "source" err || complain "a log with its program cannot be run again"
printf 'def f(:\n' >wrong.py
expect 1 "SyntaxError" trace --quiet -o wrong.jsonl wrong.py
has_program wrong.jsonl wrong.py 'def f(:\n'
expect 0 "" trace --quiet -o scenario.jsonl locked_update
has_program scenario.jsonl locked_update.py '# lesson'
printf 'print(5)\n' | "$gilsim" trace --quiet -o stdin.jsonl /dev/stdin >out 2>err
has_program stdin.jsonl stdin 'print(5)\n'

# --- a disk that fills up: the run goes on, the log ends with its last whole line ---
(
  failures=0
  ulimit -f 1000
  expect 2 "writing stopped in" trace --quiet --max-ticks 5000000 "${busy[@]}" -o full.jsonl \
    chatter.py
  exit "$failures"
) || failures=$((failures + 1))
is_kept full.jsonl "handoff 100 at" "was cut off after line"

# begin_chatter LOG: traces in the background, as process $run, and comes back once LOG has grown.
begin_chatter() {
  "$gilsim" trace --quiet "${busy[@]}" -o "$1" chatter.py >out 2>err &
  run=$!
  for _ in {1..1000}; do
    [[ $(stat -c %s "$1" 2>/dev/null || echo 0) -gt 200000 ]] && break
    sleep 0.01
  done
}

# --- kill -9: what had been written is there ---
begin_chatter killed.jsonl
kill -KILL $run
wait $run 2>/dev/null
is_kept killed.jsonl "handoff 100 at" "was cut off after line"

# --- SIGTERM: the run ends with what there is, as after Ctrl-C ---
begin_chatter terminated.jsonl
kill -TERM $run
wait $run
status=$?
((status == 130)) || complain "a run that was terminated ended with $status and not 130"
is_kept terminated.jsonl "interrupted after"
tail -n 1 terminated.jsonl | grep -qF '"event":"totals"' || complain "terminated.jsonl is not whole"

# --- a log of a newer gilsim ---
sed '1s/"version":1/"version":7/' raises.jsonl >newer.jsonl
expect 102 "this log is of version 7; this gilsim reads version 1" convert newer.jsonl -o newer.txt

# --- levels and variables ---
expect 2 "give handoffs, sync or ops" trace --trace-level opps -o x.jsonl count.py
expect 2 "give names of variables" trace --trace-vars 'a b' -o x.jsonl count.py
expect 2 "'x.json' is none" trace --watch total -o x.json count.py
expect 2 "'x.svg' is none" convert --watch total raises.jsonl -o x.svg
expect 0 "" trace --quiet --trace-level sync -o sync.txt count.py
grep -qE 'Queue.put #[0-9]+ begins' sync.txt || complain "sync.txt has no Queue.put"
expect 0 "" trace --quiet --trace-level ops -o ops.jsonl count.py
grep -qF '"event":"op"' ops.jsonl || complain "ops.jsonl has no instructions"
expect 0 "" trace --quiet --trace-vars total,work.counter -o vars.jsonl count.py
expect 0 "" convert --watch total,work.counter vars.jsonl -o vars.txt
grep -qE '^ +[0-9.]+ 96 +2 ' vars.txt || complain "vars.txt does not show total and counter"
expect 0 "--trace-vars nothing" convert --watch nothing vars.jsonl -o vars.txt

# --- gilsim's own log ---
expect 2 "give trace, debug, info" run --log-level loud count.py
expect 0 "gilsim debug: " run --quiet --log-level debug count.py
grep -qE 'core +[0-9]+ +Thread-1 \(work\) #2 takes the GIL after waiting' err ||
  complain "the log does not say who takes the GIL"
[[ $(cat out) == 96 ]] || complain "the log is on stdout"
expect 0 "Queue.put" run --quiet --log-level trace count.py
cat >unstarted.py <<'PY'
from multiprocessing import Process
try:
    Process(target=print).join()
except AssertionError:
    pass
PY
expect 0 "Process.join begins" run --quiet --log-level trace unstarted.py
expect 0 "gilsim info: " run --quiet --log-level info count.py
! grep -qF "gilsim debug: " err || complain "--log-level info logs decisions"

finish
