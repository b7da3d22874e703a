import threading
from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(4)
print(len(executor._threads), threading.active_count())
executor.submit(int).result()
executor.shutdown()
print(threading.active_count())
executor.shutdown()
print(isinstance(executor, ThreadPoolExecutor))
