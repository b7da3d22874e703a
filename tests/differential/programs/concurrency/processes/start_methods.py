import multiprocessing


def work(queue):
    queue.put((__name__, multiprocessing.current_process().name))


if __name__ == '__main__':
    multiprocessing.set_start_method('spawn')
    try:
        multiprocessing.set_start_method('fork')
    except RuntimeError as exc:
        print(exc)
    print(multiprocessing.get_start_method())
    multiprocessing.set_start_method('fork', force=True)
    print(multiprocessing.get_start_method())
    for method in ('fork', 'spawn'):
        context = multiprocessing.get_context(method)
        queue = context.Queue()
        process = context.Process(target=work, args=(queue,))
        process.start()
        print(method, context.get_start_method(), queue.get(), type(process).__name__)
        process.join()
