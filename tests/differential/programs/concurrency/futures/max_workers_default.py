import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

with ThreadPoolExecutor() as t:
    print(t._max_workers == min(32, os.cpu_count() + 4), t._thread_name_prefix.startswith('ThreadPoolExecutor-'))
for bad in (0, -3):
    for cls in (ThreadPoolExecutor, ProcessPoolExecutor):
        try:
            cls(bad)
        except ValueError as e:
            print(cls.__name__, e)
try:
    ProcessPoolExecutor(1, max_tasks_per_child='x')
except Exception as e:
    print(type(e).__name__, e)
try:
    ProcessPoolExecutor(1, max_tasks_per_child=0)
except Exception as e:
    print(type(e).__name__, e)
