# lesson 8: The convoy
#
# question: A thread mostly waits for answers that take 0.3 ms. What does one computing thread do
#   to it?
# watch: The line "Convoy" of the report, with the closed form beside it; and the state wants_gil
#   of the thread that asks, far longer than its time asleep. Each round ends with a drop request.
# answer: A round takes 5.5 ms instead of 0.37 ms. Whoever blocks drops the GIL, the computing
#   thread takes it, and to have it back costs a whole switch interval, each time. A shorter
#   interval helps the one that asks.
# known: 0.3 ms: the 0.0003 s of sleep()
# try: gilsim explain --why convoy
# try: gilsim compare --switch-interval 100us,1ms,5ms convoy
# try: gilsim compare --gil cpython-2.7,cpython-3.11,free-threaded --cores 2 convoy
# expect: exit_status is 0
# expect: printed.alone between 0.33 and 0.45, says 0.37 ms, measured 0.391 ms
# expect: printed.beside_a_computing_thread between 5.2 and 5.9, says 5.5 ms, measured 5.54 ms
# expect: gil_stats.drop_requests between 38 and 60
# expect: gil_stats.handoffs between 76 and 130

from threading import Thread
from time import sleep, time

ROUNDS = 40


def ask():
    began = time()
    for _ in range(ROUNDS):
        sleep(0.0003)
    return (time() - began) / ROUNDS * 1000


def compute():
    while not done:
        pass


if __name__ == "__main__":
    done = False
    print(f"alone: {ask():.2f} ms")
    thread = Thread(target=compute)
    thread.start()
    print(f"beside a computing thread: {ask():.2f} ms")
    done = True
    thread.join()
