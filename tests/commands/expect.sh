# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# For the scripts beside it, which source it with the binary as their first argument: a folder to
# work in, which goes at the end, and checks that say what was expected.

gilsim=$(realpath "$1") || exit 1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0

complain() {
  printf 'FAILED: %s\n' "$*"
  printf '  stdout: %s\n  stderr: %s\n' "$(head -c 500 out)" "$(head -c 1000 err)"
  failures=$((failures + 1))
}

# expect STATUS WORDS ARG...: runs gilsim ARG..., whose standard error must contain WORDS.
expect() {
  local status=$1 words=$2
  shift 2
  timeout 600 "$gilsim" "$@" >out 2>err </dev/null
  local found=$?
  ((found == status)) || complain "gilsim $* ended with $found and not $status"
  [[ -z $words ]] || grep -qF -- "$words" err || complain "gilsim $*: '$words' is not on stderr"
}

prints() {
  grep -qxF -- "$1" out || complain "the output has no line '$1'"
}

# The end of a script: its exit status says whether a check failed.
finish() {
  if ((failures > 0)); then
    printf '%d checks failed\n' "$failures"
    exit 1
  fi
  printf 'all checks passed\n'
}
