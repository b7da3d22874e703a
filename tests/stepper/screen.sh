#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# usage: screen.sh GILSIM
#
# The stepper's real screen in a terminal that a test can look at (tmux). Nothing here waits for a
# time to pass: a check looks until the screen says what is expected.

set -u
if ! command -v tmux >/dev/null; then
  echo 'SKIPPED: tmux is not installed, so there is no terminal to look at'
  exit 77
fi
folder=$(mktemp -d)
terminals=0
server="$folder/tmux-0"
# By this name the processes of this test can be told from others.
gilsim="$folder/gilsim"
ln -s "$(realpath "$1")" "$gilsim"
cd "$folder" || exit 1
failures=0
readonly PATIENCE=60 # seconds

tm() { tmux -S "$server" -f /dev/null "$@" 8>&-; }
trap 'tm kill-server 2>/dev/null; rm -rf "$folder"' EXIT
mkfifo alive

screen() { tm capture-pane -p -t s; }
complain() {
  printf 'FAILED: line %s: %s\n' "${BASH_LINENO[1]}" "$*"
  screen | sed 's/^/  /'
  failures=$((failures + 1))
}

# until_so COMMAND...: looks again and again until it succeeds.
until_so() {
  local end=$((SECONDS + PATIENCE))
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.05
  done
}
shows() { screen | grep -qF -- "$1"; }
is_like() { screen >now && cmp -s now "$1"; }
is_unlike() { ! is_like "$1"; }
# The last row: what the stepper has to say, or what its keys are. Then it waits for a key.
rests() { screen | tail -n 1 | grep -q '^e event\|^There is none\|^The run has ended'; }

sees() { until_so shows "$1" || complain "'$1' does not come"; }
unlike() { until_so is_unlike "$1" || complain 'the screen does not change'; }
like() { until_so is_like "$1" || complain "the screen is not as before: $(diff "$1" now)"; }
keys() { tm send-keys -t s "$@"; }
command_line() { keys ':' && sees_prompt && keys -l "$1" && keys Enter; }
is_prompt() { screen | tail -n 1 | grep -q '^:'; }
sees_prompt() { until_so is_prompt || complain 'there is no prompt'; }

# terminal COLUMNS ROWS: a shell in a terminal of that size.
terminal() {
  exec 8>&-
  tm kill-server 2>/dev/null
  # A server of its own: the last one may still be about to end, and to be told to.
  terminals=$((terminals + 1))
  server="$folder/tmux-$terminals"
  tm new-session -d -s s -x "$1" -y "$2" "env PS1='ready> ' ENV= LC_ALL=C.UTF-8 bash --norc"
  tm set-option -g status off
  tm resize-window -t s -x "$1" -y "$2"
  # The server ends with this test, however that ends.
  tm run-shell -b "cat '$folder/alive'; tmux -S '$server' kill-server"
  exec 8<>alive # for reading, too, so that it does not wait for the reader
  sees 'ready>'
  keys 'stty -a > before; clear' Enter
  until_so test -s before
}
# step ARG...: starts the stepper.
step() {
  keys -l "clear; $gilsim step $*; echo ended with \$?; stty -a > after; echo done"
  keys Enter
  sees 'The program has not begun.'
}
# Waits for the end of every process of the stepper.
all_gone() {
  local pid
  for pid in $(pgrep -f "^$gilsim step"); do
    python3 - "$pid" "$PATIENCE" <<'END' || return 1
import os, select, sys
try:
    process = os.pidfd_open(int(sys.argv[1]))
except ProcessLookupError:
    sys.exit(0)
sys.exit(not select.select([process], [], [], float(sys.argv[2]))[0])
END
  done
}
nothing_is_left() {
  all_gone || complain "processes are left: $(pgrep -fa "^$gilsim step")"
}
# The shell is there again, the terminal is as it was, and nothing of the stepper is left.
settings() { sed 's/rows [0-9]*; columns [0-9]*;//' "$1"; }
is_put_back() {
  sees "ended with $1"
  sees 'done'
  # A resized terminal has other rows and columns, and nothing else.
  diff <(settings before) <(settings after) >differences || complain "stty differs: $(<differences)"
  nothing_is_left
}

cat >two.py <<'END'
from threading import Thread


def work(number, result):
    total = 0
    for i in range(number):
        total += i  # 더하기
    result.append(total)


result = []
threads = [Thread(target=work, args=(n, result), name="일꾼") for n in (400, 600)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("합계", sum(result))
END

# --- 80x24: every key, forwards and back ---
terminal 80 24
step two.py
# So that the timeline shows the same before and after.
keys End
sees 'The run has ended here; exit status 0.'
for pair in 'e E' 'h H' 'l L' 'i I' 'Right Left' 'Down Up' '2e 2E' '3l 3L' '2i 2I'; do
  read -r next back <<<"$pair"
  command_line 'time 60us'
  sees ', 60.000 us'
  until_so rests
  screen >start
  keys "$next" && unlike start && until_so rests
  screen >once
  keys "$next" && unlike once && until_so rests
  keys "$back" && like once
done
command_line 'event 20'
sees 'event 20 of'
until_so rests
screen >start
command_line 'tick 100 1'
sees 'tick 100 of MainThread'
command_line 'event 20'
like start
command_line 'rfind thread_start 2'
sees 'MainThread started'
until_so rests
screen >start
keys n
sees 'There is none before'
command_line 'start'
sees 'The program has not begun.'
command_line 'find thread_start 2'
like start
keys + && unlike start
keys - && like start
keys Tab && sees 'shows MainThread'
command_line 'thread 0'
like start
keys Home
sees 'The program has not begun.'
keys '/' && sees ':find' && keys -l output && keys Enter
sees '합계 259500'
keys N
sees 'There is none before'
keys t && sees ':time' && keys -l 100us && keys Enter
sees '100.000 us'
keys End
sees 'The run has ended here; exit status 0.'
keys '?'
sees 'any key: more'
keys x
sees 'any key: back'
keys x
sees 'two.py: cpython-3.11'
keys Home
sees 'The program has not begun.'
keys Space
sees 'playing, an event each 1000 ms'
keys '>'
sees 'playing, an event each 500 ms'
keys '<'
sees 'playing, an event each 1000 ms'
sees 'event 2 of'
keys x
until_so rests
command_line 'time 60us'
sees '60.000 us'
command_line 'set cores 1'
sees '1 core,'
sees '60.000 us'
keys 'Z'
sees 'e event'
command_line 'nonsense'
sees "unknown command 'nonsense'"
[[ $(screen | wc -l) -le 24 ]] || complain 'more than 24 rows'
keys q
is_put_back 0

# --- who runs next, and why? ---
keys -l "clear; $gilsim step --predict --gil round-robin --switch-interval 100 two.py; "
keys -l 'echo ended with $?; stty -a > after; echo done'
keys Enter
sees 'Question 1: '
keys x
sees 'two.py: round-robin'
command_line '2 a'
sees 'Answer: 2 '
sees 'of 1 right.'
keys x
sees 'Question 2: '
keys x
sees 'e event'
keys q
is_put_back 0

# --- 200x60, a resize, and Korean text where it belongs ---
terminal 200 60
step two.py
command_line 'next line 2'
sees '일꾼'
sees 'variables'
sees '더하기'
# What stands to the right of Korean text stands below what is there in other rows.
is_straight() {
  screen | python3 -c '
import sys, unicodedata
def column(row, mark):
    before = row[:row.index(mark)]
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in before)
bars = {column(row, "|") for row in sys.stdin if row.startswith(("MainThread  ", "일꾼  "))}
sys.exit(len(bars) != 1)'
}
until_so is_straight || complain 'Korean names shift what follows them'
tm resize-window -t s -x 80 -y 24
sees 'e event  h handoff'
keys e
sees '일꾼'
[[ $(screen | wc -l) -le 24 ]] || complain 'more than 24 rows'
tm resize-window -t s -x 200 -y 60
sees 'variables'
keys q
is_put_back 0

# --- sixteen colours, and none ---
has_colour() { tm capture-pane -p -e -t s | grep -q $'\x1b\\[[0-9;]*3[1-7]m'; }
infocmp -x screen-256color |
  sed -e 's/^screen-256color[^,]*/screen-16color|a screen of 16 colours/' \
    -e 's/colors#[0-9a-fx]*/colors#16/' |
  tic -x -o "$folder/terminfo" -
terminal 80 24
keys "export TERM=screen-16color TERMINFO='$folder/terminfo'" Enter
step two.py
keys h
sees 'GIL overhead'
has_colour || complain 'there is no colour'
keys q
is_put_back 0
keys 'export NO_COLOR=1' Enter
step two.py
keys h
sees 'GIL overhead'
has_colour && complain 'NO_COLOR has colours'
keys q
is_put_back 0

# --- a terminal that nobody knows ---
keys 'export TERM=unheard-of' Enter
keys -l "clear; $gilsim step two.py; echo ended with \$?"
keys Enter
sees 'such as TERM=xterm'
sees 'ended with 2'

# --- Ctrl-C, a crash, a kill ---
terminal 80 24
# The oldest one looks after the terminal, its child has it, and that one's child simulates.
guard() { pgrep -o -f "^$gilsim step"; }
stepper() { pgrep -P "$(guard)"; }
step two.py
keys h
sees 'GIL overhead'
keys C-c
is_put_back 130
for signal in SEGV KILL TERM; do
  step two.py
  keys h
  sees 'GIL overhead'
  kill -s "$signal" "$(stepper)"
  [[ $signal == TERM ]] || sees 'the stepper was ended by signal'
  case $signal in
    SEGV) is_put_back 139 ;;
    KILL) is_put_back 137 ;;
    TERM) is_put_back 143 ;;
  esac
done

# --- a run that is under way can be interrupted ---
printf 'while True:\n    pass\n' >forever.py
step forever.py
keys ':' && sees_prompt && keys -l end && keys Enter
keys C-c
sees 'Interrupted on the way.'
keys q
is_put_back 0
# So can one inside a native, where nothing is looked at: the first Ctrl-C asks, the second ends.
printf 'sum(range(10 ** 12))\n' >native.py
step native.py
keys ':' && sees_prompt && keys -l end && keys Enter
keys C-c
sees 'Ctrl-C again ends the stepper'
keys C-c
sees 'interrupted'
is_put_back 130

# Who asks for an end, as a closed terminal does, asks once.
step native.py
keys ':' && sees_prompt && keys -l end && keys Enter
kill -s HUP "$(stepper)"
is_put_back 143

# --- nothing outlives whoever looks after the terminal, nor the terminal itself ---
step two.py
keys h
sees 'GIL overhead'
kill -KILL "$(guard)"
nothing_is_left
terminal 80 24
step native.py
keys ':' && sees_prompt && keys -l end && keys Enter
kill -KILL "$(tm display-message -p '#{pid}')"
nothing_is_left

if ((failures > 0)); then
  printf '%d checks failed\n' "$failures"
  exit 1
fi
printf 'all checks passed\n'
