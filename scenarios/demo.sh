#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# From a fresh Debian 12 to the demo: installs what is missing, builds gilsim and runs
# `gilsim demo` with the arguments given here. Only the demo itself writes to stdout.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scenarios/packages.sh
source "$root/scenarios/packages.sh"

build() {
  # A folder that tests/run.sh has configured stays as it is: same preset, tests included.
  if [[ ! -f $root/build/release/build.ninja ]]; then
    (cd "$root" && cmake --preset release -DGILSIM_TESTS=OFF)
  fi
  cmake --build "$root/build/release" --parallel "$(nproc)" --target gilsim
}

install_missing "${BUILD_PACKAGES[@]}"
say "Building gilsim (some minutes the first time)"
build >&2
exec "$root/build/release/gilsim" demo "$@"
