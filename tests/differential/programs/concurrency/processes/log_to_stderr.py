import logging
import multiprocessing


def worker():
    print('Doing some work')


if __name__ == '__main__':
    logger = multiprocessing.get_logger()
    print(logger.name, logger.level, multiprocessing.log_to_stderr().name)
    logger.setLevel(logging.WARNING)
    logger.warning('doomed')
    p = multiprocessing.Process(target=worker)
    p.start()
    p.join()
