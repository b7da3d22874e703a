# lesson 10: Two native workers
#
# question: What if the work is compiled code that does not touch Python objects?
# run: --profile documents
# watch: The column native: there both workers work at the same time, in one process, with the GIL
#   dropped. They hold it only to begin and to end.
# answer: Then threads are enough, and two of them take half of the time of one. This is how numpy,
#   hashlib and zlib use several cores. (That the compiled loop is so much faster than bytecode is
#   another matter.)
# try: gilsim demo
# try: gilsim compare --cores 1,2 native_workers
# prints: Result: 4999999950000000
# expect: exit_status is 0
# expect: processes is 1
# expect: elapsed_ns / one_thread.elapsed_ns at most 0.1
# expect: gil_stats.held_ns / elapsed_ns at most 0.5

from native import Worker

if __name__ == "__main__":
    START, END = 0, 100000000
    w1 = Worker(START, END // 2)
    w2 = Worker(END // 2, END)

    w1.start()
    w2.start()
    w1.join()
    w2.join()

    print(f"Result: {w1.result + w2.result}")
