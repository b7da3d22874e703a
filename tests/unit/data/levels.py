# The program of levels.jsonl:
#     gilsim trace --gil round-robin --switch-interval 1000 --trace-level sync --trace-vars total,worker.mine \
#         -o tests/unit/data/levels.jsonl tests/unit/data/levels.py
# and of levels.txt, .json and .csv, which `gilsim convert` makes of it (.txt with --watch total,worker.mine).
import _thread

total = 0
lock = _thread.allocate_lock()
done = _thread.allocate_lock()
done.acquire()


def worker():
    global total
    mine = []
    for turn in range(2):
        with lock:
            total += 1
        mine.append(turn)
    done.release()


_thread.start_new_thread(worker, ())
for turn in range(2):
    with lock:
        total += 10
print(done.acquire(timeout=1), done.acquire(False), total)
