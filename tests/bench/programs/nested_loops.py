# Nested loops over ranges, with integer arithmetic on locals.
import sys


def count(n):
    total = 0
    for a in range(n):
        for b in range(n):
            c = a
            while c < n:
                total += b
                c += 7
            if a < b:
                total -= 1
    return total


print(count(int(sys.argv[1])))
