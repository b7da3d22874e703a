# lesson 9: Who starves
#
# question: Threads that compute and one that asks share the GIL. Does each get its share?
# watch: The line "Starving" of the report: how long the one that asks had the GIL, and how long an
#   equal share would have been.
# answer: No. Those that compute hold the GIL for whole turns; the one that asks needs it for
#   microseconds, and waits for it a whole turn or more, each time. It gives back what it gets at
#   once, and the GIL remembers nothing: it has no priorities, no queue, and no idea who has had
#   little. With more computing threads it may wait several turns, since whoever reaches the free
#   GIL first has it.
# try: gilsim explain --why who_starves
# try: gilsim compare --gil cpython-2.7,cpython-3.11,ruby who_starves
# expect: exit_status is 0
# expect: printed.an_answer_alone between 0.33 and 0.45, measured 0.391 ms
# expect: printed.an_answer_beside_1 between 4.8 and 6.5, measured 5.54 ms
# expect: printed.an_answer_beside_2 between 4.6 and 30

from threading import Thread
from time import perf_counter, sleep

ANSWERS = 12


def compute():
    while not done:
        pass


def ask():
    began = perf_counter()
    for _ in range(ANSWERS):
        sleep(0.0003)
    return (perf_counter() - began) / ANSWERS * 1000


if __name__ == "__main__":
    done = False
    print(f"an answer alone: {ask():.2f} ms")
    for count in (1, 2):
        threads = [Thread(target=compute) for _ in range(count)]
        for thread in threads:
            thread.start()
        print(f"an answer beside {count}: {ask():.2f} ms")
        done = True
        for thread in threads:
            thread.join()
        done = False
