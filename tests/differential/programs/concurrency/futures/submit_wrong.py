from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(1) as ex:
    for call in (lambda: ex.submit(), lambda: ex.submit(5).result(), lambda: ex.submit(len).result(),
                 lambda: list(ex.map(len)), lambda: list(ex.map(5, [1])), lambda: ex.submit(fn=len)):
        try:
            print(call())
        except Exception as e:
            print(type(e).__name__, e)
