import multiprocessing
import random


def draw(q, seed):
    random.seed(seed)
    q.put((seed, [random.randint(1, 6) for _ in range(3)]))


if __name__ == '__main__':
    q = multiprocessing.Queue()
    for seed in (1, 2):
        p = multiprocessing.Process(target=draw, args=(q, seed))
        p.start()
        print(q.get())
        p.join()
