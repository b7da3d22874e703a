#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
#
# In which expressions another thread can get the GIL (probe.py), against expected.txt: under gilsim's
# policies, or under the CPython of a version. A lost update proves that there is a check point; that
# there is none shows only in that none is ever lost, so a "no" is believed after one run, a "yes" that
# does not show is asked for again, as a busy machine may not have switched at the right place.
#
#   run.py --gilsim PATH          every policy; exit status 1 if one differs
#   run.py --cpython VERSION      that version; exit status 77 if it is not on this machine
import argparse
import glob
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROBE = os.path.join(HERE, "probe.py")
SKIPPED = 77
TRIES = 5


def expected():
    """{version: {probe: "yes" or "no"}}"""
    lines = [line.split() for line in open(os.path.join(HERE, "expected.txt"), encoding="utf-8")
             if line.strip() and not line.startswith("#")]
    versions = lines[0][1:]
    return {v: {row[0]: row[i + 1] for row in lines[1:]} for i, v in enumerate(versions)}


def found(command):
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    return dict(line.split() for line in output.splitlines())


def policy_of(version):
    major, minor = map(int, version.split("."))
    if major == 2:
        return ["--gil", "cpython-2.7", "--profile", "cpython-2.7"]
    return ["--gil", "cpython-3." + ("2" if minor < 10 else "10" if minor == 10 else "11")]


def python_of(version):
    """The interpreter of that version: where pyenv keeps them, or on PATH."""
    # (pyenv also puts commands on PATH that only say which versions there are.)
    pattern = os.path.expanduser("~/.pyenv/versions/%s.*/bin/python" % version)
    return next(iter(sorted(glob.glob(pattern))), None) or shutil.which("python" + version)


def compare(name, command, wanted, tries):
    seen = {}
    for _ in range(tries):
        for probe, answer in found(command).items():
            seen[probe] = "yes" if "yes" in (answer, seen.get(probe)) else answer
        if seen == wanted:
            return True
    for probe in wanted:
        if seen.get(probe) != wanted[probe]:
            print("%s: %s loses updates: %s, expected %s"
                  % (name, probe, seen.get(probe), wanted[probe]))
    return False


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gilsim")
    parser.add_argument("--cpython")
    options = parser.parse_args()
    if options.cpython:
        python = python_of(options.cpython)
        if python is None:
            print("skipped: no CPython %s on this machine" % options.cpython)
            return SKIPPED
        wanted = expected()[options.cpython]
        return 0 if compare("CPython " + options.cpython, [python, PROBE], wanted, TRIES) else 1
    results = {}
    for version, wanted in expected().items():
        command = [options.gilsim, "run", "--quiet", *policy_of(version), PROBE]
        results[version] = compare("gilsim as " + version, command, wanted, 1)
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
