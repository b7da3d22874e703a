# The documents' loop, in a thread.
import sys
from threading import Thread


def work(id, start, end, result):
    total = 0
    for i in range(start, end):
        total += i
    result.append(total)
    return


result = []
thread = Thread(target=work, args=(1, 0, int(sys.argv[1]), result))
thread.start()
thread.join()
print(sum(result))
