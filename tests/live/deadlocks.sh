#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# The programs of tests/concurrency/deadlocks on real threads: the same status, output and report.
# Those that ask for options end at a limit of ticks, which is the simulation's: they are left out,
# and so is what simulated_only.txt names.
#
# Usage: deadlocks.sh GILSIM
set -u
gilsim=$(realpath "${1:?usage: deadlocks.sh GILSIM}")
cd "$(dirname "$0")/../concurrency/deadlocks" || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
count=0
for program in *.py; do
  grep -q '^# options:' "$program" && continue
  grep -q "^concurrency/deadlocks/$program " ../../live/simulated_only.txt && continue
  for policy in cpython-3.11 cpython-2.7; do
    count=$((count + 1))
    timeout 60 "$gilsim" run --live --quiet --gil "$policy" "$program" \
      >"$work/out" 2>"$work/err" </dev/null
    status=$?
    problem=
    [ "$status" = 100 ] || problem="status $status instead of 100"
    while IFS= read -r text; do
      grep -qF -- "$text" "$work/err" || problem="$problem; the report lacks: $text"
    done < <(sed -n 's/^# report: //p' "$program")
    diff -q <(sed -n 's/^# prints: //p' "$program") "$work/out" >/dev/null ||
      problem="$problem; it printed: $(cat "$work/out")"
    if [ -n "$problem" ]; then
      failed=$((failed + 1))
      echo "FAILED $program --live --gil $policy: $problem"
      cat "$work/err"
    fi
  done
done
echo "$count runs on real threads, $failed failed"
[ "$count" -gt 0 ] && [ "$failed" = 0 ]
