import _thread

done = _thread.allocate_lock()
done.acquire()


def work():
    total = 0
    for i in range(6000):
        total += i
    done.release()


_thread.start_new_thread(work, ())
for i in range(6000):
    pass
done.acquire()
print("안녕, <\"done\" & gone>")
