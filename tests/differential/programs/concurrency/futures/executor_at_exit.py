from concurrent.futures import ThreadPoolExecutor
import time

ex = ThreadPoolExecutor(2)
fs = [ex.submit(time.sleep, 0.01) for _ in range(3)]
ex.submit(lambda: (time.sleep(0.05), print('last task')))
print('end of main without shutdown')
