#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs each program below programs/ with CPython 3.11 and with gilsim, and compares what they do.

Compared are the exit status, the standard output and the standard error; of a traceback only the frames in the
program itself, since the library's own lines are not CPython's. A program runs in a fresh folder that holds a copy of
it; `NAME.stdin` beside it is its standard input, and a line `# options: ...` gives options for `gilsim run`. The lines of
a program that says `# lines: any order` are compared as a set. An exit status is what a shell says: 128 and the signal.

Where no CPython 3.11 is found, and with --goldens, the goldens judge: `NAME.expected` holds what CPython 3.11 did when
they were written (--rebase). Programs named in allowed.txt must differ; one that no longer does fails too, so that the list stays true.

Without PROGRAM all are run, or the sample that GILSIM_SAMPLE asks for (../sample.py).

Usage: run.py [--python PATH | --goldens] [--jobs N] [--rebase] GILSIM [PROGRAM...]
"""
import argparse
import concurrent.futures
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from sample import sampled  # noqa: E402
PROGRAMS = os.path.join(HERE, 'programs')
SECONDS = 600  # only a program that hangs takes them, even under the sanitizers on a busy machine


def find_python(path):
    """A CPython 3.11 or None, and why not."""
    candidates = [path] if path else [sys.executable, 'python3.11', 'python3']
    seen = []
    for candidate in candidates:
        try:
            answer = subprocess.run(
                [candidate, '-c', 'import sys; print(sys.implementation.name, *sys.version_info[:2])'],
                capture_output=True, text=True)
        except OSError:
            continue
        if answer.stdout.split() == ['cpython', '3', '11']:
            return candidate, ''
        seen.append(f'{candidate} is {answer.stdout.strip()}')
    return None, ', '.join(seen) or 'there is no python3'


def program_frames_only(text, program):
    """The text without the frames of a traceback that lie in other files than the program."""
    lines = []
    outside = False
    for line in text.splitlines(keepends=True):
        if re.match(r'\s*(\| )*  File "', line):
            path = line.split('"')[1]
            outside = not path.startswith('<string>') and os.path.basename(path) != program
        elif not re.match(r'\s*(\| )*    ', line):
            outside = False
        if not outside:
            lines.append(line)
    return ''.join(lines)


def run(command, program):
    """What the command does with the program, as text."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith('PYTHON')}
    environment.update(PYTHONHASHSEED='0', PYTHONDONTWRITEBYTECODE='1', PYTHONIOENCODING='utf-8:strict', TZ='UTC')
    name = os.path.basename(program)
    given = program[:-3] + '.stdin'
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        shutil.copy(program, folder)
        with open(given if os.path.exists(given) else os.devnull, 'rb') as stdin:
            try:
                result = subprocess.run(command + [name], cwd=folder, env=environment, stdin=stdin,
                                        capture_output=True, timeout=SECONDS)
            except subprocess.TimeoutExpired:
                return f'did not end within {SECONDS} s\n'
        out = result.stdout.decode(errors='backslashreplace')
        err = program_frames_only(result.stderr.decode(errors='backslashreplace'), name)
    # An ImportError names the file of a library module, which is not CPython's.
    out, err = (re.sub(r'\((unknown location|[^()\s]*\.(py|so))\)', '(...)', text) for text in (out, err))
    out, err = (re.sub(r'\b0x[0-9a-f]{8,}', '0x...', text.replace(folder + '/', '')) for text in (out, err))
    status = result.returncode if result.returncode >= 0 else 128 - result.returncode
    return f'exit status {status}\n--- standard output\n{out}--- standard error\n{err}'


def options_of(program):
    with open(program, encoding='utf-8') as file:
        found = re.search(r'^# options: (.*)$', file.read(), re.MULTILINE)
    return shlex.split(found.group(1)) if found else []


def is_in_any_order(program):
    with open(program, encoding='utf-8') as file:
        return '\n# lines: any order\n' in '\n' + file.read()


def expected_of(program, python):
    if python:
        return run([python], program)
    with open(program[:-3] + '.expected', encoding='utf-8') as file:
        return file.read()


def check(program, gilsim, python):
    """Both texts."""
    texts = expected_of(program, python), run(gilsim + ['run', '--quiet'] + options_of(program), program)
    if not is_in_any_order(program):
        return texts
    return tuple(''.join(sorted(text.splitlines(keepends=True))) for text in texts)


def all_programs(top=PROGRAMS):
    for folder, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            if name.endswith('.py'):
                yield os.path.join(folder, name)


def allowed_differences():
    with open(os.path.join(HERE, 'allowed.txt'), encoding='utf-8') as file:
        rows = [line.split(':', 1) for line in file if line.strip() and not line.startswith('#')]
    return {name.strip(): reason.strip() for name, reason in rows}


def rebase(programs, python):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for program, text in zip(programs, pool.map(lambda p: run([python], p), programs)):
            with open(program[:-3] + '.expected', 'w', encoding='utf-8') as file:
                file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--python')
    parser.add_argument('--goldens', action='store_true')
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('--rebase', action='store_true')
    parser.add_argument('gilsim')
    parser.add_argument('program', nargs='*')
    options = parser.parse_args()
    python, reason = (None, '--goldens') if options.goldens else find_python(options.python)
    programs = [os.path.abspath(p) for p in options.program] or [
        os.path.join(PROGRAMS, name) for name in sampled(os.path.relpath(p, PROGRAMS) for p in all_programs())]
    if options.rebase:
        if python is None:
            sys.exit(f'--rebase needs CPython 3.11, which judges the programs: {reason}')
        return rebase(programs, python)
    gilsim = [os.path.abspath(options.gilsim)]
    allowed = allowed_differences()
    differing = failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for program, texts in zip(programs, pool.map(lambda p: check(p, gilsim, python), programs)):
            name = os.path.relpath(program, PROGRAMS)
            if (texts[0] == texts[1]) == (name not in allowed):
                differing += name in allowed
                continue
            failed += 1
            print(f'FAILED {name}', '(listed in allowed.txt, but there is no difference)' if name in allowed else '')
            sys.stdout.writelines(difflib.unified_diff(*(t.splitlines(keepends=True) for t in texts),
                                                       'CPython 3.11', 'gilsim', n=2))
    print(f'{len(programs) - failed - differing} programs alike, {differing} differ as allowed.txt says, '
          f'{failed} failed')
    if python is None:
        print(f'skipped {len(programs)} runs of CPython, goldens judged instead: {reason}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
