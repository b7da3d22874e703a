import signal


def handle(number, frame):
    print('handler', number, signal.Signals(number).name, frame.f_code.co_name)


def work():
    signal.raise_signal(signal.SIGUSR1)
    print('after')


print(signal.getsignal(signal.SIGUSR1), signal.signal(signal.SIGUSR1, handle))
work()
print(signal.getsignal(signal.SIGUSR1) is handle, signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handle)
work()
print(repr(signal.SIGTERM), int(signal.SIGKILL), signal.SIGINT == 2, signal.SIG_IGN)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
for arguments in ((99, handle), (signal.SIGUSR1, 5), (0, handle)):
    try:
        signal.signal(*arguments)
    except (ValueError, TypeError) as exc:
        print(type(exc).__name__, exc)
try:
    signal.signal(signal.SIGKILL, handle)
except OSError as exc:
    print(exc)
print(signal.strsignal(signal.SIGTERM), signal.strsignal(2))
