import time
from concurrent.futures import ThreadPoolExecutor, as_completed, TimeoutError


def fetch(name, delay):
    time.sleep(delay)
    if name == 'bad':
        raise ConnectionError('refused')
    return f'{name} after {delay}'


jobs = {'slow': 0.15, 'fast': 0.01, 'bad': 0.08}
with ThreadPoolExecutor(max_workers=5) as pool:
    future_to_name = {pool.submit(fetch, n, d): n for n, d in jobs.items()}
    for future in as_completed(future_to_name):
        name = future_to_name[future]
        try:
            data = future.result()
        except Exception as exc:
            print(f'{name!r} generated an exception: {exc}')
        else:
            print(f'{name!r}: {data}')
    hang = [pool.submit(time.sleep, 0.2), pool.submit(time.sleep, 0)]
    try:
        for f in as_completed(hang, timeout=0.05):
            print('one done')
    except TimeoutError as e:
        print(e)
