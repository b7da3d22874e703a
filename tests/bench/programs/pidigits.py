# The digits of pi, one after the other, with integers of thousands of digits.
import sys


def digits(count):
    numerator, accumulator, denominator = 1, 0, 1
    k = 0
    found = []
    while len(found) < count:
        k += 1
        factor = 2 * k + 1
        accumulator = (accumulator + 2 * numerator) * factor
        denominator *= factor
        numerator *= k
        if numerator > accumulator:
            continue
        digit = (3 * numerator + accumulator) // denominator
        if digit != (4 * numerator + accumulator) // denominator:
            continue
        found.append(str(digit))
        accumulator = (accumulator - denominator * digit) * 10
        numerator *= 10
    return "".join(found)


def main(count):
    text = digits(count)
    print(text[:10], text[-10:], sum(int(digit) for digit in text))


main(int(sys.argv[1]))
