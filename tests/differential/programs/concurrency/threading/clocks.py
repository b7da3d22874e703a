import time

begin = time.monotonic(), time.perf_counter(), time.process_time(), time.thread_time()
time.sleep(0.2)
end = time.monotonic(), time.perf_counter(), time.process_time(), time.thread_time()
print([b - a >= 0.2 for a, b in zip(begin, end)])
print(time.monotonic() <= time.monotonic(), isinstance(time.time_ns(), int),
      abs(time.time_ns() / 1e9 - time.time()) < 5, isinstance(time.perf_counter_ns(), int))
