#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Installs gilsim into a folder of its own and uses it from there as somebody would who has never
# seen its source: the examples of docs/embedding.md, as a CMake project with the shared library,
# one with the static library, and one with pkg-config alone.
#
# usage: installed.sh BUILD_FOLDER CXX

set -euo pipefail

build=$1
cxx=$2
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
prefix=$folder/prefix

fail() {
  echo "installed.sh: $*" >&2
  exit 1
}

# expect_output PROGRAM NAME: it prints what stands below the example.
expect_output() {
  "$1" >"$folder/$2.printed" || fail "$2 failed"
  diff -u "$folder/project/$2.out" "$folder/$2.printed" || fail "$2 prints something else"
}

# configure FOLDER SOURCE [OPTION...]
configure() {
  cmake -S "$2" -B "$1" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER="$cxx" \
    -DCMAKE_PREFIX_PATH="$prefix" "${@:3}" >"$1.log" 2>&1 ||
    { cat "$1.log"; fail "configuring $1"; }
}

cmake --install "$build" --prefix "$prefix" >/dev/null
mkdir "$folder/project"
python3 "$root/tests/embedding/examples.py" "$root/docs/embedding.md" "$folder/project" >/dev/null

# The header stands for itself, without anything else that gilsim is built of.
if grep -nE '#include *["<](boost|spdlog|fmt|tsl|vm/|runtime/)' \
  "$prefix/include/gilsim/gilsim.h"; then
  fail "the public header includes what is not the standard library's"
fi

configure "$folder/shared" "$folder/project"
cmake --build "$folder/shared" >"$folder/log" 2>&1 || { cat "$folder/log"; fail "building"; }
for name in worker game isolated; do
  expect_output "$folder/shared/$name" "$name"
done
readelf -d "$folder/shared/worker" | grep -q 'NEEDED.*libgilsim\.so' ||
  fail "the example does not use the shared library"

sed -e 's/find_package(gilsim REQUIRED)/find_package(gilsim REQUIRED COMPONENTS static)/' \
  -e 's/gilsim::gilsim/gilsim::static/' -i "$folder/project/CMakeLists.txt"
configure "$folder/static" "$folder/project"
cmake --build "$folder/static" --target worker >"$folder/log" 2>&1 ||
  { cat "$folder/log"; fail "building with the static library"; }
expect_output "$folder/static/worker" worker
if readelf -d "$folder/static/worker" | grep -q 'NEEDED.*libgilsim'; then
  fail "the static example uses the shared library"
fi

library=$(dirname "$(find "$prefix" -name gilsim.pc)")/..
export PKG_CONFIG_PATH=$library/pkgconfig
# shellcheck disable=SC2046 # one word for each flag
"$cxx" -std=c++20 "$folder/project/game.cc" -o "$folder/game" \
  $(pkg-config --cflags --libs gilsim) -Wl,-rpath,"$library"
expect_output "$folder/game" game

# Nothing but the public names is seen from outside.
others=$(nm -DC --defined-only "$library/libgilsim.so" | cut -d' ' -f3- |
  grep -vE '^(typeinfo( name)? for |vtable for |non-virtual thunk to )?gilsim::' || true)
[[ -z $others ]] || fail "the shared library shows more than its header: $others"
if nm -DC --defined-only "$library/libgilsim.so" | grep -E ' gilsim::(vm|runtime)::'; then
  fail "the shared library shows what is inside"
fi
echo "installed.sh: all as it should be"
