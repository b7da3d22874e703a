# SPDX-License-Identifier: MIT
import time
print(time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(0)), time.gmtime(86399), time.asctime(time.gmtime(10 ** 9)))
print(time.mktime((2024, 1, 1, 0, 0, 0, 0, 0, 0)), time.strptime('2024-05-06', '%Y-%m-%d'), time.ctime(0), time.gmtime(0).tm_year, time.gmtime(5)[5])
t = time.time(); time.sleep(0.01); print(time.time() - t >= 0.01, time.perf_counter() > 0, type(time.time_ns()), isinstance(time.monotonic(), float))
print(time.strftime('%H:%M', time.gmtime(3661)), time.struct_time((2024, 1, 2, 3, 4, 5, 1, 2, 0)))
try: time.sleep(-1)
except ValueError as e: print(e)
