import multiprocessing
import os


def who(_):
    return multiprocessing.current_process().name, multiprocessing.current_process().daemon, os.getpid() != os.getppid()


if __name__ == '__main__':
    with multiprocessing.Pool(1) as pool:
        print(set(pool.map(who, range(4))))
    with multiprocessing.Pool(1) as pool:
        print(pool.apply(who, (0,)))
    print(multiprocessing.Process().name)
