#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs a program of the benchmark in a small size: it must print what CPython printed, and a
# quickened run must leave the same trace as a plain one, alone and in two threads that change
# places every hundred ticks.
#
# Usage: check.sh GILSIM NAME
set -eu

gilsim=$1
name=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$here/programs"
size=$(sed -n "s/^$name  *[0-9]*  *\([0-9]*\)$/\1/p" ../sizes.txt)

fail() {
  echo "$name $size: $*" >&2
  exit 1
}

# same_traces WHAT ARGUMENT...: runs gilsim twice; the quickened run's output is left in $work/out.
same_traces() {
  what=$1
  shift
  "$gilsim" trace --quiet -o "$work/quick.jsonl" "$@" >"$work/out"
  "$gilsim" trace --quiet -o "$work/plain.jsonl" --no-quicken "$@" >"$work/plain"
  cmp -s "$work/out" "$work/plain" || fail "$what: --no-quicken prints something else"
  cmp "$work/quick.jsonl" "$work/plain.jsonl" || fail "$what: --no-quicken leaves another trace"
}

same_traces "alone" "$name.py" "$size"
diff -u "$name.expected" "$work/out" || fail "CPython prints something else"
cp ../in_two_threads.py "$work"
cp "$name.py" "$work/first.py"
cp "$name.py" "$work/second.py"
same_traces "in two threads" --gil round-robin --switch-interval 100 \
  "$work/in_two_threads.py" "$size"
