# What concurrent.interpreters says of itself, as CPython 3.14 does (Lib/concurrent/interpreters);
# CPython 3.11 has none of it.
from concurrent import interpreters
import pickle


def show(attempt):
    try:
        print(attempt())
    except Exception as exc:
        print(type(exc).__name__, '|', exc)


def make_queue(queue):
    queue.put('from inside')
    return interpreters.create_queue()


if __name__ == '__main__':
    main = interpreters.get_main()
    print(main is interpreters.get_current(), main.id, main.whence, main.is_running())
    show(main.close)
    show(lambda: main.exec('1'))
    one = interpreters.create()
    print(one.whence, interpreters.Interpreter(one.id) is one, hash(one) == hash(one.id))
    for id in ('1', 99):
        show(lambda: interpreters.Interpreter(id))
        show(lambda: interpreters.Queue(id))
    queue = interpreters.create_queue(maxsize=1)
    print(queue, queue.id, queue.maxsize, interpreters.Queue(queue.id) is queue)
    print('back', one.call(make_queue, queue), queue.get(timeout=5))
    print(interpreters.create_queue().id)
    show(queue.get_nowait)
    show(lambda: queue.get(timeout=0.5))
    queue.put(0)
    show(lambda: queue.put(1, timeout=0))
    show(lambda: queue.put(1, timeout=-1))
    print(issubclass(interpreters.QueueFull, RuntimeError), interpreters.is_shareable(queue))
    one.close()
    show(one.is_running)
    show(lambda: one.call(print))
    print(interpreters.list_all())
