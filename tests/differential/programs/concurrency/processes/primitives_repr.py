import multiprocessing as mp
import re


def clean(x):
    return re.sub(r'0x[0-9a-f]+', 'ADDR', repr(x))


if __name__ == '__main__':
    lock = mp.Lock()
    print(clean(lock))
    with lock:
        print(clean(lock))
    r = mp.RLock()
    print(clean(r))
    with r, r:
        print(clean(r))
    s = mp.Semaphore(2)
    print(clean(s))
    print(clean(mp.BoundedSemaphore(2)))
    c = mp.Condition()
    print(clean(c))
    e = mp.Event()
    print(clean(e))
    e.set()
    print(clean(e), e.is_set())
    print(clean(mp.Value('i', 3)), clean(mp.Value('d', 1.5).get_lock()))
    print(clean(mp.Array('i', [1, 2])), mp.Array('i', [1, 2])[:])
    print(clean(mp.Queue()), clean(mp.SimpleQueue()), clean(mp.JoinableQueue()))
    print(clean(mp.Barrier(2)))
    a, b = mp.Pipe()
    print(re.sub(r'\d+', 'N', str(type(a))), a.closed, a.readable, a.writable)
    a.close()
    print(a.closed)
    print(mp.get_context(), mp.get_context('spawn').__class__.__name__, mp.get_start_method())
    print(mp.get_all_start_methods())
