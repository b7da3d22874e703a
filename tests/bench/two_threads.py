# The documents' loop, shared out between two threads.
import sys
from threading import Thread


def work(id, start, end, result):
    total = 0
    for i in range(start, end):
        total += i
    result.append(total)
    return


result = []

count = int(sys.argv[1])
first = Thread(target=work, args=(1, 0, count // 2, result))
second = Thread(target=work, args=(2, count // 2, count, result))
first.start()
second.start()
first.join()
second.join()
print(sum(result))
