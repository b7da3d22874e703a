import multiprocessing
import threading

stop = threading.Event()


def background():
    stop.wait()


def child(q):
    q.put((threading.active_count(), [t.name for t in threading.enumerate()], threading.current_thread().name))


if __name__ == '__main__':
    t = threading.Thread(target=background)
    t.start()
    print(threading.active_count())
    q = multiprocessing.SimpleQueue()
    p = multiprocessing.Process(target=child, args=(q,))
    p.start()
    print(q.get())
    p.join()
    stop.set()
    t.join()
