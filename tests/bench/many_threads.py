# Very many threads that all want to run at once: how many, and the turns of each.
import sys
from threading import Event, Thread


def work(turns):
    go.wait()
    total = 0
    for i in range(turns):
        total += i


go = Event()
count, turns = map(int, sys.argv[1:])
threads = [Thread(target=work, args=(turns,)) for _ in range(count)]
for thread in threads:
    thread.start()
go.set()
for thread in threads:
    thread.join()
