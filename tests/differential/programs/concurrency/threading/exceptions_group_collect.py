import threading

errors = []
lock = threading.Lock()


def guarded(fn, *args):
    try:
        fn(*args)
    except Exception as e:
        with lock:
            errors.append(e)


ts = [threading.Thread(target=guarded, args=(int, x)) for x in ('1', 'a', '2', 'b')]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sorted(map(str, errors)))
try:
    raise ExceptionGroup('workers failed', sorted(errors, key=str))
except ExceptionGroup as group:
    print(type(group).__name__, len(group.exceptions), group.message)
