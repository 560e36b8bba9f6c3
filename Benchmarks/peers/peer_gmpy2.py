"""gmpy2: mpz over a common denominator, and mpq."""

from gmpy2 import mpq, mpz

import loops
from recursion import arguments, timed


def main():
    kind, width, depth, order, d = arguments()
    if kind == "symbolic":
        return
    show = lambda values: [str(values[1]), str(values[order])]
    timed("mpz, common denominator", lambda: loops.integers(mpz, mpq, width, depth, order, d), show)
    timed("mpz, Pascal by additions",
          lambda: loops.additions(mpz, mpq, width, depth, order, d), show)
    timed("mpq", lambda: loops.fractions(mpq, width, depth, order, d), show)


main()
