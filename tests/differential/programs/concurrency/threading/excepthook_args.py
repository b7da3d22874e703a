import sys
import threading


def hook(args):
    print(type(args).__name__, args.exc_type.__name__, args.exc_value, args.exc_traceback is not None, args.thread.name)
    print(len(args), args[0] is args.exc_type)


def work():
    raise LookupError('lost')


threading.excepthook = hook
t = threading.Thread(target=work, name='seeker')
t.start()
t.join()
threading.excepthook = threading.__excepthook__
args = threading.ExceptHookArgs((ValueError, ValueError('by hand'), None, t))
sys.stderr = sys.stdout
threading.excepthook(args)
threading.excepthook(threading.ExceptHookArgs((SystemExit, SystemExit(), None, t)))
try:
    threading.ExceptHookArgs((1, 2))
except TypeError as e:
    print(e)
