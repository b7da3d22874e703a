# SPDX-License-Identifier: MIT
"""Compares gilsim's compiler with CPython 3.11's.

    python3.11 dis_against_cpython.py [--errors] [--show N] TOOL FILE|FOLDER...

TOOL is gilsim_code_dump. For each FILE (of a FOLDER: each .py below it) all code objects must be the same: names, flags, parameters, variables,
instructions with their arguments and four positions, exception table, stack size. Caches and EXTENDED_ARG are left
out of CPython's, and its offsets become instruction indexes. Files outside the subset are counted as skipped.
With --errors the FILEs hold broken programs, separated by lines of `#---`, and the errors must be the same: message
and position.
"""

import collections
import difflib
import dis
import os
import re
import subprocess
import sys
import tempfile
import types
import warnings

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from releases import CHANGED_BYTECODE, IS_REFERENCE, split_programs  # noqa: E402
from sample import sampled_python_files  # noqa: E402

KNOWN_FLAGS = 0x3F


def constant_text(value):
    if isinstance(value, types.CodeType):
        return f'<code object {value.co_name}, file "{value.co_filename}", line {value.co_firstlineno}>'
    if isinstance(value, tuple):
        return "(" + ", ".join(map(constant_text, value)) + (",)" if len(value) == 1 else ")")
    return repr(value)


def without_order(line):
    """The order in a frozenset is the hash's."""
    return re.sub(r"frozenset\(\{(.*)\}\)", lambda found: "frozenset(%s)" % sorted(found.group(1)), line)


def cpython_lines(code, out):
    out.append(f"code {code.co_qualname} {code.co_firstlineno} flags={code.co_flags & KNOWN_FLAGS} "
               f"args={code.co_argcount}/{code.co_posonlyargcount}/{code.co_kwonlyargcount} "
               f"stack={code.co_stacksize}")
    variables = [f"{name}:{2 if name in code.co_cellvars else 0}" for name in code.co_varnames]
    variables += [f"{name}:1" for name in code.co_cellvars if name not in code.co_varnames]
    variables += [f"{name}:3" for name in code.co_freevars]
    out.append(" ".join(["locals"] + variables))
    instructions = []
    index_of = {}
    waiting = []
    for instruction in dis.get_instructions(code):
        waiting.append(instruction.offset)
        if instruction.opname == "EXTENDED_ARG":
            continue
        for offset in waiting:
            index_of[offset] = len(instructions)
        waiting = []
        instructions.append(instruction)
    for index, instruction in enumerate(instructions):
        if instruction.opcode in dis.hasjrel:
            argument = f"->{index_of[instruction.argval]}"
        elif instruction.opcode in dis.hasconst:
            argument = constant_text(code.co_consts[instruction.arg])
        elif instruction.arg is None:
            argument = ""
        else:
            argument = f"{instruction.arg} {instruction.argrepr}".rstrip(" ")
        where = ",".join(str(-1 if part is None else part) for part in (
            instruction.positions.lineno, instruction.positions.end_lineno,
            instruction.positions.col_offset, instruction.positions.end_col_offset))
        out.append(f"{index} {instruction.opname} {argument} @{where}")

    def index_at(offset):
        return next((index for at, index in sorted(index_of.items()) if at >= offset), len(instructions))

    for entry in dis._parse_exception_table(code):
        out.append(f"except {index_at(entry.start)} {index_at(entry.end)} {index_at(entry.target)} "
                   f"{entry.depth} {int(entry.lasti)}")
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            cpython_lines(constant, out)


def tool_lines(tool, path):
    result = subprocess.run([tool, path], capture_output=True)
    if result.returncode != 0:
        return [f"the tool ended with status {result.returncode}: {result.stderr.decode()[-500:]}"]
    return result.stdout.decode("utf-8", "surrogatepass").split("\n")[1:-1]


def compare_file(tool, path):
    """same, skipped, or the lines of a difference"""
    if not IS_REFERENCE and path.endswith(tuple(CHANGED_BYTECODE)):
        return "skipped"
    with open(path, "rb") as file:
        source = file.read()
    theirs = []
    try:
        cpython_lines(compile(source, path, "exec"), theirs)
    except SyntaxError as error:
        theirs = [f"error {error.lineno}:{error.offset} {error.msg}"]
    ours = tool_lines(tool, path)
    if ours and ours[0].startswith("the tool ended"):
        return ours
    if ours and ours[0].startswith("error") and "not in the subset" in ours[0]:
        return "skipped"
    ours = [without_order(line) for line in ours]
    theirs = [without_order(line) for line in theirs]
    if ours == theirs:
        return "same"
    return list(difflib.unified_diff(theirs, ours, "CPython", "gilsim", lineterm="", n=2))


def broken_programs(paths):
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for number, program in enumerate(split_programs(file.read())):
                with tempfile.NamedTemporaryFile("w", suffix=".py", delete=False, encoding="utf-8") as part:
                    part.write(program)
                yield f"{path}, program {number}", part.name
                os.unlink(part.name)


def main(arguments):
    if sys.version_info[:2] != (3, 11):
        print(f"skipped: needs CPython 3.11 to compare with, this is {sys.version.split()[0]}")
        return 77
    shown = 5
    errors = "--errors" in arguments
    if errors:
        arguments.remove("--errors")
    if "--show" in arguments:
        at = arguments.index("--show")
        shown = int(arguments[at + 1])
        del arguments[at:at + 2]
    tool, *files = arguments
    warnings.simplefilter("ignore")
    counts = collections.Counter()
    programs = broken_programs(files) if errors else ((path, path) for path in sampled_python_files(files))
    for name, path in programs:
        outcome = compare_file(tool, path)
        kind = outcome if isinstance(outcome, str) else "different"
        counts[kind] += 1
        if kind == "different" and counts[kind] <= shown:
            print(f"{name}:")
            print("\n".join("    " + line[:200] for line in outcome[:40]))
    print(", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())))
    return 1 if counts["different"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
