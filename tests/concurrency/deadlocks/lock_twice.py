# prints: once
# report: MainThread waits for lock #
# report: which it holds itself
# report: line 11 of lock_twice.py
import threading

lock = threading.Lock()
lock.acquire()
print('once')
# A plain lock does not know that its owner asks.
lock.acquire()
