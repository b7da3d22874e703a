#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
#
# Whether docs/validation.md is what `gilsim validate` prints. The whole table takes minutes, so the
# ids are compared with those of the data files, and whole lines for a sample of rows that are cheap
# and that any change of the machine, the policies or the costs moves.
#
#   document.py SOURCE_FOLDER GILSIM
import re
import subprocess
import sys

SAMPLE = ["1-2.7-n2", "3-3.11-0.1ms", "5-3.11-k1", "6-n16", "12-3.11-handoff-pinned", "11-notebook-result"]
SEEDS = re.compile(r"`gilsim validate --seeds (\d+)` prints")
REMEDY = "run `gilsim validate` and put what it prints into docs/validation.md"


def ids_of_the_data(folder):
    ids = []
    for name in ("rows.def", "messages.def"):
        with open(f"{folder}/scenarios/validation/{name}", encoding="utf-8") as file:
            ids += re.findall(r'^(?:ROW|MESSAGE)\("([^"]+)"', file.read(), re.MULTILINE)
    return ids


def document(folder):
    with open(f"{folder}/docs/validation.md", encoding="utf-8") as file:
        return file.read()


def table_of(text):
    table = text[text.index("\nid ") :]
    return table[: table.index("\n```")].splitlines()[2:]


def main():
    folder, gilsim = sys.argv[1:]
    text = document(folder)
    seeds = SEEDS.search(text).group(1)
    lines = [line for line in table_of(text) if line and not line[0].isspace()]
    shown = {line.split()[0]: line for line in lines if " rows are in their bands" not in line}
    wanted = ids_of_the_data(folder)
    problems = []
    if list(shown) != wanted:
        differing = sorted(set(shown) ^ set(wanted)) or "their order"
        problems.append(f"the rows of docs/validation.md are not those of the data: {differing}")
    for row in SAMPLE:
        command = [gilsim, "validate", "--id", row, "--seeds", seeds]
        output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout
        line = next((l for l in output.splitlines() if l.startswith(row + " ")), "nothing")
        if shown.get(row) != line:
            problems.append(f"{row}:\n  document {shown.get(row)}\n  gilsim   {line}")
    for problem in problems:
        print(problem)
    if problems:
        print(REMEDY)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
