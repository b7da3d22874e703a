import threading

lock = threading.RLock()
print(lock.acquire(), lock.acquire(), lock.acquire(blocking=False))
answers = []


def other():
    answers.append(lock.acquire(False))
    try:
        lock.release()
    except RuntimeError as exc:
        answers.append(str(exc))


def ask():
    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    print(answers)
    answers.clear()


ask()
lock.release()
lock.release()
ask()
print(lock._is_owned())
lock.release()
print(lock._is_owned())


def factorial(n):
    with lock:
        return 1 if n == 0 else n * factorial(n - 1)


print(factorial(20))
print('count=0' in repr(lock), 'unlocked' in repr(lock))
