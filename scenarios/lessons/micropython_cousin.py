# lesson 26: A cousin: MicroPython
#
# question: MicroPython drops its lock at every 32nd jump of a function. What about functions that
#   jump less?
# run: --gil micropython --profile cpython-2.7
# watch: The handoffs in the trace: none is in the function `short`, however often it is called.
# answer: Each activation of a function counts for itself, so a function with fewer than 32 jumps
#   never gives the lock away; only its caller's loop does. To count is cheaper than to look at a
#   clock, which a small machine may not have.
# known: 32: MICROPY_PY_THREAD_GIL_VM_DIVISOR (MicroPython 1.20, py/mpconfig.h)
# try: gilsim trace -o micropython.txt micropython_cousin
# try: gilsim run --gil cpython-2.7 micropython_cousin
# try: gilsim explain micropython
# prints: Result: 9000
# expect: exit_status is 0
# expect: gil_stats.acquisitions between 10 and 40
# expect: gil_stats.drop_requests is 0

from threading import Thread


def short():
    count = 0
    for _ in range(30):
        count += 1
    return count


def work(result):
    total = 0
    for _ in range(150):
        total += short()
    result.append(total)


if __name__ == "__main__":
    result = []
    threads = [Thread(target=work, args=(result,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"Result: {sum(result)}")
