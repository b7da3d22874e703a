# prints: waiting
# report: MainThread waits for a notification of a condition
# report: line 8 of event_never_set.py
import threading

event = threading.Event()
print('waiting')
event.wait()
