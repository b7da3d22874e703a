# lesson 25: A cousin: Ruby
#
# question: Ruby has a lock like Python's. What does it do otherwise?
# run: --gil ruby
# watch: The turns: 100 ms each, twenty of Python's. The threads take them in the order in which
#   they came.
# answer: Its time slice is twenty times as long, and the waiters stand in a queue. Threads that
#   only compute do well with it; a thread that often waits for something pays 100 ms for each
#   answer.
# known: 100 ms: TIME_QUANTUM (Ruby 2.7, thread_pthread.c)
# try: gilsim compare --gil cpython-3.11,ruby ruby_cousin
# try: gilsim run --switch-interval 5ms ruby_cousin
# try: gilsim explain ruby
# prints: an answer takes more than 100 ms: True
# expect: exit_status is 0
# expect: gil_stats.handoffs at most 24
# expect: gil_stats.drop_requests between 4 and 12

from threading import Thread
from time import sleep, time


def compute():
    while not done:
        pass


if __name__ == "__main__":
    done = False
    thread = Thread(target=compute)
    thread.start()
    began = time()
    for _ in range(4):
        sleep(0.001)
    each = (time() - began) / 4
    done = True
    thread.join()
    print("an answer takes more than 100 ms:", each > 0.1)
