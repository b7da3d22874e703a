import threading

barrier = threading.Barrier(3)
hydrogen, oxygen = threading.Semaphore(2), threading.Semaphore(1)
out = []


def release_h():
    with hydrogen:
        barrier.wait()
        out.append('H')
        barrier.wait()


def release_o():
    with oxygen:
        barrier.wait()
        out.append('O')
        barrier.wait()


threads = [threading.Thread(target=release_h if c == 'H' else release_o) for c in 'OOHHHHOHH']
for t in threads:
    t.start()
for t in threads:
    t.join()
print([''.join(sorted(out[i:i + 3])) for i in range(0, 9, 3)])
