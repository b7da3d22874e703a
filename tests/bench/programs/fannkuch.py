# Flips of pancakes, over all permutations: slices and subscripts of small lists.
import sys


def fannkuch(n):
    permutation = list(range(n))
    counts = [0] * n
    most_flips = 0
    checksum = 0
    is_even = True
    while True:
        first = permutation[0]
        if first:
            work = permutation[:]
            flips = 0
            while first:
                low = 0
                high = first
                while low < high:
                    work[low], work[high] = work[high], work[low]
                    low += 1
                    high -= 1
                flips += 1
                first = work[0]
            if flips > most_flips:
                most_flips = flips
            checksum += flips if is_even else -flips
        is_even = not is_even
        # The next permutation: rotate a beginning by one, the longer ones the more seldom.
        length = 1
        while length < n:
            first = permutation[0]
            for i in range(length):
                permutation[i] = permutation[i + 1]
            permutation[length] = first
            counts[length] += 1
            if counts[length] <= length:
                break
            counts[length] = 0
            length += 1
        else:
            return checksum, most_flips


print(*fannkuch(int(sys.argv[1])))
