#!/usr/bin/env python3.11
# SPDX-License-Identifier: MIT
"""Writes the .expected file of each program here, as CPython 3.11 runs it.

Usage: rebase.py [PROGRAM...]      (all programs without arguments)
A .expected file holds the exit status, the standard output and the standard error, the folder's name removed.
"""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def run(program):
    environment = {k: v for k, v in os.environ.items() if not k.startswith('PYTHON')}
    environment.update(PYTHONHASHSEED='0', PYTHONDONTWRITEBYTECODE='1', PYTHONIOENCODING='utf-8:strict')
    result = subprocess.run([sys.executable, program], cwd=HERE, env=environment, capture_output=True,
                            stdin=subprocess.DEVNULL)
    text = f'exit status {result.returncode}\n--- standard output\n{result.stdout.decode()}'
    text += f'--- standard error\n{result.stderr.decode()}'
    return text.replace(HERE + '/', '')


def main():
    if sys.version_info[:2] != (3, 11):
        sys.exit('rebase.py needs CPython 3.11: the programs are judged by it')
    programs = sys.argv[1:] or sorted(p for p in os.listdir(HERE) if p.endswith('.py') and p != 'rebase.py')
    for program in programs:
        name = os.path.basename(program)
        with open(os.path.join(HERE, name[:-3] + '.expected'), 'w', encoding='utf-8') as file:
            file.write(run(name))


main()
