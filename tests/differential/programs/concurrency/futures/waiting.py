import time
from concurrent.futures import (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION,
                                ThreadPoolExecutor, as_completed, wait)


def sleep(seconds):
    time.sleep(seconds)
    return seconds


def fail(seconds):
    time.sleep(seconds)
    raise ValueError(seconds)


def counts(result):
    return len(result.done), len(result.not_done)


with ThreadPoolExecutor(4) as executor:
    print([f.result() for f in as_completed([executor.submit(sleep, s) for s in (0.3, 0.1, 0.2)])])
    futures = [executor.submit(sleep, s) for s in (0.1, 0.5, 0.6)]
    print(counts(wait(futures, return_when=FIRST_COMPLETED)))
    print(counts(wait(futures, timeout=0.01)))
    print(counts(wait(futures)))
    futures = [executor.submit(sleep, 0.6), executor.submit(fail, 0.1), executor.submit(sleep, 0.05)]
    print(counts(wait(futures, return_when=FIRST_EXCEPTION)))
    done, not_done = wait(futures, return_when=ALL_COMPLETED)
    print(len(done), len(not_done))
    try:
        for future in as_completed([executor.submit(sleep, s) for s in (0.05, 0.9)], timeout=0.4):
            print(future.result())
    except TimeoutError as exc:
        print(exc)
    print(list(as_completed([])), counts(wait([])))
    try:
        wait([executor.submit(sleep, 0.1)], return_when='SOME')
    except ValueError as exc:
        print(exc)
