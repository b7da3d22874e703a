# Runs two copies of a program at once, `first` and `second` beside this file, in two threads that
# hand the lock to each other: a trace of that tells where in the code every handoff happened.
import threading

threads = [threading.Thread(target=__import__, args=(name,)) for name in ("first", "second")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
