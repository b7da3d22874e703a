#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Proves that nothing of this machine is needed: makes a bare Debian 12 root with debootstrap in a
# temporary folder, puts a clean clone of HEAD into it, and runs scenarios/demo.sh and tests/run.sh
# there; then installs the package that comes of it in a second one, which never saw a compiler, and
# runs a lesson. Needs root and some gigabytes; takes the Debian mirror and the way to it (proxy,
# certificates) from this host's apt configuration.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scenarios/packages.sh
source "$root/scenarios/packages.sh"

readonly SUITE=bookworm
fresh= # the folder of the roots: built/ and bare/

usage() {
  cat <<'END'
usage: tests/fresh.sh [--sanitize] [--keep]

  --sanitize  also run tests/run.sh --sanitize
  --keep      leave the Debian roots there, and say where

GILSIM_FRESH_MIRROR overrides the mirror, TMPDIR the place.
END
}

# The repositories of this host's apt that carry SUITE, as "URI SUITE" lines. apt's keys for them
# are those of Debian, which debootstrap brings along.
debian_repositories() {
  if [[ -n ${GILSIM_FRESH_MIRROR:-} ]]; then
    echo "$GILSIM_FRESH_MIRROR $SUITE"
    return
  fi
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    awk -v suite="$SUITE" '
      $3 == "main" && ($2 == suite || index($2, suite "-") == 1) && !seen[$1, $2]++ {
        print $1, $2
      }'
}

# The value of an apt setting, or nothing.
apt_setting() {
  local value=
  eval "$(apt-config shell value "$1")"
  printf '%s' "$value"
}

make_debian() {
  local repositories mirror proxy
  repositories=$(debian_repositories)
  mirror=$(awk -v suite="$SUITE" '$2 == suite { print $1; exit }' <<<"$repositories")
  [[ -n $mirror ]] || fail "this host's apt has no repository of $SUITE: set GILSIM_FRESH_MIRROR"

  # debootstrap downloads with wget, which reads these, not apt's configuration.
  proxy=$(apt_setting Acquire::http::Proxy)
  if [[ -n $proxy && $proxy != DIRECT ]]; then
    export http_proxy=$proxy
  fi
  proxy=$(apt_setting Acquire::https::Proxy)
  if [[ -n $proxy && $proxy != DIRECT ]]; then
    export https_proxy=$proxy
  fi

  say "Making a bare Debian ($SUITE) in $fresh"
  debootstrap --variant=minbase "$SUITE" "$fresh/built" "$mirror" >"$fresh/log" 2>&1 ||
    { tail -n 20 "$fresh/log" >&2; fail "debootstrap failed: see $fresh/log"; }

  awk '{ print "deb", $1, $2, "main" }' <<<"$repositories" >"$fresh/built/etc/apt/sources.list"
  # How this host reaches its mirror: proxies, certificates, dates of a frozen mirror.
  apt-config dump --format '%F "%v";%n' 'Acquire' | grep -v '::IndexTargets\|""' \
    >"$fresh/built/etc/apt/apt.conf.d/80host" || true
  copy_if_there /etc/apt/auth.conf /etc/apt/auth.conf.d /etc/ssl/certs \
    /usr/local/share/ca-certificates /etc/resolv.conf /etc/hosts
  cp -a "$fresh/built" "$fresh/bare"
}

copy_if_there() {
  local path
  for path in "$@"; do
    if [[ -e $path ]]; then
      mkdir -p "$fresh/built${path%/*}"
      cp -rLT "$path" "$fresh/built$path" 2>/dev/null || true
    fi
  done
}

mount_kernel_folders() {
  local place
  for place in "$fresh/built" "$fresh/bare"; do
    mount -t proc proc "$place/proc"
    mount --rbind /dev "$place/dev"
    mount --make-rslave "$place/dev"
  done
}

clean_up() {
  local status=$?
  set +e
  [[ -n $fresh ]] || exit "$status"
  local place
  for place in "$fresh/built" "$fresh/bare"; do
    mountpoint -q "$place/dev" && umount -R -l "$place/dev"
    mountpoint -q "$place/proc" && umount -l "$place/proc"
  done
  if [[ -n ${keep:-} ]]; then
    say "Kept: $fresh"
  else
    # A mount that did not go away must not be emptied.
    rm -rf --one-file-system "$fresh"
  fi
  exit "$status"
}

# inside ROOT COMMAND...
inside() {
  local place=$1
  shift
  chroot "$fresh/$place" /usr/bin/env -i HOME=/root LANG=C.UTF-8 \
    PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@" </dev/null
}

install_package() {
  say "The package on a bare Debian"
  inside built sh -c 'cd /home/gilsim/build/release && cpack -B /home/package' >&2
  cp "$fresh"/built/home/package/gilsim_*.deb "$fresh/bare/opt/gilsim.deb"
  inside bare apt-get -q update >&2
  inside bare env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y --no-install-recommends install /opt/gilsim.deb >&2
  inside bare gilsim run two_processes
}

main() {
  local sanitize=
  keep=
  while (($# > 0)); do
    case $1 in
      --sanitize) sanitize=1 ;;
      --keep) keep=1 ;;
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
  ((EUID == 0)) || fail "needs root, for chroot and mount"
  install_missing debootstrap git
  if [[ -n $(git -C "$root" status --porcelain) ]]; then
    say "Changes that are not committed are not tested: the clone is of HEAD"
  fi

  fresh=$(mktemp -d --tmpdir gilsim-fresh.XXXXXX)
  chmod 755 "$fresh"
  trap clean_up EXIT
  make_debian
  mount_kernel_folders
  git clone -q --no-hardlinks "$root" "$fresh/built/home/gilsim"

  say "scenarios/demo.sh"
  inside built /home/gilsim/scenarios/demo.sh
  say "tests/run.sh"
  inside built /home/gilsim/tests/run.sh
  install_package
  if [[ -n $sanitize ]]; then
    say "tests/run.sh --sanitize"
    inside built /home/gilsim/tests/run.sh --sanitize
  fi
}

main "$@"
