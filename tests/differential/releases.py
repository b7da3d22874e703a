# SPDX-License-Identifier: MIT
"""gilsim does what CPython 3.11.7 does. What earlier releases of 3.11 do otherwise is not compared with them: a few
places in errors, and in the positions and jumps of bytecode.
"""

import re
import sys

REFERENCE = (3, 11, 7)
IS_REFERENCE = sys.version_info[:3] >= REFERENCE
# Of programs/: their bytecode has changed since 3.11.2.
CHANGED_BYTECODE = {"programs/stack_machine.py", "statements/except_star.py", "tutorials/exception_groups.py"}


def split_programs(text):
    """The programs between lines of `#---`. Behind a line `#--- 3.11.7` stands one that only later releases refuse so."""
    first, *others = re.split(r"^#---( 3\.11\.7)?\n", text, flags=re.MULTILINE)
    return [first] + [program for mark, program in zip(others[::2], others[1::2])
                      if IS_REFERENCE or mark is None]
