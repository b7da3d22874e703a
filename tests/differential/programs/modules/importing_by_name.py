# SPDX-License-Identifier: MIT
import importlib, numbers, sys
m = importlib.import_module('collections.abc'); print(m.__name__, m.Sized)
print(importlib.import_module('math').pi, isinstance(5, numbers.Integral), isinstance(1.5, numbers.Real), isinstance(1.5, numbers.Integral), isinstance('', numbers.Number), 'math' in sys.modules)
try: importlib.import_module('no_such_thing')
except ModuleNotFoundError as e: print(e)
