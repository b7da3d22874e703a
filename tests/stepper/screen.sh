#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# usage: screen.sh GILSIM
#
# The stepper's real screen in a terminal that a test can look at. Nothing here waits for a time:
# `sees` looks until the screen says what is expected, however long that takes (to a limit).

set -u
if ! command -v tmux >/dev/null; then
  echo 'SKIPPED: tmux is not installed, so there is no terminal to look at'
  exit 77
fi
gilsim=$1
folder=$(mktemp -d)
server="$folder/tmux"
cd "$folder" || exit 1
failures=0

tm() { tmux -S "$server" -f /dev/null "$@"; }
trap 'tm kill-server 2>/dev/null; rm -rf "$folder"' EXIT

screen() { tm capture-pane -p -t s; }
complain() {
  printf 'FAILED: %s\n' "$*"
  screen | sed 's/^/  /'
  failures=$((failures + 1))
}

# sees TEXT: the screen says it, sooner or later.
sees() {
  local left=600
  while ((left-- > 0)); do
    if screen | grep -qF -- "$1"; then return 0; fi
    sleep 0.1
  done
  complain "'$1' does not come"
  return 1
}
# unlike FILE: the screen has become another one.
unlike() {
  local left=600
  while ((left-- > 0)); do
    screen >now
    if ! cmp -s now "$1"; then return 0; fi
    sleep 0.1
  done
  complain 'the screen does not change'
}
like() {
  local left=600
  while ((left-- > 0)); do
    screen >now
    if cmp -s now "$1"; then return 0; fi
    sleep 0.1
  done
  complain "the screen is not as before: $(diff "$1" now)"
}
keys() { tm send-keys -t s "$@"; }

# terminal COLUMNS ROWS: a shell in a terminal of that size.
terminal() {
  tm kill-server 2>/dev/null
  tm new-session -d -s s -x "$1" -y "$2" "env PS1='ready> ' ENV= LC_ALL=C.UTF-8 bash --norc"
  tm set-option -g status off
  tm resize-window -t s -x "$1" -y "$2"
  sees 'ready>'
  keys 'stty -a > before; clear' Enter
  sees 'ready>'
}
# step ARG...: starts the stepper.
step() {
  keys "$gilsim step $*; echo ended with \$?; stty -a > after" Enter
  sees 'The program has not begun.'
}
# The shell is there again, the terminal is as it was, and nothing of the stepper is left.
is_put_back() {
  sees "ended with $1"
  sees 'ready>'
  local left=600
  until cmp -s before after || ((left-- == 0)); do sleep 0.1; done
  cmp -s before after || complain "stty differs: $(diff before after)"
  left=600
  while pgrep -f "^$gilsim step" >/dev/null && ((left-- > 0)); do sleep 0.1; done
  pgrep -fa "^$gilsim step" && complain 'processes are left'
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
for pair in 'e E' 'h H' 'l L' 'i I' 'Right Left' 'Down Up'; do
  read -r next back <<<"$pair"
  keys ':' && keys "time 60us" Enter
  sees "60.000 us"
  keys "$next"
  screen >start
  keys "$next" && unlike start
  screen >once
  keys "$next" && unlike once
  keys "$back" && like once
done
keys ':' && keys 'find thread_start 2' Enter
sees 'started'
keys Home
sees 'The program has not begun.'
keys '/' && keys 'output' Enter
sees '합계 259500'
keys N
sees 'There is none'
keys End
sees 'The run has ended here; exit status 0.'
keys '?'
sees 'any key'
keys x
sees 'two.py: cpython-3.11'
keys Home && keys Space
sees 'playing'
keys x
keys ':' && keys 'set cores 1' Enter
sees '1 core,'
keys 'Z'
sees 'e event'
keys ':' && keys 'nonsense' Enter
sees "unknown command 'nonsense'"
[[ $(screen | wc -l) -le 24 ]] || complain 'more than 24 rows'
keys q
is_put_back 0

# --- 200x60, a resize, and Korean text where it belongs ---
terminal 200 60
step two.py
keys ':' && keys 'find drop_gil 2' Enter
sees '일꾼'
sees 'variables'
sees '더하기'
tm resize-window -t s -x 80 -y 24
sees 'two.py: cpython-3.11'
keys e
sees '일꾼'
tm resize-window -t s -x 200 -y 60
sees 'variables'
# Columns to the right of Korean text stand where they stand in other rows.
keys q
is_put_back 0

# --- sixteen colours, and none ---
terminal 80 24
keys 'export TERM=screen-16color' Enter
step two.py
keys h
sees 'GIL'
tm capture-pane -p -e -t s | grep -q $'\x1b\\[[0-9;]*3[123]m' || complain 'there is no colour'
keys q
is_put_back 0
keys 'export NO_COLOR=1' Enter
step two.py
keys h
sees 'GIL'
tm capture-pane -p -e -t s | grep -q $'\x1b\\[[0-9;]*3[1-7]m' && complain 'NO_COLOR has colours'
keys q
is_put_back 0

# --- Ctrl-C, a crash, a kill ---
terminal 80 24
step two.py
keys h
sees 'GIL'
keys C-c
is_put_back 130
step two.py
keys h
sees 'GIL'
# The oldest one looks after the terminal, its child has it.
kill -SEGV "$(pgrep -P "$(pgrep -o -f "^$gilsim step two.py")")"
sees 'the terminal was put back'
is_put_back 139

# --- a run that is under way can be interrupted ---
printf 'while True:\n    pass\n' >forever.py
step forever.py
keys ':' && keys 'end' Enter
keys C-c
sees 'Interrupted on the way.'
keys q
is_put_back 0

if ((failures > 0)); then
  printf '%d checks failed\n' "$failures"
  exit 1
fi
printf 'all checks passed\n'
