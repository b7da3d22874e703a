# lines: any order
# concurrent.interpreters is not in CPython 3.11: what is expected is PEP 734's.
from concurrent import interpreters


def add(a, b=1):
    return a + b


def fail():
    raise ValueError('in there')


if __name__ == '__main__':
    first = interpreters.create()
    second = interpreters.create()
    print(first, second, interpreters.list_all(), interpreters.get_current(), first.is_running())
    first.exec('x = 5; print("hello from", x)')
    first.prepare_main(y=7)
    first.exec('print(x + y)')
    try:
        second.exec('print(x)')
    except interpreters.ExecutionFailed as exc:
        print(str(exc).splitlines()[0])
    print(first.call(add, 3), second.call(add, 'a', b='b'))
    try:
        second.call(fail)
    except interpreters.ExecutionFailed as exc:
        print(exc.excinfo.type.__name__, exc.excinfo.msg, '|', exc.excinfo.formatted)
    thread = first.call_in_thread(print, 'in a thread')
    thread.join()
    queue = interpreters.create_queue(2)
    first.prepare_main(queue=queue)
    first.exec('queue.put([1, {"a": 2}]); queue.put(None)')
    print(queue.qsize(), queue.full(), queue.get(), queue.get(), queue.empty())
    try:
        queue.get(timeout=0.1)
    except interpreters.QueueEmpty as exc:
        print(type(exc).__mro__[1].__name__)
    print(interpreters.is_shareable((1, 'a')), interpreters.is_shareable([]))
    first.close()
    for attempt in (first.close, lambda: first.exec('1')):
        try:
            attempt()
        except interpreters.InterpreterNotFoundError as exc:
            print(exc)
    print(interpreters.list_all())
