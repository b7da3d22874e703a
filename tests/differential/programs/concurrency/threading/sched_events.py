import sched
import time

s = sched.scheduler(time.monotonic, time.sleep)
out = []
s.enter(0.03, 1, out.append, ('third',))
s.enter(0.01, 1, out.append, argument=('first',))
e = s.enter(0.02, 1, out.append, ('cancelled',))
s.enter(0.02, 2, out.append, ('low priority',), {})
s.cancel(e)
print(len(s.queue), s.empty(), s.queue[0].priority, s.queue[0].argument)
s.run()
print(out, s.empty())
try:
    s.cancel(e)
except ValueError as exc:
    print(exc)
print(s.run(blocking=False))
