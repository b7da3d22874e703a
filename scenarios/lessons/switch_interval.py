# lesson 4: The switch interval in ticks
#
# question: When exactly does a thread have to let go of the GIL?
# run: --gil round-robin --switch-interval 100
# watch: The bars in the trace: under the textbook's policy every handoff comes 100 ticks, that is
#   100 bytecode instructions, after the last one, in the middle of a line or between two. A loop
#   of seven instructions never ends with a turn, so the turns end at other places each time.
# answer: Under round-robin when its 100 ticks are used up. CPython 3 has no such quantum: its
#   interval is how long a waiter waits before it asks, and the holder drops the GIL at its next
#   check point after that.
# try: gilsim trace -o handoffs.txt switch_interval
# try: gilsim run --gil cpython-3.11 --switch-interval 10us switch_interval
# try: gilsim explain switch-interval
# prints: Result: 199990000
# expect: exit_status is 0
# expect: gil_stats.handoffs between 500 and 1400
# expect: gil_stats.drop_requests is 0

from threading import Thread


def work(id, start, end, result):
    total = 0
    for i in range(start, end):
        total += i
    result.append(total)


if __name__ == "__main__":
    START, END = 0, 20000
    result = list()
    th1 = Thread(target=work, args=(1, START, END // 2, result))
    th2 = Thread(target=work, args=(2, END // 2, END, result))

    th1.start()
    th2.start()
    th1.join()
    th2.join()

    print(f"Result: {sum(result)}")
