"""Reference values for the statistics of the simulation.

kolmogorov.txt: n, d as a fraction, P(D_n >= d), by Durbin's matrix as Marsaglia, Tsang and Wang give
  it: in exact fractions for n <= 40, for the others in doubles of 64 bits (scipy's kstwo.sf, which
  approximates, agrees to 6 digits and more).
binomial.txt: n, k, p as a fraction, min(1, 2 min(P(X <= k), P(X >= k))) with fractions.

Run: python3 generate-kolmogorov.py, beside the files.
"""

from fractions import Fraction
from math import comb

import numpy as np
from mpmath import mp, mpf

mp.dps = 40


def durbin(n, d, number):
    """P(D_n < d), with the arithmetic of `number`; a row of the matrix's n-th power."""
    k = int(n * d) + 1
    size = 2 * k - 1
    h = number(k - n * d)
    a = np.array(
        [[number(1 if i - j + 1 >= 0 else 0) for j in range(size)] for i in range(size)]
    )
    for i in range(size):
        a[i, 0] -= h ** (i + 1)
        a[size - 1, i] -= h ** (size - i)
    if 2 * h - 1 > 0:
        a[size - 1, 0] += (2 * h - 1) ** size
    for i in range(size):
        for j in range(size):
            for g in range(2, i - j + 2):
                a[i, j] /= number(g)
    row = np.array([number(1 if j == k - 1 else 0) for j in range(size)])
    for i in range(1, n + 1):
        row = row.dot(a) * number(i) / number(n)
    return row[k - 1]


def text(x):
    if isinstance(x, Fraction):
        return mp.nstr(mpf(x.numerator) / x.denominator, 20)
    return repr(float(x))


with open("kolmogorov.txt", "w") as out:
    out.write("# n, d, P(D_n >= d); written by generate-kolmogorov.py\n")
    for n in [1, 2, 3, 5, 10, 25, 40]:
        for d in [Fraction(1, 50), Fraction(1, 7), Fraction(3, 10), Fraction(1, 2), Fraction(9, 10)]:
            if n * d > Fraction(1, 2):
                out.write(f"{n} {d} {text(1 - durbin(n, d, Fraction))}\n")
    for n in [200, 1000, 1001, 2000, 10000]:
        for x in ["3/10", "1/2", "8/10", "12/10", "17/10", "2"]:
            # d = x / sqrt(n), rounded to thousandths of 1/n, so that it is a fraction
            x = Fraction(x)
            d = Fraction(round(float(x) * n**0.5 * 1000), 1000 * n)
            wide = lambda x: np.longdouble(x.numerator) / np.longdouble(x.denominator)
            out.write(f"{n} {d} {text(1 - durbin(n, d, lambda x: wide(Fraction(x))))}\n")

with open("binomial.txt", "w") as out:
    out.write("# n, k, p, two-sided p-value; written by generate-kolmogorov.py\n")
    cases = [
        (1, 0, "1/2"), (1, 1, "1/2"), (10, 3, "1/2"), (10, 5, "1/2"), (10, 10, "1/2"),
        (100, 0, "1/1000"), (100, 3, "1/1000"), (1000, 5, "7/1000"), (1000, 993, "995/1000"),
        (3000, 1400, "1/2"), (3000, 1500, "1/2"), (3000, 2, "1/1024"), (3000, 20, "1/1024"),
        (3000, 0, "1/1000000000000"), (3000, 1, "1/1000000000000"),
    ]
    for n, k, p in cases:
        p = Fraction(p)
        a, b = p.numerator, p.denominator
        low = sum(comb(n, j) * a**j * (b - a) ** (n - j) for j in range(k + 1))
        equal = comb(n, k) * a**k * (b - a) ** (n - k)
        least = 2 * min(low, b**n - low + equal)
        out.write(f"{n} {k} {p} {text(min(Fraction(1), Fraction(least, b**n)))}\n")
