# SPDX-License-Identifier: MIT
"""Compares gilsim's parser with CPython 3.11's.

    python3.11 ast_against_cpython.py [--errors] TOOL FILE|FOLDER...

TOOL is gilsim_ast_dump. For each FILE (of a FOLDER: each .py below it) both syntax trees, positions included, must be the same;
files outside the subset (`async`, `\\N{NAME}`) are counted as skipped. With --errors the
FILEs hold broken programs, separated by lines of `#---`, and the errors must be the same: type,
message and position.
"""

import ast
import os
import re
import subprocess
import sys
import tempfile
import warnings

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from releases import split_programs  # noqa: E402
from sample import sampled_python_files  # noqa: E402


def cpython_dump(source):
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if type(node).__name__.startswith("Async") or isinstance(node, ast.Await):
            return None
        if isinstance(node, ast.comprehension) and node.is_async:
            return None
        if isinstance(node, ast.Module):
            node.type_ignores = []
    return ast.dump(tree, include_attributes=True)


def first_difference(ours, theirs):
    pairs = enumerate(zip(ours, theirs))
    at = next((i for i, (a, b) in pairs if a != b), min(len(ours), len(theirs)))
    start = max(0, at - 150)
    return f"  gilsim  ...{ours[start:at + 150]}\n  CPython ...{theirs[start:at + 150]}"


def run_tool(tool, path):
    result = subprocess.run([tool, path], capture_output=True)
    if result.returncode != 0:
        return f"exit status {result.returncode}: {result.stderr.decode(errors='replace')}"
    return result.stdout.decode("utf-8", "surrogatepass").rstrip("\n")


def normalised(dump):
    """Integers beyond 64 bits in decimal, whatever base they are printed in."""
    return re.sub(r"value=(0[xob][0-9a-fA-F]+)", lambda m: "value=" + str(int(m[1], 0)), dump)


def compare_tree(tool, path):
    with open(path, "rb") as file:
        source = file.read()
    try:
        theirs = cpython_dump(source)
    except (SyntaxError, ValueError, RecursionError):
        return "skipped"
    if theirs is None:
        return "skipped"
    ours = normalised(run_tool(tool, path))
    if ours == theirs:
        return "equal"
    if ours.startswith("[") and "not in the subset" in ours:
        return "skipped"
    print(f"{path}:\n{first_difference(ours, theirs)}")
    return "different"


SHOW_ERROR = """
import sys
def show(kind, error, _):
    _, line, column, _, end_line, end_column = error.args[1]
    print([kind.__name__, error.args[0], line, column, end_line, end_column])
sys.excepthook = show
"""


def error_in_file(path, folder):
    with open(os.path.join(folder, "sitecustomize.py"), "w", encoding="utf-8") as file:
        file.write(SHOW_ERROR)
    environment = {**os.environ, "PYTHONPATH": folder, "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONUNBUFFERED", None)
    command = [sys.executable, "-W", "ignore", path]
    result = subprocess.run(command, capture_output=True, env=environment)
    return ast.literal_eval(result.stdout.decode("utf-8"))


def error_in_text(source):
    try:
        ast.parse(source)
    except SyntaxError as error:
        return [type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno,
                error.end_offset]
    return None


def compare_error(tool, source, folder):
    """CPython runs the program as a file: some columns differ from those ast.parse reports. In
    lines that are not ASCII it then counts bytes; gilsim and ast.parse count characters."""
    path = os.path.join(folder, "program.py")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(source)
    theirs = error_in_file(path, folder) if source.isascii() else error_in_text(source)
    answer = run_tool(tool, path)
    ours = ast.literal_eval(answer) if answer.startswith("[") else answer
    if ours == theirs:
        return "equal"
    print(f"{source!r}\n  gilsim  {ours}\n  CPython {theirs}")
    return "different"


def main(arguments):
    warnings.simplefilter("ignore")
    if sys.version_info[:2] != (3, 11):
        print(f"skipped: needs CPython 3.11 to compare with, this is {sys.version.split()[0]}")
        return 77
    sys.setrecursionlimit(20000)
    errors = "--errors" in arguments
    tool, *paths = [argument for argument in arguments if argument != "--errors"]
    counts = {"equal": 0, "different": 0, "skipped": 0}
    for path in paths if errors else sampled_python_files(paths):
        if errors:
            with open(path, encoding="utf-8", newline="") as file:
                programs = split_programs(file.read())
            with tempfile.TemporaryDirectory() as folder:
                for source in programs:
                    counts[compare_error(tool, source, folder)] += 1
        else:
            counts[compare_tree(tool, path)] += 1
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    return 1 if counts["different"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
