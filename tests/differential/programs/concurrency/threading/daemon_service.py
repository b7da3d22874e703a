import threading
import time

heartbeats = []


def heartbeat():
    while True:
        heartbeats.append(time.monotonic())
        time.sleep(0.01)


t = threading.Thread(target=heartbeat, daemon=True, name='heartbeat')
t.start()
print(t.daemon, t.daemon, t.is_alive())
time.sleep(0.05)
print(len(heartbeats) >= 3)
try:
    t.daemon = False
except RuntimeError as e:
    print(e)
print('main ends')
