# SPDX-License-Identifier: MIT
import math, sys as system
from math import sqrt as root, pi
import os.path
import collections.abc
print(root(16), pi, system is not None, os.path.join('a', 'b'), collections.abc.Mapping.__name__)
from os.path import *
print(basename('/x/y'), 'math' in system.modules, __name__)
try: from math import nope
except ImportError as e: print(type(e).__name__, e.name)
try: import no.such
except ModuleNotFoundError as e: print(e, e.name)
import importlib
print(importlib.import_module('json').__name__)
