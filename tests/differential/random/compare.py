#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs random programs (generate.py) under CPython 3.11 and gilsim: output and exit status must be the same.

Without CPython 3.11 nothing is compared: the number of programs left out is printed with the reason, and the exit status
is 77, which CTest counts as skipped.

Usage: compare.py [--seed N] [--count N] [--jobs N] [--python PATH] [--keep DIR] GILSIM
"""
import argparse
import concurrent.futures
import difflib
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from generate import program  # noqa: E402
from run import find_python  # noqa: E402

SECONDS = 60
SKIPPED = 77


def run(command, name, folder):
    environment = {k: v for k, v in os.environ.items() if not k.startswith('PYTHON')}
    environment.update(PYTHONHASHSEED='0', PYTHONDONTWRITEBYTECODE='1', PYTHONIOENCODING='utf-8', PYTHONWARNINGS='ignore')
    try:
        done = subprocess.run(command + [name], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return f'did not end within {SECONDS} s\n'
    last = done.stderr.decode(errors='replace').splitlines()[-1:] if done.returncode else []
    return done.stdout.decode(errors='replace') + ''.join(last) + f'\nexit status {done.returncode}\n'


def check(seed, gilsim, python, folder):
    """The difference, empty if there is none."""
    name = f'random_{seed}.py'
    with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
        file.write(program(seed))
    texts = [run(command, name, folder).splitlines(keepends=True) for command in (python, gilsim)]
    os.remove(os.path.join(folder, name))
    return ''.join(difflib.unified_diff(*texts, 'CPython 3.11', 'gilsim', n=2))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('--count', type=int, default=100)
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('--python')
    parser.add_argument('--keep', help='a folder for the programs that differ')
    parser.add_argument('gilsim')
    options = parser.parse_args()
    python, reason = find_python(options.python)
    if python is None:
        print(f'skipped {options.count} random programs: no CPython 3.11 to compare with ({reason})')
        return SKIPPED
    seeds = range(options.seed, options.seed + options.count)
    gilsim = [os.path.abspath(options.gilsim), 'run', '--quiet']
    failed = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for seed, difference in zip(seeds, pool.map(lambda s: check(s, gilsim, [python], folder), seeds)):
            if not difference:
                continue
            failed += 1
            print(f'FAILED seed {seed}\n{difference}')
            if options.keep:
                os.makedirs(options.keep, exist_ok=True)
                with open(os.path.join(options.keep, f'random_{seed}.py'), 'w', encoding='utf-8') as file:
                    file.write(program(seed))
    print(f'{options.count - failed} random programs alike, {failed} differ (seeds {seeds.start} to {seeds.stop - 1})')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
