#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Installs what is missing, builds, and runs the tests. The last lines are ctest's summary; the
# exit status is 0 if and only if everything passed.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scenarios/packages.sh
source "$root/scenarios/packages.sh"

usage() {
  cat <<'END'
usage: tests/run.sh [--preset NAME | --sanitize | --full]

  (nothing)      build the release preset and run its tests
  --preset NAME  the same with another preset: dev, release, asan, tsan, stress
  --sanitize     asan with the fuzzers, tsan and stress, with a sample of the programs that the
                 release preset runs, then the determinism tests across compilers and
                 optimisation levels (installs clang-19)
  --full         all of it, and every program

--sanitize takes one program of 16; GILSIM_SAMPLE=N and GILSIM_SAMPLE_SEED=N make that another
number and another choice (see tests/sample.py).
END
}

# build_preset PRESET [CMAKE_OPTION...]
build_preset() {
  local preset=$1
  shift
  say "Building $preset"
  cmake --preset "$preset" "$@"
  cmake --build --preset "$preset" --parallel "$(nproc)"
}

# test_preset PRESET [CTEST_OPTION...]
test_preset() {
  local preset=$1
  shift
  say "Testing $preset"
  # A thread sanitizer cannot start where the kernel randomises more address bits than it knows of.
  local launcher=()
  if [[ $preset == tsan ]] && setarch -R true 2>/dev/null; then
    launcher=(setarch -R)
  fi
  # Which of the differential programs the determinism tests try: others at each commit.
  GILSIM_SAMPLE_SEED=${GILSIM_SAMPLE_SEED:-$(git rev-parse HEAD 2>/dev/null || true)} \
    "${launcher[@]}" ctest --preset "$preset" --parallel "$(nproc)" "$@"
}

run_preset() {
  # demo.sh may have configured the folder without tests.
  build_preset "$1" -DGILSIM_TESTS=ON
  test_preset "$1"
}

# The same program must give the same trace whoever compiled gilsim, and how. The tests labelled
# `determinism` compare with the binaries they find in GILSIM_OTHER_BINARIES (separated by ':').
run_determinism_across_binaries() {
  local preset others=()
  build_preset release -DGILSIM_TESTS=ON
  for preset in gcc-O0 clang-19; do
    build_preset "$preset"
    others+=("$root/build/$preset/gilsim")
  done
  (
    IFS=:
    export GILSIM_OTHER_BINARIES="${others[*]}" GILSIM_ALL_PROGRAMS=1
    IFS=$' \n'
    test_preset release --label-regex '^determinism$'
  )
}

run_sanitized() {
  local preset
  install_missing "${SANITIZE_PACKAGES[@]}"
  for preset in asan tsan stress; do
    run_preset "$preset"
  done
  run_determinism_across_binaries
}

main() {
  local mode=preset preset=release
  while (($# > 0)); do
    case $1 in
      --sanitize) mode=sanitize ;;
      --full) mode=full ;;
      --preset)
        (($# > 1)) || fail "--preset needs a name (see --help)"
        mode=preset
        preset=$2
        shift
        ;;
      --help | -h)
        usage
        return
        ;;
      *)
        usage >&2
        fail "unknown option: $1"
        ;;
    esac
    shift
  done

  cd "$root"
  install_missing "${BUILD_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
  case $mode in
    preset)
      [[ $preset != asan && $preset != tsan && $preset != stress ]] ||
        install_missing "${SANITIZE_PACKAGES[@]}"
      run_preset "$preset"
      ;;
    sanitize)
      export GILSIM_SAMPLE=${GILSIM_SAMPLE:-16}
      run_sanitized
      ;;
    full)
      export GILSIM_SAMPLE=1
      GILSIM_MATRIX=all run_preset release
      run_sanitized
      ;;
  esac
}

main "$@"
