# Sorting with key functions, of numbers, tuples and strings.
import sys


def numbers(count):
    state = 7
    result = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        result.append(state // 256)
    return result


def main(count):
    data = numbers(count)
    plain = sorted(data)
    by_digit = sorted(data, key=lambda number: number % 1000)
    descending = sorted(data, key=lambda number: -number)
    texts = sorted(str(number) for number in data)
    pairs = [(number % 100, number) for number in data]
    pairs.sort()
    descending.reverse()
    print(plain == descending, by_digit[0] % 1000, by_digit[-1] % 1000)
    print(texts[0], texts[-1], pairs[0], pairs[-1], plain[count // 2])


main(int(sys.argv[1]))
