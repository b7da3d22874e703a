import multiprocessing
import signal
import time


def ignore():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ready.set()
    time.sleep(60)


def cleanup():
    def handler(signum, frame):
        print('cleaning up after', signal.Signals(signum).name, flush=True)
        raise SystemExit(0)
    signal.signal(signal.SIGTERM, handler)
    ready.set()
    time.sleep(60)


ready = multiprocessing.Event()

if __name__ == '__main__':
    p = multiprocessing.Process(target=ignore)
    p.start()
    ready.wait()
    p.terminate()
    p.join(0.05)
    print(p.is_alive(), p.exitcode)
    p.kill()
    p.join()
    print(p.exitcode, -signal.SIGKILL)
    ready.clear()
    p = multiprocessing.Process(target=cleanup)
    p.start()
    ready.wait()
    p.terminate()
    p.join()
    print(p.exitcode)
    p = multiprocessing.Process(target=time.sleep, args=(60,))
    p.start()
    p.terminate()
    p.join()
    print(p.exitcode == -signal.SIGTERM)
