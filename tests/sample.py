#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints those of the lines of standard input that belong to the sample: one of so many as GILSIM_SAMPLE says, all
where it is not set. Whether a line does follows from the line and from GILSIM_SAMPLE_SEED (0) alone, so that a new
program changes nothing for the others. For builds that are too slow to run everything each time."""
import os
import sys
import zlib


def sampled(names):
    one_of = int(os.environ.get('GILSIM_SAMPLE') or 1)
    seed = os.environ.get('GILSIM_SAMPLE_SEED') or '0'
    return [name for name in names if zlib.crc32(f'{seed}/{name}'.encode()) % one_of == 0]


def sampled_python_files(paths):
    """Of each of `paths` that is a folder the sample of the .py files below it, by their names there; files as they
    are."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        names = [os.path.relpath(os.path.join(folder, name), path)
                 for folder, _, names in os.walk(path) for name in names if name.endswith('.py')]
        yield from (os.path.join(path, name) for name in sampled(sorted(names)))


if __name__ == '__main__':
    sys.stdout.writelines(f'{name}\n' for name in sampled(sys.stdin.read().splitlines()))
