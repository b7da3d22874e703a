import collections
import itertools
import multiprocessing


class SimpleMapReduce:
    def __init__(self, map_func, reduce_func, num_workers=None):
        self.map_func = map_func
        self.reduce_func = reduce_func
        self.pool = multiprocessing.Pool(num_workers)

    def partition(self, mapped_values):
        partitioned_data = collections.defaultdict(list)
        for key, value in mapped_values:
            partitioned_data[key].append(value)
        return partitioned_data.items()

    def __call__(self, inputs, chunksize=1):
        map_responses = self.pool.map(self.map_func, inputs, chunksize=chunksize)
        partitioned_data = self.partition(itertools.chain(*map_responses))
        return self.pool.map(self.reduce_func, partitioned_data)


def words(line):
    return [(w.strip('.,').lower(), 1) for w in line.split()]


def count(item):
    word, occurrences = item
    return word, sum(occurrences)


if __name__ == '__main__':
    mapper = SimpleMapReduce(words, count, 2)
    counts = mapper(['To be, or not to be.', 'That is the question.', 'To sleep.'])
    counts.sort(key=lambda wc: (-wc[1], wc[0]))
    for w, c in counts:
        print(f'{w:>10}: {c}')
    mapper.pool.close()
    mapper.pool.join()
