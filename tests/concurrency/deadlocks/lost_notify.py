# The notification came before anybody waited for it.
# prints: notified
# report: line 12 of lost_notify.py
import threading

condition = threading.Condition()
with condition:
    condition.notify()
    print('notified')

with condition:
    condition.wait()
