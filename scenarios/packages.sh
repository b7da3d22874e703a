# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# The Debian packages gilsim needs, in one place, and how the missing ones get installed.
# Sourced by scenarios/demo.sh and by the scripts in tests/.

# To build the binary.
# shellcheck disable=SC2034
readonly BUILD_PACKAGES=(
  g++ cmake ninja-build pkgconf
  libboost-context-dev libboost-dev libspdlog-dev libfmt-dev robin-map-dev
  libcli11-dev nlohmann-json3-dev libtomlplusplus-dev libutf8proc-dev
  libpcre2-dev libssl-dev zlib1g-dev libncurses-dev
)

# To build and run the tests.
# shellcheck disable=SC2034
readonly TEST_PACKAGES=(libgtest-dev python3 tmux dpkg-dev file)

# For `tests/run.sh --sanitize`: a second compiler, whose binary must behave the same, with its
# sanitizers and what they name places with.
# shellcheck disable=SC2034
readonly SANITIZE_PACKAGES=(clang-19 libclang-rt-19-dev llvm-19)

say() {
  printf '\n== %s\n' "$*" >&2
}

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# install_missing PACKAGE...: installs those that are not there. Touches neither apt nor the network
# when all are.
install_missing() {
  if ! command -v dpkg-query >/dev/null; then
    say "This is not a Debian system: nothing was installed. Needed, by Debian's names: $*"
    return
  fi
  local package missing=()
  for package in "$@"; do
    if [[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" != installed ]]; then
      missing+=("$package")
    fi
  done
  if ((${#missing[@]} == 0)); then
    return
  fi

  local as_root=()
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      fail "packages are missing, and neither root nor sudo is at hand to install them." \
        "As root, run: apt-get install ${missing[*]}"
    fi
    as_root=(sudo)
  fi
  say "Installing ${missing[*]}"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q
    -o DPkg::Lock::Timeout=300)
  "${apt[@]}" update >&2 || fail "apt-get update failed: is there a network?"
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >&2 ||
    fail "apt-get could not install: ${missing[*]}"
}
