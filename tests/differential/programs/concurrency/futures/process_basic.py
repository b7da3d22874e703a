import math
from concurrent.futures import ProcessPoolExecutor

PRIMES = [112272535095293, 1099726899285419, 7919, 7917, 2, 1]


def is_prime(n):
    if n < 2:
        return False
    for i in range(2, min(int(math.sqrt(n)), 2000) + 1):
        if n % i == 0:
            return False
    return True


def main():
    with ProcessPoolExecutor(2) as executor:
        for number, prime in zip(PRIMES, executor.map(is_prime, PRIMES)):
            print('%d is prime: %s' % (number, prime))
        print(list(executor.map(is_prime, range(20), chunksize=5)).count(True))


if __name__ == '__main__':
    main()
