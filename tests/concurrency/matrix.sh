#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Runs each program below tests/differential/programs/concurrency and programs/ under every GIL
# policy, on 1, 2 and 4 cores and with several seeds, and compares exit status and standard output
# with the .expected file. CPython 3.11 wrote those of the first; what CPython 3.11 does not have is
# in programs/, and what is expected of it was written by hand.
#
# A program that says `# lines: any order` is ordered by nothing: its lines are compared as a set.
#
# Each program runs under three of the configurations, with three different policies and numbers of
# cores; which three follows from its name. With GILSIM_MATRIX=all it runs under every one.
#
# Without PROGRAM all are run, or the sample that GILSIM_SAMPLE asks for (../sample.py).
#
# Usage: matrix.sh GILSIM [SEEDS] [PROGRAM...]     (one seed for each configuration by default)
set -u
gilsim=$(realpath "${1:?usage: matrix.sh GILSIM [SEEDS] [PROGRAM...]}")
seeds=${2:-1}
shift $(($# < 2 ? $# : 2))
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The binary knows its policies: it names them when it is asked for one that does not exist.
: >"$work/empty.py"
policies=$("$gilsim" run --gil none-such "$work/empty.py" 2>&1 |
  sed -n 's/.*there are: //p' | tr -d ,)
[ -n "$policies" ] || { echo "no GIL policies found"; exit 1; }

wanted() {
  sed '/^--- standard error$/,$d' "$1"
}

# The first of the configurations of a program that are run, of which every seventh is.
first_chosen() {  # PROGRAM'S-NAME
  echo $(($(cksum <<<"$1" | cut -d' ' -f1) % 7))
}

check() {  # PROGRAM: prints what differs
  local program=$1 expected=${1%.py}.expected options policy cores seed out status
  local number=-1 order=cat first
  options=$(sed -n 's/^# options: //p' "$program")
  grep -q '^# lines: any order' "$program" && order=sort
  first=$(first_chosen "${program#"$root"/}")
  for policy in $policies; do
    for cores in 1 2 4; do
      number=$((number + 1))
      [ "${GILSIM_MATRIX:-}" = all ] || [ $((number % 7)) = "$first" ] || continue
      for ((seed = cores; seed < cores + seeds; seed++)); do
        out=$(cd "$(dirname "$program")" && timeout 600 "$gilsim" run --quiet $options \
          --gil "$policy" --cores "$cores" --seed "$seed" "$(basename "$program")" \
          2>/dev/null </dev/null; echo "$?")
        status=${out##*$'\n'}
        out=$(sed -E 's/\b0x[0-9a-f]{8,}/0x.../g' <<<"${out%"$status"}")
        if [ "$("$order" <<<"exit status $status
--- standard output
${out%$'\n'}")" != "$(wanted "$expected" | "$order")" ]; then
          echo "FAILED ${program#"$root"/} --gil $policy --cores $cores --seed $seed" \
            "(status $status)"
          printf 'exit status %s\n--- standard output\n%s' "$status" "$out" |
            diff <(wanted "$expected") - | head -8
        fi
      done
    done
  done
}
export -f check wanted first_chosen
export gilsim policies seeds root

if [ $# -eq 0 ]; then
  (cd "$root" && find differential/programs/concurrency concurrency/programs -name '*.py' | sort |
    python3 sample.py | sed "s|^|$root/|") >"$work/programs"
else
  realpath "$@" >"$work/programs"
fi
xargs -P "$(nproc)" -I{} bash -c 'check {}' <"$work/programs" >"$work/failures"
cat "$work/failures"
count=$(wc -l <"$work/programs")
echo "$count programs, under $(echo "$policies" | wc -w) policies, on 1, 2 and 4 cores" \
  "(GILSIM_MATRIX=${GILSIM_MATRIX:-three of these each}), $seeds seed(s):" \
  "$(grep -c ^FAILED "$work/failures") runs failed"
[ "$count" -gt 0 ] && [ ! -s "$work/failures" ]
