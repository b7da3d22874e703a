# Counting words and pairs in dicts, with str, int and tuple keys.
import sys


def words(count):
    state = 42
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        yield "word" + str(state // 65536 % 1000)


def main(count):
    frequency = {}
    pairs = {}
    lengths = {}
    previous = None
    for word in words(count):
        frequency[word] = frequency.get(word, 0) + 1
        size = len(word)
        if size in lengths:
            lengths[size] += 1
        else:
            lengths[size] = 1
        pair = (previous, size)
        pairs[pair] = pairs.get(pair, 0) + 1
        previous = size
    best = sorted(frequency.items(), key=lambda item: (-item[1], item[0]))[:3]
    print(len(frequency), len(pairs), sorted(lengths.items()), best)


main(int(sys.argv[1]))
