#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Takes the files out of a Markdown document: blocks whose fence says a name ("```cpp worker.cc").

usage: examples.py DOCUMENT FOLDER

Writes them into FOLDER and prints their names, so that what a reader copies is what is tested.
"""

import pathlib
import re
import sys


def files_of(text):
    return re.findall(r"^```\w+ (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    document, folder = map(pathlib.Path, sys.argv[1:])
    found = files_of(document.read_text(encoding="utf-8"))
    if not found:
        sys.exit(f"{document}: no block has a file's name")
    for name, content in found:
        (folder / name).write_text(content, encoding="utf-8")
        print(name)


if __name__ == "__main__":
    main()
