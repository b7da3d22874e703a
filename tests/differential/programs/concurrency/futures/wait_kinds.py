import threading
import time
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, wait


def fail():
    raise RuntimeError('no')


release = threading.Event()
with ThreadPoolExecutor(4) as pool:
    quick = pool.submit(int, '5')
    slow = pool.submit(release.wait)
    done, not_done = wait([quick, slow], return_when=FIRST_COMPLETED)
    print(quick in done, slow in not_done)
    bad = pool.submit(fail)
    done, not_done = wait([slow, bad], return_when=FIRST_EXCEPTION)
    print(bad in done, slow in not_done)
    r = wait([slow, quick], timeout=0.02)
    print(len(r.done), len(r.not_done), type(r).__name__, r._fields)
    release.set()
    print(len(wait({slow, quick, bad}, return_when=ALL_COMPLETED).done))
try:
    wait([quick], return_when='SOMETIMES')
except ValueError as e:
    print(e)
