import time
from concurrent.futures import ThreadPoolExecutor, TimeoutError

with ThreadPoolExecutor(2) as pool:
    results = pool.map(time.sleep, [0, 0.3], timeout=0.05)
    try:
        for r in results:
            print(r)
    except TimeoutError as e:
        print('timeout', repr(e))
    f = pool.submit(time.sleep, 0.2)
    try:
        f.result(timeout=0.01)
    except TimeoutError:
        print('not yet')
    try:
        f.exception(0.01)
    except TimeoutError:
        print('not yet')
    print(f.result(), f.exception())
