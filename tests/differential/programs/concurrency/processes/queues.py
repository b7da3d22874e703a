import multiprocessing
import queue


def double(source, target):
    for item in iter(source.get, 'STOP'):
        target.put(item * 2)
    target.put('DONE')


if __name__ == '__main__':
    source, target = multiprocessing.Queue(), multiprocessing.Queue()
    process = multiprocessing.Process(target=double, args=(source, target))
    process.start()
    for item in (1, 2.5, 'ab', [1], (2,)):
        source.put(item)
    source.put('STOP')
    print(list(iter(target.get, 'DONE')))
    process.join()
    print(target.empty())
    for attempt in (target.get_nowait, lambda: target.get(timeout=0.05), lambda: target.get(False)):
        try:
            attempt()
        except queue.Empty as exc:
            print(repr(exc))
    bounded = multiprocessing.Queue(1)
    bounded.put(1)
    print(bounded.full(), bounded.qsize())
    for attempt in (lambda: bounded.put_nowait(2), lambda: bounded.put(2, timeout=0.05)):
        try:
            attempt()
        except queue.Full as exc:
            print(repr(exc))
    print(bounded.get())
    bounded.close()
    for attempt in (lambda: bounded.put(1), bounded.get):
        try:
            attempt()
        except ValueError as exc:
            print(str(exc).endswith('is closed'))
    bounded.join_thread()
    simple = multiprocessing.SimpleQueue()
    print(simple.empty())
    simple.put({'a': 1})
    print(simple.empty(), simple.get())
    try:
        source.join_thread()
    except AssertionError as exc:
        print(str(exc).endswith('not closed'))
