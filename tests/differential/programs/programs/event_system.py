# SPDX-License-Identifier: MIT
class Event:
    def __init__(self): self.handlers = []
    def __iadd__(self, h): self.handlers.append(h); return self
    def __isub__(self, h): self.handlers.remove(h); return self
    def __call__(self, *a, **k): return [h(*a, **k) for h in self.handlers]
click = Event()
def log(x, y=0): return f'log {x} {y}'
click += log
click += lambda x, y=0: x + y
print(click(1, y=2)); click -= log; print(click(5), len(click.handlers))
try: click -= log
except ValueError as e: print(e)
