import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def die():
    signal.raise_signal(signal.SIGKILL)


if __name__ == '__main__':
    with ProcessPoolExecutor(1) as executor:
        future = executor.submit(die)
        try:
            future.result()
        except BrokenProcessPool as exc:
            print(exc)
        try:
            executor.submit(die)
        except BrokenProcessPool as exc:
            print(exc)
