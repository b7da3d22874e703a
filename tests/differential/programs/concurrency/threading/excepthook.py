import sys
import threading


def hook(args):
    print('hook:', args.exc_type.__name__, args.exc_value, args.thread.name,
          args.exc_traceback is not None)


def fail(text):
    raise ValueError(text)


def leave():
    sys.exit(3)


threading.excepthook = hook
for target, args in ((fail, ('one',)), (leave, ()), (fail, ('two',))):
    thread = threading.Thread(target=target, args=args)
    thread.start()
    thread.join()
    print(thread.name, thread.is_alive())
threading.excepthook = threading.__excepthook__
thread = threading.Thread(target=leave)
thread.start()
thread.join()
print('SystemExit is silent')
