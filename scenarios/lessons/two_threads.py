# lesson 2: Two threads
#
# question: Two threads with half of the work each, on two cores: are they twice as fast?
# run: --profile documents
# watch: The sentence "2 threads took ... the time of one", and the table: each worker spends half
#   of its life in wants_gil. Every 5 ms the waiting thread's time runs out, it asks for the GIL,
#   and the holder drops it at the next jump back of its loop.
# answer: No: 4.6 s again. Only the thread that holds the GIL runs bytecode, so the two take turns
#   and the second core has nothing to do. The turns themselves cost little.
# known: 5 ms is the switch interval (sys.getswitchinterval of CPython 3.2 and later)
# try: gilsim explain --why two_threads
# try: gilsim trace -o two_threads.txt two_threads
# try: gilsim compare --cores 1,2,4 two_threads
# prints: Result: 4999999950000000
# expect: exit_status is 0
# expect: elapsed_ns between 4_462_000_000 and 4_738_000_000, says 4.6 s, measured 4.6 s
# expect: elapsed_ns / one_thread.elapsed_ns between 0.98 and 1.1, measured 1.03
# expect: gil_stats.handoffs at least 500
# expect: gil_stats.drop_requests at least 500

from threading import Thread


def work(id, start, end, result):
    total = 0
    for i in range(start, end):
        total += i
    result.append(total)
    return


if __name__ == "__main__":
    START, END = 0, 100000000
    result = list()
    th1 = Thread(target=work, args=(1, START, END // 2, result))
    th2 = Thread(target=work, args=(2, END // 2, END, result))

    th1.start()
    th2.start()
    th1.join()
    th2.join()

    print(f"Result: {sum(result)}")
