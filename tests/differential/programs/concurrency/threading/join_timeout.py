import threading
import time

thread = threading.Thread(target=time.sleep, args=(0.5,))
thread.start()
begin = time.monotonic()
print(thread.join(0.1), thread.is_alive(), time.monotonic() - begin < 0.45)
thread.join(timeout=0)
print(thread.is_alive())
thread.join()
print(thread.is_alive(), time.monotonic() - begin >= 0.4)
thread.join()
thread.join(-1)
print('joined as often as one likes')
