import time
from concurrent.futures import ThreadPoolExecutor


def sleep(seconds):
    time.sleep(seconds)
    return seconds


with ThreadPoolExecutor(3) as executor:
    results = executor.map(sleep, [0.05, 0.1, 0.8], timeout=0.4)
    try:
        for result in results:
            print(result)
    except TimeoutError as exc:
        print(repr(exc))
    print(list(executor.map(sleep, [], timeout=1)))
