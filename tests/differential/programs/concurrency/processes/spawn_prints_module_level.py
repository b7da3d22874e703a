import multiprocessing as mp

print('module level in', __name__)


def work(q):
    q.put((__name__, mp.current_process().name))


if __name__ == '__main__':
    mp.set_start_method('spawn')
    q = mp.Queue()
    p = mp.Process(target=work, args=(q,))
    p.start()
    print(q.get())
    p.join()
    print(mp.get_start_method())
