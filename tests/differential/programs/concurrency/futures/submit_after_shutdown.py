from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor()
pool.shutdown()
pool.submit(print, 'never')
