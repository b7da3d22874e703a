import multiprocessing
import os


def child(q):
    q.put((os.getpid(), os.getppid(), multiprocessing.current_process().pid, multiprocessing.parent_process().pid))


if __name__ == '__main__':
    q = multiprocessing.Queue()
    p = multiprocessing.Process(target=child, args=(q,))
    p.start()
    pid, ppid, own, parent = q.get()
    p.join()
    print(pid == p.pid == own, ppid == os.getpid() == parent, pid != ppid)
    print(multiprocessing.current_process().pid == os.getpid(), multiprocessing.parent_process() is None)
