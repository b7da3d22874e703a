# SPDX-License-Identifier: MIT
import sys
print(sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 8), sys.maxsize, sys.byteorder, sys.platform, sys.getrecursionlimit(), len(sys.argv), sys.getdefaultencoding())
x = []; y = x; print(sys.getrefcount(x)); del y; print(sys.getrefcount(x), sys.getsizeof([]), sys.getsizeof(''), sys.getsizeof(1), sys.getsizeof({}), sys.getsizeof('abc'), sys.getsizeof([1, 2]))
print('os' in sys.modules or 'sys' in sys.modules, sys.intern('a') is sys.intern('a'), sys.exc_info(), sys.stdout.name if hasattr(sys.stdout, 'name') else '', sys.stdout.encoding)
def f(): return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name
print(f(), sys.float_info.max, sys.float_info.epsilon, sys.int_info.bits_per_digit, sys.hash_info.width)
sys.setrecursionlimit(100)
def deep(n): return deep(n + 1)
try: deep(0)
except RecursionError as e: print(e)
sys.stdout.write('written\n'); sys.stderr.write('to stderr\n'); sys.stdout.flush()
print(sys.getswitchinterval(), sys.implementation.name != '', callable(sys.exit))
sys.exit('bye')
