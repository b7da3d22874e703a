import queue

q = queue.Queue(1)
q.put('x')
for call in (lambda: q.put('y', block=False), lambda: q.put_nowait('y'), lambda: q.put('y', timeout=0.01),
             lambda: q.put('y', timeout=-1)):
    try:
        call()
    except Exception as e:
        print(type(e), repr(e), str(e) == '')
print(q.get())
for call in (lambda: q.get(False), q.get_nowait, lambda: q.get(timeout=0.01), lambda: q.get(True, -1)):
    try:
        call()
    except Exception as e:
        print(type(e), repr(e))
try:
    q.task_done()
    q.task_done()
except ValueError as e:
    print(e)
s = queue.SimpleQueue()
for call in (s.get_nowait, lambda: s.get(timeout=0.01), lambda: s.get(block=False), lambda: s.get(timeout=-1)):
    try:
        call()
    except Exception as e:
        print(type(e), repr(e), e)
s.put(1, block=False, timeout=3)
s.put_nowait(2)
print(s.qsize(), s.empty(), s.get(), s.get())
print(queue.Empty.__mro__, queue.Full.__doc__)
