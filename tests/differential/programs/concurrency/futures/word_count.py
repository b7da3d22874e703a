# Map and reduce over processes and over threads give the same.
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

TEXT = ['the lock is held', 'the lock is free', 'who holds the lock', 'nobody']


def count(line):
    words = {}
    for word in line.split():
        words[word] = words.get(word, 0) + 1
    return words


def total(parts):
    words = {}
    for part in parts:
        for word, n in part.items():
            words[word] = words.get(word, 0) + n
    return sorted(words.items(), key=lambda item: (-item[1], item[0]))


if __name__ == '__main__':
    with ThreadPoolExecutor(2) as executor:
        threads = total(executor.map(count, TEXT))
    with ProcessPoolExecutor(2) as executor:
        processes = total(executor.map(count, TEXT))
    print(threads)
    print(threads == processes)
