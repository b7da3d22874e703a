import threading

barrier = threading.Barrier(2, timeout=0.02)
try:
    barrier.wait()
except threading.BrokenBarrierError as e:
    print('broken', repr(e), barrier.broken)
try:
    barrier.wait()
except threading.BrokenBarrierError as e:
    print('still broken')
barrier.reset()
print(barrier.broken)
order = []


def go():
    order.append(barrier.wait(timeout=5))


t = threading.Thread(target=go)
t.start()
order.append(barrier.wait(timeout=5))
t.join()
print(sorted(order))


def failing():
    raise ValueError('action failed')


b = threading.Barrier(1, action=failing)
try:
    b.wait()
except ValueError as e:
    print(e, b.broken)
try:
    threading.Barrier(0)
except ValueError as e:
    print(e)
