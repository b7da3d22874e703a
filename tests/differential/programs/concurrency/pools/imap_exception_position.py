from multiprocessing import Pool


def check(n):
    if n == 2:
        raise KeyError(f'item {n}')
    return n


if __name__ == '__main__':
    with Pool(2) as pool:
        it = pool.imap(check, range(5))
        out = []
        while True:
            try:
                out.append(next(it))
            except StopIteration:
                break
            except KeyError as e:
                out.append(repr(e))
        print(out)
        r = pool.map_async(check, range(5))
        r.wait()
        print(r.ready(), r.successful())
        try:
            r.get()
        except KeyError as e:
            print('map:', e)
