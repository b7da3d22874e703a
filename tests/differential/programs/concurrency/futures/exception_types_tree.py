import concurrent.futures
from concurrent.futures import process, thread

for cls in (concurrent.futures.CancelledError, concurrent.futures.TimeoutError, concurrent.futures.BrokenExecutor,
            concurrent.futures.InvalidStateError, process.BrokenProcessPool, thread.BrokenThreadPool):
    print(cls, [c.__name__ for c in cls.__mro__[1:3]])
print(sorted(n for n in dir(concurrent.futures) if n[0].isupper()))
