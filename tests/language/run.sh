#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs the programs in this folder and compares what they print, standard error and exit status
# included, with their .expected files, which CPython 3.11 wrote (rebase.py).
#
# Usage: run.sh COMMAND [PROGRAM...]
#   COMMAND  what runs a program: "path/to/gilsim run --quiet"
set -u

if [ $# -lt 1 ]; then
  echo "usage: $0 COMMAND [PROGRAM...]" >&2
  exit 2
fi
command=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$here" || exit 2
[ $# -gt 0 ] || set -- *.py
passed=0
failed=0
for program in "$@"; do
  [ "$program" = rebase.py ] && continue
  expected=${program%.py}.expected
  $command "$program" >"$work/out" 2>"$work/err" </dev/null
  status=$?
  {
    echo "exit status $status"
    echo "--- standard output"
    cat "$work/out"
    echo "--- standard error"
    cat "$work/err"
  } | sed "s|$here/||g" >"$work/actual"
  if diff -u "$expected" "$work/actual" >"$work/diff"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED $program"
    cat "$work/diff"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
