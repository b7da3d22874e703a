import threading
import time

barrier = threading.Barrier(2)
try:
    barrier.wait(timeout=0.05)
except threading.BrokenBarrierError as exc:
    print('broken', repr(exc), barrier.broken)
try:
    barrier.wait()
except threading.BrokenBarrierError:
    print('still broken')
barrier.reset()
print(barrier.broken, barrier.n_waiting)
results = []


def wait():
    try:
        results.append(barrier.wait())
    except threading.BrokenBarrierError as exc:
        results.append(type(exc).__name__)


def run(end):
    thread = threading.Thread(target=wait)
    thread.start()
    while barrier.n_waiting == 0:
        time.sleep(0.01)
    end()
    thread.join()
    print(results, barrier.broken)
    results.clear()


run(barrier.abort)
barrier.reset()
run(barrier.reset)
run(barrier.wait)


def fail():
    raise ValueError('action')


barrier = threading.Barrier(1, fail)
try:
    barrier.wait()
except ValueError as exc:
    print(exc, barrier.broken)
print(issubclass(threading.BrokenBarrierError, RuntimeError))
