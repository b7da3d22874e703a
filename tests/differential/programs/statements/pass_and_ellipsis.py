# SPDX-License-Identifier: MIT
def f(): ...
class C: pass
def g():
    """Only a docstring."""
print(f(), g(), g.__doc__, C.__doc__, ..., type(...))
if True: pass
else: pass
for _ in []: pass
while False: pass
try: pass
finally: pass
with open(__file__): pass
print(_ if '_' in globals() else 'no _')
