# lesson 19: Why it vanished, and how it comes back
#
# question: Since Python 3.10 the last lesson's program loses nothing. Is `counter += 1` safe now?
# run: --gil cpython-3.11
# watch: `gilsim dis` marks the check points with a star. Between the LOAD_GLOBAL and the
#   STORE_GLOBAL of `counter += 1` there is none; in `counter = plus_one(counter)` the called
#   function begins with one.
# answer: No. It is as unsafe as before by the language's rules; 3.10 only looks at requests in
#   fewer places: at jumps and at function entries. A call between load and store brings the loss
#   back. A lock is what makes it safe.
# try: gilsim dis vanished_update
# try: gilsim run --gil cpython-3.2 vanished_update
# try: gilsim run --gil free-threaded vanished_update
# prints: counter += 1 lost updates: False
# prints: counter = plus_one(counter) lost updates: True
# expect: exit_status is 0
# expect: gil_stats.drop_requests at least 8

from threading import Thread

ROUNDS = 1000000
counter = 0


def plus_one(value):
    return value + 1


def count():
    global counter
    for _ in range(ROUNDS):
        counter += 1


def count_by_calls():
    global counter
    for _ in range(ROUNDS):
        counter = plus_one(counter)


def loses_updates(work):
    global counter
    counter = 0
    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counter < 2 * ROUNDS


if __name__ == "__main__":
    print("counter += 1 lost updates:", loses_updates(count))
    print("counter = plus_one(counter) lost updates:", loses_updates(count_by_calls))
