# lesson 14: A pipe instead of a queue
#
# question: Two processes that each send back one number: do they need a Queue?
# run: --profile documents
# watch: The parent's time in blocked_io: it waits at the pipes, and the children's numbers come as
#   they are ready. There is no `STOP` and no feeder thread: a pipe has one reader who knows how
#   much will come.
# answer: No. A Pipe is the simpler thing between two processes, and as fast: the work is the same,
#   and what it carries is a few bytes. A Queue is for many that write and read.
# try: gilsim run --profile cpython-3.11 pipe
# prints: Result: 4999999950000000
# expect: exit_status is 0
# expect: processes is 3
# expect: elapsed_ns / two_processes.elapsed_ns between 0.97 and 1.03

from multiprocessing import Process, Pipe


def work(id, start, end, connection):
    total = 0
    for i in range(start, end):
        total += i
    connection.send(total)
    connection.close()


if __name__ == "__main__":
    START, END = 0, 100000000
    parent1, child1 = Pipe()
    parent2, child2 = Pipe()
    th1 = Process(target=work, args=(1, START, END // 2, child1))
    th2 = Process(target=work, args=(2, END // 2, END, child2))

    th1.start()
    th2.start()
    total = parent1.recv() + parent2.recv()
    th1.join()
    th2.join()

    print(f"Result: {total}")
