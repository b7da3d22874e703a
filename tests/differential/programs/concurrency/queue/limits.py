import queue
import time

numbers = queue.Queue(maxsize=2)
numbers.put(1)
numbers.put(2)
print(numbers.full(), numbers.qsize(), numbers.maxsize)
begin = time.monotonic()
for attempt in (lambda: numbers.put_nowait(3), lambda: numbers.put(3, False),
                lambda: numbers.put(3, timeout=0.1), lambda: numbers.put(3, timeout=-1)):
    try:
        attempt()
    except (queue.Full, ValueError) as exc:
        print(repr(exc))
print(numbers.get(), numbers.get())
for attempt in (numbers.get_nowait, lambda: numbers.get(False), lambda: numbers.get(timeout=0.1),
                lambda: numbers.get(timeout=-1)):
    try:
        attempt()
    except (queue.Empty, ValueError) as exc:
        print(repr(exc))
print(time.monotonic() - begin >= 0.2)
simple = queue.SimpleQueue()
for attempt in (simple.get_nowait, lambda: simple.get(timeout=0.05), lambda: simple.get(timeout=-1)):
    try:
        attempt()
    except (queue.Empty, ValueError) as exc:
        print(repr(exc))
