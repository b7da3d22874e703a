import signal


def handler(signum, frame):
    print('handler got', signal.Signals(signum).name, frame.f_code.co_name)


def main():
    old = signal.signal(signal.SIGUSR1, handler)
    print(old, signal.getsignal(signal.SIGUSR1) is handler)
    signal.raise_signal(signal.SIGUSR1)
    print('back', signal.SIGUSR1, repr(signal.SIGUSR1), int(signal.SIGTERM), signal.strsignal(signal.SIGTERM))
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    signal.raise_signal(signal.SIGUSR1)
    print(signal.getsignal(signal.SIGUSR1), signal.getsignal(signal.SIGINT))
    for args in ((0, handler), (65, handler), (signal.SIGKILL, handler), (signal.SIGTERM, 'x')):
        try:
            signal.signal(*args)
        except Exception as e:
            print(type(e).__name__, e)


main()
