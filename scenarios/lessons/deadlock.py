# lesson 21: Deadlock and lock order
#
# question: Two threads need two locks each. What can go wrong?
# watch: The report: who waits for which lock, who holds it, at which line, and the cycle. (CPython
#   would hang without a word; gilsim sees that nothing can ever happen again.)
# answer: Each takes its first lock and then waits for the one that the other has. Nobody can go
#   on, and the run ends with exit status 100. The remedy is an order: whoever needs both takes
#   them in the same order, whatever it wants to do with them.
# known: 100: gilsim's exit status for a deadlock
# try: gilsim trace -o deadlock.txt deadlock
# try: gilsim compare --gil cpython-2.7,cpython-3.11,free-threaded --cores 1,2 deadlock
# expect: exit_status is 100
# expect: threads is 3

from threading import Lock, Thread
from time import sleep

fork, spoon = Lock(), Lock()


def eat(mine, other):
    with mine:
        sleep(0.001)
        with other:
            print("somebody eats")


if __name__ == "__main__":
    threads = [Thread(target=eat, args=(fork, spoon)), Thread(target=eat, args=(spoon, fork))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
