from concurrent.futures import ThreadPoolExecutor


def parse(text):
    return int(text)


def job(text):
    return parse(text) + 1


with ThreadPoolExecutor() as pool:
    futures = [pool.submit(job, t) for t in ('1', 'two', '3')]
for f in futures:
    if f.exception():
        print('failed:', f.exception())
    else:
        print(f.result())
print(futures[1].result())
