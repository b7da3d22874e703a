import multiprocessing
import time


def forever():
    try:
        while True:
            time.sleep(0.01)
    finally:
        print('never printed')


if __name__ == '__main__':
    p = multiprocessing.Process(target=forever, daemon=True)
    p.start()
    time.sleep(0.02)
    print(p.daemon, p.is_alive())
    try:
        p.daemon = False
    except AssertionError as e:
        print(e)
