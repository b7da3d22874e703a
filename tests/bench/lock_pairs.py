# Acquires and releases a lock that nobody else wants.
import sys
from threading import Lock


def main(count):
    lock = Lock()
    for _ in range(count):
        lock.acquire()
        lock.release()


main(int(sys.argv[1]))
