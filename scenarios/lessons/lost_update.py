# lesson 18: The lost update
#
# question: The GIL lets only one thread run at a time. Does that make `counter += 1` safe?
# run: --gil cpython-3.2
# watch: Where the handoffs fall in the trace: some lie between the LOAD_GLOBAL and the
#   STORE_GLOBAL of the same line.
# answer: No. The line is several instructions, and up to Python 3.9 a thread could lose the GIL
#   between any two of them. If it has loaded the counter and then waits for its next turn, it
#   stores a value that is milliseconds old and wipes out all that the other one has counted: a
#   fifth or a third of all updates.
# try: gilsim dis --gil cpython-3.2 lost_update
# try: gilsim run --gil cpython-2.7 --profile cpython-2.7 lost_update
# try: gilsim run --gil cpython-3.11 lost_update
# prints: updates were lost: True
# expect: exit_status is 0
# expect: printed.share_lost between 10 and 50, measured 28 %
# expect: gil_stats.handoffs at least 4

from threading import Thread

ROUNDS = 1000000
counter = 0


def count():
    global counter
    for _ in range(ROUNDS):
        counter += 1


if __name__ == "__main__":
    threads = [Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("updates were lost:", counter < 2 * ROUNDS)
    print(f"share lost: {100 - 50 * counter / ROUNDS:.0f} %")
