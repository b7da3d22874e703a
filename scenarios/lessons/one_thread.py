# lesson 1: One thread
#
# question: How long does one thread take to add up a hundred million numbers?
# run: --profile documents
# watch: The main thread does nothing but wait in join(): nobody else wants the GIL, so the worker
#   keeps it from beginning to end, however often its 5 ms pass.
# answer: 4.6 s on the machine of the documents. An iteration is seven instructions of bytecode.
#   This is what the other lessons are measured against.
# known: 5 ms is the switch interval (sys.getswitchinterval of CPython 3.2 and later)
# try: gilsim run --profile cpython-3.11 one_thread
# try: gilsim dis one_thread
# prints: Result: 4999999950000000
# expect: exit_status is 0
# expect: elapsed_ns between 4_462_000_000 and 4_738_000_000, says 4.6 s
# expect: gil_stats.drop_requests at most 5

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
    th1 = Thread(target=work, args=(1, START, END, result))

    th1.start()
    th1.join()

    print(f"Result: {sum(result)}")
