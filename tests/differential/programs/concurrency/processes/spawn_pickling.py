import multiprocessing


class Task:
    def __init__(self, n):
        self.n = n

    def run(self, queue):
        queue.put(self.n * 2)


def local():
    def inner():
        pass
    return inner


def attempt(context, target, *args):
    try:
        context.Process(target=target, args=args).start()
    except Exception as exc:
        print(type(exc).__name__, str(exc).split(' at 0x')[0])


if __name__ == '__main__':
    context = multiprocessing.get_context('spawn')
    queue = context.Queue()
    process = context.Process(target=Task(21).run, args=(queue,))
    process.start()
    print(queue.get())
    process.join()
    attempt(context, local())
    attempt(context, lambda: 1)
    attempt(context, print, (n for n in range(3)))
    import threading
    attempt(context, print, threading.Lock())
    ours, theirs = context.Pipe()
    try:
        ours.send(context.Lock())
    except RuntimeError as exc:
        print(exc)
    try:
        ours.send(queue)
    except RuntimeError as exc:
        print(exc)
    ours.send(Task(5))
    print(theirs.recv().n)
