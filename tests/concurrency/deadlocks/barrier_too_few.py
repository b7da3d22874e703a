# prints: here
# report: line 7 of barrier_too_few.py
import threading

barrier = threading.Barrier(2)
print('here')
barrier.wait()
