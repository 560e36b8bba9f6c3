#!/usr/bin/env python3
"""Writes the reference data of MultiprecisionTests, beside this file.

Python's own integers, fractions.Fraction, float() and decimal are the reference: nothing here
uses GMP or MPFR. Run `python3 generate.py` again after a change; the output does not depend on
the machine. Each file has one case a line, blanks between the fields.
"""

import math
import pathlib
import random
import sys
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_UP
from decimal import Context, Decimal
from fractions import Fraction

sys.set_int_max_str_digits(0)
HERE = pathlib.Path(__file__).parent
SEED = 20190612


def write(name, columns, rows):
    with open(HERE / name, "w") as out:
        print("# Written by generate.py with Python's own integers and fractions.", file=out)
        print(f"# Random seed {SEED}. Columns: {columns}", file=out)
        for row in rows:
            print(*row, file=out)


def integers(rng):
    fixed = [0, 1, 2, 3, 7, 10, 2**31, 2**32, 2**53 + 1]
    fixed += [2**k + d for k in (62, 63, 64, 65, 127, 128, 192, 300) for d in (-2, -1, 0, 1, 2)]
    fixed += [rng.getrandbits(b) for b in (8, 33, 60, 64, 90, 128, 200, 500, 2000)]
    return fixed + [-x for x in fixed if x]


def truncated(a, b):
    q = abs(a) // abs(b)
    return q if (a < 0) == (b < 0) else -q


def pairs(rng, values, count):
    edge = [0, 1, -1, 2, -2, 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 2**64, -(2**64)]
    out = [(a, b) for a in edge for b in edge]
    return out + [(rng.choice(values), rng.choice(values)) for _ in range(count)]


def main():
    rng = random.Random(SEED)
    values = integers(rng)

    rows = []
    for a, b in pairs(rng, values, 300):
        rows.append((a, b, a + b, a - b, a * b, a & b, a | b, a ^ b, math.gcd(a, b), math.lcm(a, b)))
    write("integer-arithmetic.txt", "a b a+b a-b a*b a&b a|b a^b gcd lcm", rows)

    rows = []
    for a, b in pairs(rng, values, 300):
        if b:
            rows.append((a, b, truncated(a, b), a // b, -(-a // b), a % abs(b)))
    write("integer-division.txt", "a b quotient:towardZero quotient:down quotient:up a-mod-|b|", rows)

    rows = []
    for a in values:
        for s in (0, 1, 2, 31, 63, 64, 65, 200):
            rows.append((a, s, a << s, a >> s))
    write("integer-shifts.txt", "a s a<<s a>>s", rows)

    rows = []
    for _ in range(200):
        a, m = rng.choice(values), rng.choice([v for v in values if v])
        e = rng.choice([0, 1, 2, 3, 65537, 2**64 + 1, rng.getrandbits(100)])
        try:
            inverse = pow(a, -1, abs(m))
        except ValueError:
            inverse = "none"
        rows.append((a, e, m, pow(a, e, abs(m)), inverse))
    write("integer-modular.txt", "a e m a^e-mod-|m| inverse-mod-|m|", rows)

    def binomial(n, k):
        product = Fraction(1)
        for j in range(k):
            product = product * (n - j) / (j + 1)
        return product.numerator

    rows = []
    for n in list(range(-6, 13)) + [100, -100, 2**63, -(2**63), 2**70, -(2**70) + 1]:
        for k in (0, 1, 2, 3, 5, 8, 13):
            falling = math.prod(n - j for j in range(k))
            rising = math.prod(n + j for j in range(k))
            rows.append((n, k, binomial(n, k), falling, rising))
    write("integer-combinatorics.txt", "n k binomial falling rising", rows)

    rows = []
    for a in values:
        for k in (1, 2, 3, 5, 64, 1000):
            if a < 0 and k % 2 == 0:
                continue
            low, high = 0, 1 << (abs(a).bit_length() // k + 1)
            while high - low > 1:
                middle = (low + high) // 2
                if middle**k <= abs(a):
                    low = middle
                else:
                    high = middle
            rows.append((a, k, low if a >= 0 else -low, int(low**k == abs(a))))
    write("integer-roots.txt", "a k root exact", rows)

    write(
        "integer-text.txt",
        "a base2 base16",
        [(a, format(a, "b"), format(a, "x")) for a in values],
    )

    def fraction():
        bottom = rng.choice([1, 2, 3, 6, 2**64, 10**20, rng.choice([v for v in values if v])])
        return Fraction(rng.choice(values), bottom)

    rows = []
    for _ in range(300):
        a, b = fraction(), fraction()
        quotient = a / b if b else "none"
        order = (a > b) - (a < b)
        rows.append((a, b, a + b, a - b, a * b, quotient, order, math.floor(a), math.ceil(a)))
    write("rational-arithmetic.txt", "a b a+b a-b a*b a/b sign(a-b) floor(a) ceiling(a)", rows)

    # CPython divides integers with one correct rounding, also into subnormals.
    tiny = [Fraction(n, d) * Fraction(1, 2**1074) for n in (1, 2, 3, 5, 7) for d in (1, 2, 3, 4)]
    tiny += [Fraction(2**53 + 1, 2 ** (1022 + k)) for k in range(45, 60)]
    tiny += [Fraction(2**k + d, 2 ** (1074 + k)) * m for k in (80, 200) for d in (-1, 0, 1)
             for m in (Fraction(1, 2), Fraction(3, 2), Fraction(5, 2))]
    # Twice rounded (to 53 bits, then to a subnormal) these come out one unit wrong.
    tiny += [Fraction(2 * n + 1, 2**1075) + s * Fraction(1, 2 ** (1074 + 70))
             for n in (1, 2, 5, 6, 2**40) for s in (-1, 1)]
    large = [Fraction(2**1024 - 2**970 + d) for d in (-(2**971), -1)]
    rows = [(a, (a.numerator / a.denominator).hex()) for a in
            tiny + [-a for a in tiny] + large + [fraction() for _ in range(200)]
            if abs(a) < 2**1024 - 2**970]
    write("rational-doubles.txt", "a nearest-double", rows)

    modes = [("nearest", ROUND_HALF_EVEN), ("towardZero", ROUND_DOWN), ("awayFromZero", ROUND_UP),
             ("up", ROUND_CEILING), ("down", ROUND_FLOOR)]
    rows = []
    for a in [1.0, 9.5, 0.95, 99.5, 1.5, 2.5, -2.5, 9.999, 0.1, 123456.75, -1e-300, 2.0**-1074]:
        for count in (1, 2, 3, 17, 40):
            for name, mode in modes:
                context = Context(prec=count, rounding=mode, Emin=-9999, Emax=9999)
                rounded = context.plus(Decimal(a))
                digits = "".join(map(str, rounded.as_tuple().digits)).ljust(count, "0")
                rows.append((a.hex(), count, name, digits, rounded.adjusted() + 1))
    write("float-digits.txt", "a count rounding digits exponent", rows)


if __name__ == "__main__":
    main()
