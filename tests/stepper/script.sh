#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# usage: script.sh GILSIM
#
# `gilsim step` without a screen, and `gilsim quiz`.

set -u
# shellcheck source=tests/commands/expect.sh
source "$(dirname "${BASH_SOURCE[0]}")/../commands/expect.sh"

# step STATUS ARG...: commands come from the standard input.
step() {
  local status=$1
  shift
  timeout 300 "$gilsim" step "$@" >out 2>err
  local found=$?
  ((found == status)) || complain "gilsim step $* ended with $found and not $status"
}

says() {
  grep -qF -- "$1" out || complain "the output does not say '$1'"
}

cat >two.py <<'END'
from threading import Thread


def work(number, result):
    total = 0
    for i in range(number):
        total += i
    result.append(total)


result = []
threads = [Thread(target=work, args=(n, result)) for n in (400, 600)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("합계", sum(result))
END

# --- moving, in both directions ---
step 0 two.py <<'END'
next
next handoff
back handoff
back
END
says 'MainThread'

# There and back again: what a move shows is the same from either side.
for unit in event handoff line instruction; do
  printf 'time 60us\nnext %s\nnext %s\nshow all\nnext %s\nback %s\nshow all\n' \
    $unit $unit $unit $unit >commands
  step 0 --script commands two.py
  awk -v RS='> show all\n' 'NR > 1 { sub(/> (next|back).*/, ""); print > ("shown" NR - 1) }' out
  grep -v '^timeline:\|^  .*|.*|$\|^event\|^after event' shown1 >one
  grep -v '^timeline:\|^  .*|.*|$\|^event\|^after event' shown2 >two
  cmp -s one two || complain "next $unit and back $unit do not lead back: $(diff one two)"
done

# Places that can be named.
step 0 two.py <<'END'
end
show output
event 30
time 100us
tick 50 1
find thread_end
rfind thread_start
again
again back
thread 1
start
zoom 50us
play 3
set cores 1
set gil round-robin
show all
help
quit
END
says 'The run has ended here; exit status 0.'
says '합계 259500'
says 'two.py: round-robin, 1 core'

# --- what cannot be done ---
step 2 two.py <<<'nxt handoff'
says "did you mean 'next'"
step 2 two.py <<<'set corse 3'
says "did you mean 'cores'"
step 2 two.py <<<'find drop_reqest'
says "did you mean 'drop_request'"
expect 2 'cannot read' step --script missing two.py
expect 2 'leave --allow-write out' step --allow-write . two.py

# --- logs ---
"$gilsim" trace --quiet -o log.jsonl two.py >/dev/null || complain 'trace failed'
printf 'next handoff\nnext line\nnext instruction\nback instruction\nback handoff\nend\n' >commands
step 0 --script commands two.py
cp out from_program
step 0 --script commands log.jsonl
# Of a log the number of events is known from the beginning.
sed 's/ of [0-9,]*, /, /' from_program >one
sed 's/ of [0-9,]*, /, /' out >two
cmp -s one two || complain "the log shows something else: $(diff one two | head -20)"

# A log of another program than the source in it: the run differs, and the stepper says where.
"$gilsim" trace --quiet --gil round-robin --switch-interval 100 -o log.jsonl two.py >/dev/null
python3 - <<'END'
import json, zlib
before, out = 0, []
for line in open('log.jsonl', encoding='utf-8'):
    line = line.replace('range(number)', 'range(number-9)')
    body = line[:line.rindex(',"sum":')].encode()
    whole = body + b',"sum":"%08x"}\n' % zlib.crc32(body, before)
    before = zlib.crc32(whole, before)
    out.append(whole)
open('changed.jsonl', 'wb').write(b''.join(out))
END
step 102 changed.jsonl <<<'end'
says 'the run differs from the log at event'
# What real threads did cannot be had again.
"$gilsim" trace --live --quiet -o live.jsonl two.py >/dev/null || complain 'trace --live failed'
step 0 live.jsonl <<<$'next handoff\nnext event\nback event\nback handoff\nend'
says 'it was made on real threads (--live)'
says 'The run has ended here'
step 0 live.jsonl <<<'next line'
says 'This log can be stepped by its events alone'
head -c 3000 log.jsonl >cut.jsonl
step 0 cut.jsonl <<<'next'
says 'cut off'
sed '5s/"event"/"evemt"/' log.jsonl >damaged.jsonl
step 102 damaged.jsonl <<<'next'

# --- questions ---
"$gilsim" quiz --gil round-robin --switch-interval 100 two.py >quiz || complain 'quiz failed'
grep -q 'Question 1: ' quiz || complain 'the quiz asks nothing'
grep -q 'Answer: ' quiz && complain 'the quiz gives its answers away'
"$gilsim" quiz -c --gil round-robin --switch-interval 100 two.py >key
[[ $(grep -c 'Question' quiz) == "$(grep -c 'Answer: ' key)" ]] || complain 'the key is not whole'
"$gilsim" quiz --seed 5 --gil round-robin --switch-interval 100 two.py >quiz5
cmp -s quiz quiz5 && complain 'another seed asks the same'
# Whoever answers by the key is right.
sed -n 's/.*Answer: \([0-9]* [a-z]\),.*/\1/p' key >answers
step 0 --predict --gil round-robin --switch-interval 100 --script answers two.py
count=$(wc -l <answers)
says "Score: $count threads and $count reasons of $count right."
step 2 --predict --gil round-robin --switch-interval 100 two.py <<<'1 z'
says 'answer with a thread'

finish
