#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# `gilsim calibrate` against a Python whose costs are known: gilsim itself, under another profile.
# It must find them again.
#
# usage: calibrate.sh GILSIM

# shellcheck source=tests/commands/expect.sh
source "$(dirname "${BASH_SOURCE[0]}")/expect.sh"

cat >python <<END
#!/bin/sh
exec "$gilsim" run --quiet --profile documents "\$@"
END
chmod +x python

expect 0 '' calibrate --python ./python --times 2 -o here.toml
# What is one figure in the profile is found again; of the fitted ones, which have to agree, most.
awk '
  / error +[-0-9.]+ %$/ { if ($3 >= 3) { print "off:", $0; bad = 1 }; ++rows; next }
  /%$/ { ++rows }
  /^(one thread|two threads|threads|forks|spawns|handoffs|sleeps) .*%$/ {
    error = $NF + 0
    if (error < -3 || error > 3) { print "off:", $0; bad = 1 }
  }
  END { if (rows != 54) { print "rows:", rows; bad = 1 } exit bad }' out ||
  complain "what it found is off"

expect 0 '' run --quiet --json a.json --profile ./here.toml one_thread
expect 0 '' run --quiet --json b.json --profile documents one_thread
python3 - <<'END' || complain "a run with the profile takes another time"
import json
here, there = (json.load(open(name))["elapsed_ns"] for name in ("a.json", "b.json"))
assert abs(here / there - 1) < 0.03, (here, there)
END

expect 2 '-o FILE' calibrate
expect 2 'could not be run' calibrate --python ./nowhere -o here.toml
expect 2 'cannot be written' calibrate --python ./python --times 1 -o /nowhere/here.toml

finish
