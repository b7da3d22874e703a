import os
import signal
import threading
import time


class GracefulKiller:
    kill_now = False

    def __init__(self):
        signal.signal(signal.SIGINT, self.exit_gracefully)
        signal.signal(signal.SIGTERM, self.exit_gracefully)

    def exit_gracefully(self, signum, frame):
        print('received', signum)
        self.kill_now = True


killer = GracefulKiller()
threading.Timer(0.03, os.kill, (os.getpid(), signal.SIGTERM)).start()
loops = 0
while not killer.kill_now:
    time.sleep(0.01)
    loops += 1
print('End of the program. I was killed gracefully :)', loops > 0)
