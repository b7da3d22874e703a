#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# contract.sh GILSIM: runs the binary as people do and checks exit status, streams and files. Each
# check says what was expected; the script fails if any of them does.

set -uo pipefail

# shellcheck source=tests/commands/expect.sh
source "$(dirname "${BASH_SOURCE[0]}")/expect.sh"

cat >args.py <<'PY'
import sys
print("arguments", sys.argv[1:])
sys.exit(int(sys.argv[1]))
PY
cat >endless.py <<'PY'
i = 0
while True:
    i += 1
PY
cat >chatter.py <<'PY'
while True:
    print("x" * 100)
PY
cat >deadlock.py <<'PY'
from threading import Lock
lock = Lock()
lock.acquire()
lock.acquire()
PY
cat >battle.py <<'PY'
from threading import Thread
threads = [Thread(target=lambda: [i for i in range(20000)]) for _ in range(2)]
for thread in threads:
    thread.start()
PY
printf 'def f(:\n' >syntax.py
printf 'print("before")\n1 // 0\n' >raises.py
printf 'print("%s")\n' "안녕" >korean.py
printf 'print("\\xff")\n' >bytes.py
printf 'x = "a\0b"\n' >nul.py
printf 'x = "\xff"\n' >latin.py

# --- the program's own status, streams and arguments ---
expect 7 "" run --quiet args.py 7 --cores 99 -x
prints "arguments ['7', '--cores', '99', '-x']"
[[ ! -s err ]] || complain "--quiet wrote to stderr"
expect 0 "lifetime =" run args.py 0
[[ $(wc -l <out) == 1 ]] || complain "something else than the program's output is on stdout"
expect 1 "ZeroDivisionError" run --quiet raises.py
prints "before"
expect 1 "SyntaxError" run --quiet syntax.py
expect 1 "SyntaxError" dis syntax.py
expect 1 "" run --quiet nul.py
expect 1 "" run --quiet latin.py
expect 0 "" run --quiet korean.py
prints "안녕"

# --- validate: rows in their bands, one that is out, and none ---
expect 0 "" validate --id 6-n --seeds 1 --json rows.json --csv rows.csv
grep -q "3 of 3 rows are in their bands" out || complain "validate does not count its rows"
grep -q '"id": "6-n16"' rows.json || complain "validate --json has no row 6-n16"
[[ $(wc -l <rows.csv) == 4 ]] || complain "validate --csv has not a line for each row"
expect 1 "" validate --id 10-3.11-nothing --seeds 1 --jobs 1
expect 2 "no row's id begins with" validate --id nothing
expect 0 "median and range" run --seeds 3 battle.py
expect 2 "exclude each other" run --seeds 3 --seed 1 two_threads
expect 0 "" explain context_switch_min
grep -q "Unit: a number of microseconds" out || complain "explain does not tell a knob's unit"

# --- compare: the same table, CSV, JSON and chart with any number of host threads; failed runs ---
cat >kinds.py <<'PY'
import sys
from threading import Lock
if sys.argv[1] == "deadlock":
    lock = Lock()
    lock.acquire()
    lock.acquire()
print("not shown")
sys.exit(3 if sys.argv[1] == "fail" else 0)
PY
for jobs in 1 3; do
  expect 0 "" compare --jobs $jobs --gil cpython-2.7,cpython-3.11 --cores 1,2 --seeds 3 \
    --csv "$jobs.csv" --json "$jobs.json" battle.py -o "$jobs.svg"
  cp out "$jobs.txt"
done
for kind in txt csv json svg; do
  cmp -s 1.$kind 3.$kind || complain "--jobs changes the $kind of a comparison"
done
[[ $(wc -l <1.csv) == 5 ]] || complain "compare --csv has not a line for each row"
grep -q '"format": "gilsim-comparison"' 1.json || complain "compare --json has no format"
expect 1 "" compare --workers good,fail,deadlock kinds.py
grep -qE '^ +good .* ok' out || complain "a row that is fine does not say so"
grep -qE '^ +fail .* exit 3' out || complain "a run that failed is not in the table"
grep -qF 'deadlock: every thread waits' out || complain "a deadlock is not in the table"
! grep -qF 'not shown' out || complain "compare shows the output of the program"
expect 2 "must end with .svg" compare -o chart.png korean.py
expect 2 "cannot write" compare -o nowhere/chart.svg korean.py
expect 2 "unknown GIL policy 'cpython-9'" compare --gil cpython-3.11,cpython-9 korean.py
expect 2 "takes no kind of workers" compare --workers threads two_threads
expect 2 "did you mean 'threads'?" compare --workers thread workers

# --- explain --why: the explanation on stdout, the program's own status ---
expect 7 "" explain --why args.py 7 x
grep -qF "Where the time went: args.py" out || complain "explain --why has no heading"
! grep -qF "arguments" out || complain "explain --why shows the output of the program"
expect 0 "" explain --why --cores 2 convoy
grep -qE 'Convoy: MainThread slept [0-9]+ times at line [0-9]+ of convoy.py in ask' out ||
  complain "explain --why does not name the convoy with its line"
expect 2 "no file or scenario is called" explain --why nothing_like_it

# --- wrong usage ---
expect 2 "gilsim list" run nothing.py
expect 2 "did you mean 'two_threads'?" run two_thread
expect 2 "is a directory" run .
expect 2 "did you mean 'cpython-3.11'?" run --gil cpython-3.111 korean.py
expect 2 "documents" run --profile nothing korean.py
expect 2 "from 1 to" run --cores 0 korean.py
expect 2 "from 1 to" run --cores -3 korean.py
expect 2 "from 1 to" run --cores 1000000 korean.py
expect 2 "fork or spawn" run --start-method thread korean.py
expect 2 "5ms" run --switch-interval soon korean.py
expect 2 "did you mean '--cores'?" run --core 2 korean.py
expect 2 "did you mean 'run'?" rum korean.py
expect 2 "cannot write" run --json nowhere/report.json korean.py
expect 2 "cannot write" trace -o nowhere/log.jsonl korean.py
expect 2 ".jsonl .txt .json .svg" trace -o log.xml korean.py
expect 2 "nothing is called" explain nothing_like_it

# --- limits, deadlock, and the trace that is kept ---
expect 101 "--max-ticks" trace --quiet --max-ticks 10000 -o limit.jsonl endless.py
tail -n 1 limit.jsonl | grep -qF '"end":"limit","exit_status":101' ||
  complain "limit.jsonl has no totals"
expect 100 "lock" trace --quiet -o deadlock.jsonl deadlock.py
tail -n 1 deadlock.jsonl | grep -qF '"end":"deadlock"' || complain "deadlock.jsonl has no totals"
expect 1 "ZeroDivisionError" trace -o raises.txt raises.py
grep -qF "MainThread prints: before" raises.txt || complain "raises.txt has no output"

# --- logs ---
expect 0 "" trace --quiet -o first.jsonl switch_interval
expect 0 "" trace --quiet --no-quicken -o second.jsonl switch_interval
cmp -s first.jsonl second.jsonl || complain "two traces of one program differ"
expect 0 "" trace --quiet -o direct.txt switch_interval
expect 0 "" convert first.jsonl -o converted.txt
cmp -s direct.txt converted.txt || complain "a converted log is not the text of the run"
head -c 100000 first.jsonl >cut.jsonl
expect 0 "was cut off after line" convert cut.jsonl -o cut.txt
sed '20s/,/, /' first.jsonl >changed.jsonl
expect 102 "line 20 is damaged" convert changed.jsonl -o changed.txt
expect 102 "no gilsim trace log" convert korean.py -o korean.txt
cp first.jsonl log.txt
expect 2 "the log itself" convert log.txt -o ./log.txt
cmp -s first.jsonl log.txt || complain "a log was written over"
expect 2 "cannot read" convert nothing.jsonl -o nothing.txt

# --- files and readers that go away ---
if [[ -w /dev/full ]]; then
  ln -s /dev/full full.jsonl
  expect 2 "No space left" trace --quiet -o full.jsonl switch_interval
  "$gilsim" run --quiet korean.py >/dev/full 2>err && complain "a full disk went unnoticed"
fi
"$gilsim" run chatter.py 2>err </dev/null | head -n 1 >out
[[ ! -s err ]] || complain "a reader that goes away is no error"

# --- Ctrl-C: gilsim listens for it before it makes the log ---
"$gilsim" trace --quiet -o interrupted.jsonl endless.py >out 2>err &
run=$!
for _ in {1..500}; do
  [[ -e interrupted.jsonl ]] && break
  sleep 0.01
done
kill -INT $run
wait $run
status=$?
((status == 130)) || complain "an interrupted run ended with $status and not 130"
tail -n 1 interrupted.jsonl | grep -qF '"end":"interrupted"' ||
  complain "interrupted.jsonl has no totals"

# --- what is shown ---
expect 0 "" list
grep -qE '^two_threads +' out || complain "gilsim list does not begin a line with a name"
expect 0 "" explain two_threads
expect 0 "" explain wants_gil
expect 0 "" explain --switch-interval
grep -qF "a waiter's time-out" out || complain "explain --switch-interval does not explain it"
for word in useful handing_over missed_wakeups waiting_for_gil waiting_for_core waiting_for_lock \
  convoy starving time-of-one; do
  expect 0 "" explain $word
done
expect 0 "" run --quiet --json report.json korean.py
grep -qF '"exit_status": 0' report.json || complain "report.json has no exit_status"
for command in demo run list explain dis trace convert compare validate; do
  expect 0 "" "$command" --help
  grep -qF "gilsim $command" out || complain "the help of $command has no example"
done

finish
