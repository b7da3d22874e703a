#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# run.sh FUZZER GILSIM [SECONDS [SEEDS [LIBFUZZER_OPTION...]]]
#
# Lets a fuzzer run for SECONDS (30), from SEEDS (60) of the tests' programs, or from all of them
# (SEEDS all). What it finds stays in the folder findings/ beside the fuzzer.
#
#   cmake --preset asan && cmake --build --preset fuzz
#   tests/fuzz/run.sh build/asan/fuzz_run build/asan/gilsim 600 all -seed=7

set -euo pipefail

usage="usage: run.sh FUZZER GILSIM [SECONDS [SEEDS [LIBFUZZER_OPTION...]]]"
fuzzer=$(realpath "${1:?$usage}")
gilsim=$(realpath "${2:?$usage}")
seconds=${3:-30}
seeds=${4:-60}
shift $(($# < 4 ? $# : 4))
readonly MOST_BYTES=16384

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
findings=${fuzzer%/*}/findings
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$findings" "$work/seeds" "$work/found" "$work/empty"

programs() {
  find "$root/tests" "$root/scenarios/lessons" -name '*.py' -size -"$MOST_BYTES"c | sort
}

# As many of the lines as SEEDS says, the same ones each time.
sampled() {
  if [[ $seeds == all ]]; then
    cat
  else
    shuf -n "$seeds" --random-source=<(yes)
  fi
}

copy_programs() {
  local program number=0
  while IFS= read -r program; do
    number=$((number + 1))
    cp "$program" "$work/seeds/$number.py"
  done < <(programs | sampled)
}

# Short logs of every kind of line there is.
make_logs() {
  local program number=0
  cp "$root"/tests/unit/data/*.jsonl "$work/seeds"
  while IFS= read -r program; do
    number=$((number + 1))
    "$gilsim" trace --quiet --max-ticks 20000 -o "$work/log.jsonl" "$program" \
      </dev/null >"$work/out" 2>&1 || true
    # The last lines are cut off: that is an input, too.
    head -c "$MOST_BYTES" "$work/log.jsonl" >"$work/seeds/$number.jsonl"
  done < <(find "$root/tests/concurrency" -name '*.py' | sort | head -n 12)
}

options=()
case ${fuzzer##*/} in
  fuzz_trace) make_logs ;;
  *)
    copy_programs
    options=("-dict=$root/tests/fuzz/python.dict")
    ;;
esac

# A program may read the files beside it: it runs where there are none.
cd "$work/empty"
if ! "$fuzzer" "$work/found" "$work/seeds" "${options[@]}" -max_total_time="$seconds" \
  -max_len="$MOST_BYTES" -seed=1 -print_final_stats=1 -artifact_prefix="$findings/" "$@" \
  </dev/null >"$work/log" 2>&1; then
  tail -n 80 "$work/log"
  echo "The input is kept. To see it again: $fuzzer $findings/NAME"
  exit 1
fi
grep '^stat::number_of_executed_units' "$work/log"
