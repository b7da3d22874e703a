#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs each program below ../differential/programs/concurrency and programs/ under every GIL policy, on 1, 2 and 4 cores
and with several seeds, and compares exit status and standard output with the .expected file. CPython 3.11 wrote those
of the first; what CPython 3.11 does not have is in programs/, and what is expected of it was written by hand.

A program that says `# lines: any order` is ordered by nothing: its lines are compared as a set.

Each program runs under three or four of the configurations, with as many policies and numbers of cores; which follows
from its name. With GILSIM_MATRIX=all it runs under every one; --slice K/N takes of all those runs the K-th (from 1) and
each N-th after it, so that N calls run everything once.

Without PROGRAM all are run, or the sample that GILSIM_SAMPLE asks for (../sample.py).

Usage: matrix.py [--seeds N] [--slice K/N] [--jobs N] GILSIM [PROGRAM...]
"""
import argparse
import concurrent.futures
import difflib
import os
import re
import subprocess
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path[:0] = [TESTS, os.path.join(TESTS, 'differential')]
from run import SECONDS, all_programs, is_in_any_order, options_of  # noqa: E402
from sample import sampled  # noqa: E402

FOLDERS = 'differential/programs/concurrency', 'concurrency/programs'
CORES = 1, 2, 4
ONE_OF = 7  # prime to 3, so that each program meets every number of cores


def policies_of(gilsim):
    """The binary knows its policies: it names them when it is asked for one that does not exist."""
    answer = subprocess.run([gilsim, 'run', '--gil', 'none-such', os.devnull], capture_output=True, text=True)
    found = re.search(r'there are: (.*)', answer.stderr)
    return [name.strip(' ,') for name in found.group(1).split()] if found else []


def configurations_of(program, policies, seeds):
    """Those that the program runs under, as options."""
    configurations = [(policy, cores) for policy in policies for cores in CORES]
    if os.environ.get('GILSIM_MATRIX') != 'all':
        configurations = configurations[zlib.crc32(os.path.relpath(program, TESTS).encode()) % ONE_OF::ONE_OF]
    for policy, cores in configurations:
        for seed in range(cores, cores + seeds):
            yield ['--gil', policy, '--cores', str(cores), '--seed', str(seed)]


def expected_of(program):
    with open(program[:-3] + '.expected', encoding='utf-8') as file:
        return file.read().split('--- standard error\n')[0]


def run(gilsim, program, configuration):
    """What the program did, as expected_of() tells what it should do."""
    command = [gilsim, 'run', '--quiet', *options_of(program), *configuration, os.path.basename(program)]
    try:
        result = subprocess.run(command, cwd=os.path.dirname(program), stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return f'did not end within {SECONDS} s\n'
    status = result.returncode if result.returncode >= 0 else 128 - result.returncode
    text = re.sub(r'\b0x[0-9a-f]{8,}\b', '0x...', result.stdout.decode(errors='backslashreplace'))
    return f'exit status {status}\n--- standard output\n{text}'


def check(gilsim, program, configuration):
    """What differs, or nothing."""
    texts = expected_of(program), run(gilsim, program, configuration)
    lines = [text.splitlines(keepends=True) for text in texts]
    if is_in_any_order(program):
        lines = [sorted(text) for text in lines]
    if lines[0] == lines[1]:
        return ''
    name = os.path.relpath(program, TESTS)
    return f'FAILED {name} {" ".join(configuration)}\n' + ''.join(
        difflib.unified_diff(*lines, 'CPython 3.11', 'gilsim', n=2))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--seeds', type=int, default=1)
    parser.add_argument('--slice', default='1/1')
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('gilsim')
    parser.add_argument('program', nargs='*')
    options = parser.parse_args()
    gilsim = os.path.abspath(options.gilsim)
    first, step = map(int, options.slice.split('/'))
    policies = policies_of(gilsim)
    programs = [os.path.abspath(p) for p in options.program] or [
        os.path.join(TESTS, name) for name in sampled(
            os.path.relpath(p, TESTS) for top in FOLDERS for p in all_programs(os.path.join(TESTS, top)))]
    runs = [(program, configuration) for program in programs
            for configuration in configurations_of(program, policies, options.seeds)][first - 1::step]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for difference in pool.map(lambda arguments: check(gilsim, *arguments), runs):
            failed += bool(difference)
            print(difference, end='', flush=True)
    print(f'{len(runs)} runs of {len(programs)} programs under {len(policies)} policies on 1, 2 and 4 cores '
          f'(GILSIM_MATRIX={os.environ.get("GILSIM_MATRIX", "")}, slice {options.slice}): {failed} failed')
    return 1 if failed or not runs else 0


if __name__ == '__main__':
    sys.exit(main())
