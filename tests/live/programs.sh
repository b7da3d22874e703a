#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Runs each program below tests/differential/programs/concurrency and tests/concurrency/programs on
# real threads, under both live protocols, and compares exit status and standard output with the
# .expected file. A program that says `# lines: any order` is ordered by nothing: its lines are
# compared as a set. simulated_only.txt names those that mean nothing there, each with its reason.
# Without PROGRAM one of 4 is run, or the sample that GILSIM_SAMPLE asks for (../sample.py): they
# wait by the clock of this machine.
#
# Usage: programs.sh GILSIM [PROGRAM...]
set -u
gilsim=$(realpath "${1:?usage: programs.sh GILSIM [PROGRAM...]}")
shift
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

wanted() {
  sed '/^--- standard error$/,$d' "$1"
}

check() {  # PROGRAM: prints what differs
  local program=$1 expected=${1%.py}.expected errors=$work/errors.$BASHPID options order policy out
  local status
  options=$(sed -n 's/^# options: //p' "$program")
  order=cat
  grep -q '^# lines: any order' "$program" && order=sort
  for policy in cpython-3.11 cpython-2.7; do
    out=$(cd "$(dirname "$program")" && timeout 120 "$gilsim" run --live --quiet $options \
      --gil "$policy" "$(basename "$program")" 2>"$errors" </dev/null; echo "$?")
    status=${out##*$'\n'}
    out=$(sed -E 's/\b0x[0-9a-f]{8,}/0x.../g' <<<"${out%"$status"}")
    if [ "$("$order" <<<"exit status $status
--- standard output
${out%$'\n'}")" != "$(wanted "$expected" | "$order")" ]; then
      echo "FAILED ${program#"$root"/} --live --gil $policy (status $status)"
      printf 'exit status %s\n--- standard output\n%s' "$status" "$out" |
        diff <(wanted "$expected") - | head -8
      head -c 2000 "$errors"
    fi
  done
}
export -f check wanted
export gilsim root work

if [ $# -eq 0 ]; then
  (cd "$root" && find differential/programs/concurrency concurrency/programs -name '*.py' |
    grep -vFf <(sed 's/ .*//; /^#/d; /^$/d' "$here/simulated_only.txt") | sort |
    GILSIM_SAMPLE=${GILSIM_SAMPLE:-4} python3 sample.py | sed "s|^|$root/|") >"$work/programs"
else
  realpath "$@" >"$work/programs"
fi
xargs -P "$(nproc)" -I{} bash -c 'check {}' <"$work/programs" >"$work/failures"
cat "$work/failures"
count=$(wc -l <"$work/programs")
echo "$count programs on real threads, under 2 policies each:" \
  "$(grep -c ^FAILED "$work/failures") runs failed"
[ "$count" -gt 0 ] && [ ! -s "$work/failures" ]
