#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Makes the Debian package and looks into it: the files are there, it says what it needs, and the
# binary that comes out of it runs.
#
# usage: package.sh BUILD_FOLDER

set -euo pipefail

build=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() {
  echo "package.sh: $*" >&2
  exit 1
}

cpack --config "$build/CPackConfig.cmake" -B "$folder" >"$folder/log" 2>&1 ||
  { cat "$folder/log"; fail "cpack failed"; }
package=$(echo "$folder"/gilsim_*.deb)
[[ -f $package ]] || fail "there is no package"

contents=$(dpkg-deb -c "$package" | awk '{ print $6 }')
triplet=$(basename "$(dirname "$(grep '/libgilsim\.so$' <<<"$contents")")")
for file in bin/gilsim include/gilsim/gilsim.h "lib/$triplet/libgilsim.a" \
  "lib/$triplet/libgilsim.so" "lib/$triplet/cmake/gilsim/gilsimConfig.cmake" \
  "lib/$triplet/cmake/gilsim/gilsimConfigVersion.cmake" "lib/$triplet/pkgconfig/gilsim.pc" \
  share/doc/gilsim/copyright share/doc/gilsim/embedding.md; do
  grep -qx "./usr/$file" <<<"$contents" || fail "$file is not in the package: $contents"
done
if grep -vE '^\./(usr/((bin|include|lib|share)/.*)?)?$' <<<"$contents"; then
  fail "the package has files where none belong"
fi

depends=$(dpkg-deb -f "$package" Depends)
for library in libc6 libstdc++6 libboost-context libssl libncursesw6; do
  grep -q "$library" <<<"$depends" || fail "the package does not ask for $library: $depends"
done

dpkg-deb -x "$package" "$folder/unpacked"
echo "print('hello')" >"$folder/hello.py"
[[ $("$folder/unpacked/usr/bin/gilsim" run --quiet "$folder/hello.py") == hello ]] ||
  fail "the binary of the package does not run"
echo "package.sh: all as it should be"
