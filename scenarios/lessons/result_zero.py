# lesson 23: Result: 0
#
# question: The notebook's program with two processes ends after 0.11 s with `Result: 0`. Why?
# run: --profile cpython-3.11 --start-method spawn --interactive
# watch: Standard error: each child says that it cannot find `work`. The parent does not: a child
#   that failed has put nothing into the queue, so the parent's first get() reads its own `STOP`.
# answer: A spawned process begins with an empty interpreter and imports the main program to find
#   its target. A notebook's cells cannot be imported. The children end with an AttributeError and
#   exit code 1, nobody looks at the exit codes, and the sum of nothing is 0. With fork, which
#   copies the parent, the same program is right.
# known: 0.11 s: the notebook; exit code 1 after an uncaught exception (multiprocessing/process.py)
# try: gilsim run --start-method fork result_zero
# try: gilsim explain interactive
# prints: Result: 0
# complains: AttributeError: Can't get attribute 'work' on <module '__main__' (built-in)>
# expect: exit_status is 0
# expect: processes is 3

from multiprocessing import Process, Queue


def work(id, start, end, result):
    total = 0
    for i in range(start, end):
        total += i
    result.put(total)


if __name__ == "__main__":
    START, END = 0, 10000000
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
