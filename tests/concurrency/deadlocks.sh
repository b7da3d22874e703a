#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Programs that CPython would never end, or in which a thread gets nowhere for long: each run must
# end with status 100 (or what a line `# status: N` says; `# options: ...` are given to `gilsim
# run`, and `# cores: N...` are the numbers of cores, if not 1, 2 and 4), and its report must hold
# every text that a line `# report: TEXT` of the program asks for. What the program printed until
# then must be what its lines `# prints: TEXT` say.
set -u
gilsim=$(realpath "${1:?usage: deadlocks.sh GILSIM}")
cd "$(dirname "$0")/deadlocks" || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
count=0
for program in *.py; do
  wanted=$(sed -n 's/^# status: //p' "$program")
  wanted=${wanted:-100}
  options=$(sed -n 's/^# options: //p' "$program")
  numbers=$(sed -n 's/^# cores: //p' "$program")
  for cores in ${numbers:-1 2 4}; do
    count=$((count + 1))
    timeout 600 "$gilsim" run $options --cores "$cores" --seed "$cores" "$program" \
      >"$work/out" 2>"$work/err" </dev/null
    status=$?
    problem=
    [ "$status" = "$wanted" ] || problem="status $status instead of $wanted"
    while IFS= read -r text; do
      grep -qF -- "$text" "$work/err" || problem="$problem; the report lacks: $text"
    done < <(sed -n 's/^# report: //p' "$program")
    diff -q <(sed -n 's/^# prints: //p' "$program") "$work/out" >/dev/null ||
      problem="$problem; it printed: $(cat "$work/out")"
    if [ -n "$problem" ]; then
      failed=$((failed + 1))
      echo "FAILED $program --cores $cores: $problem"
      cat "$work/err"
    fi
  done
done
echo "$count runs, $failed failed"
[ "$count" -gt 0 ] && [ "$failed" = 0 ]
