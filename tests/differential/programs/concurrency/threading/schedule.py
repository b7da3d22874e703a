import sched
import time

scheduler = sched.scheduler(time.monotonic, time.sleep)
log = []
begin = time.monotonic()
third = scheduler.enter(0.3, 1, log.append, ('third',))
scheduler.enter(0.1, 1, log.append, ('first',))
scheduler.enter(0.2, 1, log.append, argument=('second',))
dropped = scheduler.enter(0.25, 1, log.append, ('never',))
at = time.monotonic() + 0.15
scheduler.enterabs(at, 2, log.append, ('less urgent',))
scheduler.enterabs(at, 1, log.append, ('urgent',))
print(scheduler.empty(), len(scheduler.queue), scheduler.queue[-1] is third)
scheduler.cancel(dropped)
print(scheduler.run(blocking=False) > 0, log)
scheduler.run()
print(log, scheduler.empty(), time.monotonic() - begin >= 0.3)
try:
    scheduler.cancel(dropped)
except ValueError:
    print('not there')
