# What the main program did under its guard is not there in a spawned child.
import multiprocessing

CONSTANT = 1
changed = 'at import'


def show(queue):
    queue.put((CONSTANT, changed))


if __name__ == '__main__':
    changed = 'by main'
    for method in ('spawn', 'fork'):
        context = multiprocessing.get_context(method)
        queue = context.SimpleQueue()
        process = context.Process(target=show, args=(queue,))
        process.start()
        print(method, queue.get())
        process.join()
