import multiprocessing

results, errors = [], []


def job(n):
    if n % 3 == 0:
        raise RuntimeError(f'job {n}')
    return n * 10


if __name__ == '__main__':
    pool = multiprocessing.Pool(2)
    for i in range(6):
        pool.apply_async(job, args=(i,), callback=results.append, error_callback=lambda e: errors.append(str(e)))
    pool.close()
    pool.join()
    print(sorted(results), sorted(errors))
