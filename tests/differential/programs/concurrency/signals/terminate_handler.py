import multiprocessing
import signal
import sys
import time


def child(ready):
    def stop(number, frame):
        print('cleaning up', flush=True)
        sys.exit(7)
    signal.signal(signal.SIGTERM, stop)
    ready.set()
    time.sleep(1000)


def deaf(ready):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ready.set()
    time.sleep(0.3)


if __name__ == '__main__':
    for target in (child, deaf):
        ready = multiprocessing.Event()
        process = multiprocessing.Process(target=target, args=(ready,))
        process.start()
        ready.wait()
        process.terminate()
        process.join()
        print(target.__name__, process.exitcode)
