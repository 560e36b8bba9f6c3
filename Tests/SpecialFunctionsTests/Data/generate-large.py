#!/usr/bin/env python3
"""Reference values at large parameters: Bessel, incomplete gamma, Tricomi's U, 2F1, Hurwitz zeta.

    python3 generate-large.py       writes large.txt beside this file

Each row: function, arguments as exact fractions, the value to 50 digits. Computed by python-flint's
arb and acb with the precision raised until 60 digits are proven; arguments where that takes more
than some seconds are left out. Where the value at 1 - s is simple, zeta comes from Hurwitz' formula
in mpmath instead, which arb does not reach.
"""
import os
import random
import signal
from fractions import Fraction

import flint
import mpmath
from flint import acb, arb, ctx

random.seed(20261130)


class TooLong(Exception):
    pass


def alarm(*_):
    raise TooLong


signal.signal(signal.SIGALRM, alarm)


def ball(x):
    return arb(x.numerator) / arb(x.denominator)


def size(low, high):
    value = 10 ** random.uniform(low, high)
    divisor = random.choice([1, 1, 2, 3, 7, 1 << 20, 12345])
    return Fraction(max(1, int(value * divisor)), divisor)


def near(a):
    kind = random.randrange(4)
    if kind == 0:
        return a
    if kind == 1:
        spread = float(a) ** 0.5 * random.uniform(-4, 4)
        return max(a + Fraction(int(spread * 64), 64), Fraction(1, 64))
    return a * Fraction(int(10 ** random.uniform(-1.3, 1.3) * 1000) + 1, 1000)


def hurwitz(s, a):
    mpmath.mp.dps = 90
    s = mpmath.mpf(s.numerator) / s.denominator
    r = 1 - s
    total, shift = mpmath.mpf(0), 0
    while a > 1:
        a -= 1
        total -= (mpmath.mpf(a.numerator) / a.denominator) ** (-s)
    a = mpmath.mpf(a.numerator) / a.denominator
    series = mpmath.fsum(
        mpmath.cospi(r / 2 - 2 * n * a) / mpmath.mpf(n) ** r for n in range(1, 400)
    )
    return mpmath.nstr(2 * mpmath.gamma(r) / (2 * mpmath.pi) ** r * series + total, 50)


FUNCTIONS = {
    "K": lambda a, x: x.bessel_k(a),
    "I": lambda a, x: x.bessel_i(a),
    "P": lambda a, x: x.gamma_lower(a, regularized=1),
    "Q": lambda a, x: x.gamma_upper(a, regularized=1),
    "upper": lambda a, x: x.gamma_upper(a),
    "lower": lambda a, x: x.gamma_lower(a),
    "U": lambda a, b, x: acb(x).hypgeom_u(acb(a), acb(b)).real,
    "F": lambda a, b, c, x: acb(x).hypgeom_2f1(acb(a), acb(b), acb(c)).real,
}


def arguments(name):
    if name == "U":
        b = random.choice([size(0, 2), -size(0, 3), Fraction(random.randrange(-4, 5))])
        return [size(1.7, 3.7), b, size(-1, 2.5)]
    if name == "F":
        c = size(2.2, 3.3)
        if random.random() < 0.5:
            share = lambda: c * Fraction(random.randrange(1, 64), 64)
            x = random.choice([Fraction(3, 4), Fraction(1, 3), Fraction(-5, 2), Fraction(1, 64)])
            return [share(), share(), c, x]
        x = random.choice([Fraction(1, 2), Fraction(1, 3), Fraction(7, 8)])
        return [size(2.2, 3.2), size(2.2, 3.2), size(-0.5, 2), x]
    a = size(1.5, 4.3)
    return [a, near(a)]


def value(name, xs):
    for bits in (300, 1000, 4000, 16000, 60000):
        ctx.prec = bits
        result = FUNCTIONS[name](*[ball(x) for x in xs])
        if result.is_finite() and result.rel_accuracy_bits() >= 200:
            return result.str(50, radius=False)
    return None


def main():
    rows = []
    for name in FUNCTIONS:
        count = 0
        while count < 24:
            xs = arguments(name)
            signal.alarm(4)
            try:
                text = value(name, xs)
            except TooLong:
                text = None
            signal.alarm(0)
            if text is None:
                continue
            rows.append(" ".join([name] + [str(x) for x in xs] + [text]))
            count += 1
    for _ in range(24):
        s = -size(1.6, 4)
        if s.denominator == 1:
            s -= Fraction(1, 3)
        a = random.choice([Fraction(1, 3), Fraction(1, 7), Fraction(9, 4), Fraction(5, 8)])
        if ((1 - s) / 2 - 2 * a + Fraction(1, 2)).denominator == 1:
            # The first term is exactly 0, which no ball shows.
            s -= Fraction(1, 5)
        rows.append(" ".join(["zeta", str(s), str(a), hurwitz(s, a)]))
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "large.txt")
    with open(path, "w") as file:
        file.write(
            f"# generate-large.py: python-flint {flint.__version__}, zeta by mpmath"
            f" {mpmath.__version__}; 50 digits\n"
        )
        file.write("\n".join(rows) + "\n")


main()
