# SPDX-License-Identifier: MIT
#
# The documents' loop in N threads, for what the report says of the lock. N ITERATIONS
import sys
from threading import Thread


def work(iterations):
    total = 0
    for i in range(iterations):
        total += i


if __name__ == "__main__":
    count, iterations = int(sys.argv[1]), int(sys.argv[2])
    threads = [Thread(target=work, args=(iterations // count,)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
