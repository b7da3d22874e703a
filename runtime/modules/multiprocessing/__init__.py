# SPDX-License-Identifier: MIT
"""Processes, and what they talk through: each is an interpreter with a heap and GIL of its own.

The functions here are those of the default context; get_context() gives others.
"""

from multiprocessing import context
from multiprocessing.process import (active_children, current_process, parent_process)

__all__ = [name for name in dir(context._default_context) if not name.startswith('_')]
globals().update((name, getattr(context._default_context, name)) for name in __all__)
