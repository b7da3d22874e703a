# lesson 12: Two processes
#
# question: Two processes with half of the work each: are they twice as fast?
# run: --profile documents
# watch: The children's rows: both run at the same time, and neither ever waits for a GIL, because
#   each process has one of its own.
# answer: Nearly: 2.6 s instead of 4.6 s. The work itself takes 2.3 s; on the machine of the
#   documents starting two processes takes the rest. What they computed has to be sent back: hence
#   the Queue, and `STOP` as its end.
# known: 4.6 s: see one_thread; 2.3 s is half of it
# try: gilsim run --profile cpython-3.11 two_processes
# try: gilsim compare --cores 1,2,4 two_processes
# prints: Result: 4999999950000000
# expect: exit_status is 0
# expect: processes is 3
# expect: elapsed_ns between 2_522_000_000 and 2_678_000_000, says 2.6 s, measured 2.6 s
# expect: elapsed_ns / one_thread.elapsed_ns between 0.5 and 0.6, measured 0.57

from multiprocessing import Process, Queue


def work(id, start, end, result):
    total = 0
    for i in range(start, end):
        total += i
    result.put(total)
    return


if __name__ == "__main__":
    START, END = 0, 100000000
    result = Queue()
    th1 = Process(target=work, args=(1, START, END // 2, result))
    th2 = Process(target=work, args=(2, END // 2, END, result))

    th1.start()
    th2.start()
    th1.join()
    th2.join()

    result.put('STOP')
    total = 0
    while True:
        tmp = result.get()
        if tmp == 'STOP':
            break
        else:
            total += tmp
    print(f"Result: {total}")
