# SPDX-License-Identifier: MIT
view = memoryview(bytearray(b'abc'))
print(view[0], len(view), view[1:].tobytes())
