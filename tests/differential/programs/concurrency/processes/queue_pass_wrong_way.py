import multiprocessing

q = multiprocessing.Queue()
lock = multiprocessing.Lock()


def f(x):
    return x


if __name__ == '__main__':
    import pickle
    for thing in (q, lock, multiprocessing.Value('i'), multiprocessing.Event()):
        try:
            pickle.dumps(thing)
        except RuntimeError as e:
            print(e)
    with multiprocessing.Pool(1) as pool:
        try:
            pool.map(f, [q])
        except RuntimeError as e:
            print(e)
    try:
        pickle.dumps(multiprocessing.current_process().authkey)
    except TypeError as e:
        print(e)
    import threading
    for thing in (threading.Lock(), threading.RLock(), (i for i in ()), threading.Event()):
        try:
            pickle.dumps(thing)
        except TypeError as e:
            print(e)
