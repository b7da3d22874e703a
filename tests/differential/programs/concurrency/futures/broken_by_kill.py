import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def work():
    time.sleep(1000)


if __name__ == '__main__':
    executor = ProcessPoolExecutor(1)
    future = executor.submit(work)
    for process in list(executor._processes.values()):
        process.kill()
    try:
        future.result()
    except BrokenProcessPool as exc:
        print(type(exc).__name__)
    executor.shutdown()
