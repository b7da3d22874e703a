import multiprocessing


def work(tasks, results):
    while True:
        n = tasks.get()
        if n is None:
            results.put(None)
            return
        results.put((n, sum(range(n))))


if __name__ == '__main__':
    tasks, results = multiprocessing.Queue(), multiprocessing.Queue()
    workers = [multiprocessing.Process(target=work, args=(tasks, results)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for n in range(20):
        tasks.put(n)
    for _ in workers:
        tasks.put(None)
    answers, ended = [], 0
    while ended < len(workers):
        answer = results.get()
        if answer is None:
            ended += 1
        else:
            answers.append(answer)
    for worker in workers:
        worker.join()
    print(sorted(answers) == [(n, sum(range(n))) for n in range(20)])
    print([worker.exitcode for worker in workers])
