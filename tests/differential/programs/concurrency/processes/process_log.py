# What multiprocessing tells its logger of processes, forked and spawned, and at the program's end.
import logging
import multiprocessing
import time


def work(n):
    print('working', n, flush=True)
    if n == 2:
        raise SystemExit(n)


if __name__ == '__main__':
    print(multiprocessing.get_logger().propagate)
    logger = multiprocessing.log_to_stderr(logging.DEBUG)
    logger.warning('doomed')
    for method, n in (('fork', 1), ('spawn', 2)):
        process = multiprocessing.get_context(method).Process(target=work, args=(n,))
        process.start()
        process.join()
        logger.setLevel(logging.INFO)
    process = multiprocessing.Process(target=time.sleep, args=(0.5,), name='sleeper')
    logger.setLevel(logging.WARNING)
    process.start()
    logger.setLevel(logging.DEBUG)
