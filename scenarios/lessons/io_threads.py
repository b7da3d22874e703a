# lesson 7: Threads that wait
#
# question: If the GIL lets only one thread run, are threads of any use?
# run: --profile cpython-3.11
# watch: The column sleeping: the four threads wait at the same time. A thread that waits, for a
#   clock, a disk or a network, drops the GIL before it waits.
# answer: Yes: four threads that wait 50 ms four times take 0.2 s, as long as one of them. What is
#   done one after the other is only what they compute in between. The GIL is about running
#   bytecode, not about waiting.
# known: 50 ms: the 0.05 s of sleep()
# try: gilsim trace -o waiting.txt io_threads
# try: gilsim explain --why io_threads
# prints: 16 answers
# expect: exit_status is 0
# expect: elapsed_ns between 195_000_000 and 215_000_000, says 0.2 s, measured 0.203 s
# expect: gil_stats.held_ns / elapsed_ns at most 0.05

import time
from threading import Thread


def ask(id, answers):
    for i in range(4):
        time.sleep(0.05)
        answers.append((id, i))


if __name__ == "__main__":
    answers = []
    threads = [Thread(target=ask, args=(id, answers)) for id in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    print(len(answers), "answers")
