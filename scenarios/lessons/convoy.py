# lesson 10: The convoy
#
# question: A thread mostly waits for answers that take 0.3 ms. What does one computing thread do
#   to it?
# watch: The state wants_gil of the thread that asks: it is far longer than its time asleep. Each
#   round ends with a drop request.
# answer: Each round takes 5.4 ms instead of 0.4 ms. Whoever blocks drops the GIL, the computing
#   thread takes it, and to have it back costs a whole switch interval, each time. A shorter
#   interval helps the one that asks.
# try: gilsim run --switch-interval 500us convoy
# try: gilsim run --gil free-threaded convoy
# try: gilsim explain convoy
# prints: alone a round takes less than 1 ms: True
# prints: beside a computing thread more than 5 ms: True
# expect: exit_status is 0
# expect: gil_stats.drop_requests between 38 and 60
# expect: gil_stats.handoffs between 76 and 130

from threading import Thread
from time import sleep, time

ROUNDS = 40


def ask():
    began = time()
    for _ in range(ROUNDS):
        sleep(0.0003)
    return (time() - began) / ROUNDS


def compute():
    while not done:
        pass


if __name__ == "__main__":
    done = False
    alone = ask()
    thread = Thread(target=compute)
    thread.start()
    beside = ask()
    done = True
    thread.join()
    print("alone a round takes less than 1 ms:", alone < 0.001)
    print("beside a computing thread more than 5 ms:", beside > 0.005)
