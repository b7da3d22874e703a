import threading
from concurrent.futures import CancelledError, Future, InvalidStateError, ThreadPoolExecutor

gate = threading.Event()
with ThreadPoolExecutor(1) as executor:
    running = executor.submit(gate.wait)
    while not running.running():
        pass
    waiting = executor.submit(print, 'never')
    print(running.running(), running.done(), running.cancel(), running.cancelled())
    print(waiting.running(), waiting.done(), waiting.cancel(), waiting.cancelled(), waiting.done())
    print(waiting.cancel())
    gate.set()
    print(running.result(), running.exception(), running.done())
    try:
        waiting.result()
    except CancelledError as exc:
        print(repr(exc))
print(repr(running).split(' ')[3:], repr(waiting).split(' ')[3:])
mine = Future()
print(mine.set_running_or_notify_cancel(), repr(mine).split(' ')[3:])
mine.set_result(5)
print(mine.result(), repr(mine).split(' ')[3:])
try:
    mine.set_result(6)
except InvalidStateError as exc:
    print(str(exc).split(':')[0])
failed = Future()
failed.set_exception(KeyError('k'))
print(repr(failed).split(' ')[3:], repr(failed.exception()))
try:
    Future().result(timeout=0.01)
except TimeoutError as exc:
    print(repr(exc))
