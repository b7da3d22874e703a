# The sieve of Eratosthenes in a list: subscripts read and written in a while loop.
import sys


def primes_below(limit):
    is_prime = [True] * limit
    is_prime[0] = is_prime[1] = False
    count = 0
    for number in range(limit):
        if is_prime[number]:
            count += 1
            multiple = number * number
            while multiple < limit:
                is_prime[multiple] = False
                multiple += number
    return count


print(primes_below(int(sys.argv[1])))
