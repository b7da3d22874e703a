import signal

stop = False


def request_stop(signum, frame):
    global stop
    stop = True


signal.signal(signal.SIGINT, request_stop)
turns = 0
while not stop:
    turns += 1
    if turns == 5:
        signal.raise_signal(signal.SIGINT)
print('stopped after', turns)
signal.signal(signal.SIGINT, signal.default_int_handler)
print(signal.getsignal(signal.SIGINT), signal.default_int_handler is signal.getsignal(signal.SIGINT))
try:
    signal.default_int_handler(2, None)
except KeyboardInterrupt:
    print('KeyboardInterrupt')
