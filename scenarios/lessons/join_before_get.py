# lesson 22: Join before get
#
# question: A child puts its result into a Queue; the parent joins it and then reads. Why does that
#   hang, but only for large results?
# watch: The report of the deadlock: the parent waits for the child's end, the child for the thread
#   that feeds the queue, and that thread for room in the pipe.
# answer: A Queue is a pipe with a thread that writes into it, and a process does not end before
#   that thread has written everything. A pipe holds 65536 bytes. A result of 65514 bytes just
#   fits, pickled, with its length before it; one of 66000 bytes does not, and the parent, who
#   would have to read, waits in join(). So: get, then join.
# known: 65536: the capacity of a pipe on Linux, 16 pages (pipe(7)); measured with CPython 2.7 and
#   3.11: 65514 returns, 66000 hangs
# try: gilsim trace -o join.txt join_before_get
# try: gilsim explain blocked_io
# prints: joined, then got 65514 bytes
# expect: exit_status is 100
# expect: processes is 3

from multiprocessing import Process, Queue


def work(queue, size):
    queue.put(bytes(size))


def join_before_get(size):
    queue = Queue()
    process = Process(target=work, args=(queue, size))
    process.start()
    process.join()
    print("joined, then got", len(queue.get()), "bytes")


if __name__ == "__main__":
    join_before_get(65514)
    join_before_get(66000)
