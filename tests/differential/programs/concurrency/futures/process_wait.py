import time
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, as_completed, wait


def sleep(seconds):
    time.sleep(seconds)
    return seconds


if __name__ == '__main__':
    with ProcessPoolExecutor(3) as executor:
        futures = [executor.submit(sleep, seconds) for seconds in (0.6, 0.1, 0.35)]
        print([future.result() for future in as_completed(futures)])
        futures = [executor.submit(sleep, seconds) for seconds in (0.6, 0.05)]
        done, not_done = wait(futures, return_when=FIRST_COMPLETED)
        print(len(done), len(not_done))
        try:
            executor.submit(sleep, 0.5).result(timeout=0.05)
        except TimeoutError as exc:
            print(repr(exc))
