import threading
from concurrent.futures import ThreadPoolExecutor

local = threading.local()
lock = threading.Lock()
made = []


def initialize(value):
    local.value = value
    with lock:
        made.append(value)


with ThreadPoolExecutor(2, initializer=initialize, initargs=('ready',)) as executor:
    print({executor.submit(lambda: local.value).result() for _ in range(8)})
print(set(made), 1 <= len(made) <= 2)
