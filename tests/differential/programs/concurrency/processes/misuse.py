import multiprocessing


def nothing():
    pass


def join_other(p):
    try:
        p.join()
    except AssertionError as e:
        print(e)
    try:
        p.is_alive()
    except AssertionError as e:
        print(e)


if __name__ == '__main__':
    may_end = multiprocessing.Event()
    p = multiprocessing.Process(target=may_end.wait)
    for call in (p.join, p.terminate, p.kill, lambda: p.sentinel):
        try:
            print(call())
        except Exception as e:
            print(type(e).__name__, e)
    print(p.pid, p.exitcode, p.is_alive(), p.ident)
    p.start()
    try:
        p.start()
    except AssertionError as e:
        print(e)
    try:
        p.close()
    except ValueError as e:
        print('close:', e)
    may_end.set()
    p.join()
    p.close()
    for call in (p.join, p.start, lambda: p.pid, lambda: p.exitcode, p.is_alive, lambda: p.name, p.close):
        try:
            print(call())
        except Exception as e:
            print(type(e).__name__, e)
    q = multiprocessing.Process(target=nothing)
    r = multiprocessing.Process(target=join_other, args=(q,))
    r.start()
    r.join()
    try:
        multiprocessing.Process(group=1)
    except AssertionError as e:
        print(e)
    try:
        multiprocessing.set_start_method('thread')
    except ValueError as e:
        print(e)
    multiprocessing.set_start_method('fork', force=True)
    try:
        multiprocessing.set_start_method('spawn')
    except RuntimeError as e:
        print(e)
    try:
        multiprocessing.get_context('nope')
    except ValueError as e:
        print(e)
