import multiprocessing
import os
import signal
import time


def sleeper():
    time.sleep(60)


if __name__ == '__main__':
    p = multiprocessing.Process(target=sleeper)
    p.start()
    os.kill(p.pid, 0)
    os.kill(p.pid, signal.SIGKILL)
    p.join()
    print(p.exitcode, signal.Signals(-p.exitcode).name)
    try:
        os.kill(p.pid, 0)
    except ProcessLookupError as e:
        print(e)
    p = multiprocessing.Process(target=os.abort)
    p.start()
    p.join()
    print(p.exitcode)
    p = multiprocessing.Process(target=lambda: os.kill(os.getpid(), signal.SIGTERM))
    p.start()
    p.join()
    print(p.exitcode)
