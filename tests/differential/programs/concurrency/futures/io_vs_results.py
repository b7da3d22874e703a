# lines: any order
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

URLS = {'a.example': 0.03, 'b.example': 0.01, 'c.example': 0.02}


def load_url(url, timeout):
    if URLS[url] > timeout:
        raise TimeoutError(f'{url} timed out')
    time.sleep(URLS[url])
    return url * 10


with ThreadPoolExecutor(max_workers=5) as executor:
    future_to_url = {executor.submit(load_url, url, 0.025): url for url in URLS}
    for future in as_completed(future_to_url):
        url = future_to_url[future]
        try:
            data = future.result()
        except Exception as exc:
            print('%r generated an exception: %s' % (url, exc))
        else:
            print('%r page is %d bytes' % (url, len(data)))
