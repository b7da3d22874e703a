import threading

t = threading.Thread(target=print, args=('ran',))
try:
    t.join()
except RuntimeError as e:
    print(e)
t.start()
try:
    t.start()
except RuntimeError as e:
    print(e)
t.join()
t.join()
try:
    threading.current_thread().join()
except RuntimeError as e:
    print(e)
for call in (lambda: threading.Thread(None, 5, 'name', 3), lambda: threading.Thread(group=1)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)


class Forgot(threading.Thread):
    def __init__(self):
        self.x = 1


for call in (Forgot().start, Forgot().join, lambda: Forgot().name, lambda: Forgot().is_alive(), lambda: Forgot().daemon):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
try:
    threading.Thread(target=print, args=5)
    print('accepted')
except TypeError as e:
    print(e)
try:
    threading.stack_size(1)
except ValueError as e:
    print(e)
print(threading.stack_size(), threading.stack_size(65536), threading.stack_size(0))
t = threading.Thread(name=7)
print(repr(t.name))
t.name = 8
print(repr(t.name))
