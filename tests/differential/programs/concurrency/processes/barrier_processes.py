import multiprocessing
import threading


def walk(barrier, log, n):
    for step in range(3):
        log.put((step, n))
        barrier.wait()


def late(barrier, answers):
    try:
        barrier.wait(timeout=0.1)
    except threading.BrokenBarrierError as exc:
        answers.put(type(exc).__name__)


if __name__ == '__main__':
    barrier, log = multiprocessing.Barrier(3), multiprocessing.SimpleQueue()
    processes = [multiprocessing.Process(target=walk, args=(barrier, log, n)) for n in range(3)]
    for process in processes:
        process.start()
    rows = [log.get() for _ in range(9)]
    for process in processes:
        process.join()
    print([sorted(rows[i:i + 3]) for i in range(0, 9, 3)])
    answers = multiprocessing.SimpleQueue()
    barrier = multiprocessing.Barrier(2)
    process = multiprocessing.Process(target=late, args=(barrier, answers))
    process.start()
    process.join()
    print(answers.get(), barrier.broken)
