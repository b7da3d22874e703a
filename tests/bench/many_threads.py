# Very many threads that all want to run: how many, and the turns of each.
import sys
from threading import Thread


def work(turns):
    total = 0
    for i in range(turns):
        total += i


count, turns = map(int, sys.argv[1:])
threads = [Thread(target=work, args=(turns,)) for _ in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
