import signal
import threading
import time

ran_in = []
signal.signal(signal.SIGUSR2, lambda number, frame: ran_in.append(threading.current_thread().name))


def work():
    try:
        signal.signal(signal.SIGUSR2, signal.SIG_DFL)
    except ValueError as exc:
        print(exc)
    signal.raise_signal(signal.SIGUSR2)
    time.sleep(0.1)


thread = threading.Thread(target=work)
thread.start()
thread.join()
print(ran_in)
