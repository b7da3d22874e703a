import threading

log = []
log_lock = threading.Lock()


def phase_done():
    log.append('--- phase complete ---')


barrier = threading.Barrier(3, action=phase_done)


def worker(n):
    for phase in range(2):
        with log_lock:
            log.append(f'phase {phase}')
        barrier.wait()


threads = [threading.Thread(target=worker, args=(i,)) for i in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('\n'.join(log))
print(barrier.parties, barrier.n_waiting, barrier.broken)
