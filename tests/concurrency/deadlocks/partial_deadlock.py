# Two threads wait for each other; a third one goes on, so only the limit ends the run.
# options: --max-ticks 20000
# status: 101
# report: the limit of 20000 ticks was hit: raise it with --max-ticks N
# report: these threads were waiting:
# report: first waits for lock #
# report: held by second
# report: at line 24 of partial_deadlock.py in take
# report: second waits for lock #
# report: held by first
# report: the cycle: first -> second -> first
# prints: started
import threading
import time

a, b = threading.Lock(), threading.Lock()
both_have_one = threading.Barrier(2)


def take(mine, other):
    with mine:
        both_have_one.wait()
        # Neither gets the other's.
        with other:
            pass


threading.Thread(target=take, args=(a, b), name='first').start()
threading.Thread(target=take, args=(b, a), name='second').start()
print('started')
while True:
    time.sleep(0.001)
