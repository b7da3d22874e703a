import multiprocessing


def fill(shared, key):
    shared[key] = shared.get(key, []) + [key * 2]
    nested = shared['nested']
    nested[key] = True


if __name__ == '__main__':
    with multiprocessing.Manager() as m:
        d = m.dict()
        d['nested'] = m.dict()
        d['plain'] = [1]
        d['plain'].append(2)
        print(d['plain'])
        plain = d['plain']
        plain.append(2)
        d['plain'] = plain
        ps = [multiprocessing.Process(target=fill, args=(d, k)) for k in 'ab']
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        print(d['plain'], sorted(d['nested'].items()), d['a'], d['b'])
        l = m.list([m.list([1, 2]), 3])
        l[0].append(9)
        print([list(l[0]), l[1]], len(l), 3 in l)
        l.extend([5, 4])
        l += [6]
        print(l[1:], l.pop(), l.count(5))
        try:
            del d['missing']
        except KeyError as e:
            print('KeyError', e)
        d.update(x=1, y=2)
        print(d.pop('x'), d.setdefault('z', 0), sorted(d.keys()))
