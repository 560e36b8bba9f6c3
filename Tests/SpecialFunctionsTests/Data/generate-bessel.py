#!/usr/bin/env python3
"""Reference values for the Bessel, incomplete gamma, exponential integral and error functions.

    python3 generate-bessel.py      writes bessel.txt beside this file

Each row: function, arguments as exact fractions, the real part and, for complex functions, the
imaginary part to 60 digits (exact to 50 and more). Computed by python-flint's acb at 4000 bits;
every fifth row is computed by mpmath as well and must agree to 40 digits.
"""
import os
import random
from fractions import Fraction

import flint
import mpmath
from flint import acb, arb, ctx

random.seed(20250711)


def ball(x):
    return arb(x.numerator) / arb(x.denominator)


def order():
    kind = random.randrange(8)
    if kind < 2:
        return Fraction(random.randrange(0, 7))
    if kind == 2:
        return Fraction(2 * random.randrange(0, 9) + 1, 2)
    if kind == 3:
        return Fraction(random.randrange(0, 300))
    if kind == 4:
        return random.randrange(0, 4) + Fraction(random.choice([-1, 1]), 2 ** random.randrange(6, 90))
    return Fraction(random.getrandbits(50), 2 ** random.randrange(44, 52))


def argument(signed=False):
    kind = random.randrange(7)
    if kind == 0:
        x = Fraction(random.randrange(1, 40))
    elif kind == 1:
        x = Fraction(random.randrange(1, 2000), 8)
    elif kind == 2:
        x = Fraction(1, 2 ** random.randrange(1, 120))
    elif kind == 3:
        x = Fraction(random.randrange(1, 30000))
    else:
        x = Fraction(random.getrandbits(52) + 1, 2 ** random.randrange(46, 56))
    return -x if signed and random.random() < 0.5 else x


def point(limit):
    parts = [argument(True), argument(True)]
    for index in (0, 1):
        if random.random() < 0.06:
            parts[index] = Fraction(0)
        while abs(parts[index]) > limit:
            parts[index] /= 32
    return parts if any(parts) else [Fraction(1), Fraction(1)]


FLINT = {
    "K": lambda a: acb(a[1]).bessel_k(acb(a[0])),
    "I": lambda a: acb(a[1]).bessel_i(acb(a[0])),
    "complexK": lambda a: acb(a[1], a[2]).bessel_k(acb(a[0])),
    "complexI": lambda a: acb(a[1], a[2]).bessel_i(acb(a[0])),
    "upper": lambda a: acb(a[1]).gamma_upper(acb(a[0])),
    "lower": lambda a: acb(a[1]).gamma_lower(acb(a[0])),
    "P": lambda a: acb(a[1]).gamma_lower(acb(a[0]), regularized=1),
    "Q": lambda a: acb(a[1]).gamma_upper(acb(a[0]), regularized=1),
    "complexUpper": lambda a: acb(a[2], a[3]).gamma_upper(acb(a[0], a[1])),
    "complexLower": lambda a: acb(a[2], a[3]).gamma_lower(acb(a[0], a[1])),
    "E": lambda a: acb(a[1]).expint(acb(a[0])),
    "complexE": lambda a: acb(a[1], a[2]).expint(acb(a[0])),
    "Ei": lambda a: acb(arb(a[0]).ei()),
    "complexErf": lambda a: acb(a[0], a[1]).erf(),
    "complexErfc": lambda a: acb(a[0], a[1]).erfc(),
    "complexErfi": lambda a: acb(a[0], a[1]).erfi(),
    "erfi": lambda a: acb(arb(a[0]).erfi()),
}

m = lambda x: mpmath.mpf(x.numerator) / x.denominator
MPMATH = {
    "K": lambda a: mpmath.besselk(m(a[0]), m(a[1])),
    "I": lambda a: mpmath.besseli(m(a[0]), m(a[1])),
    "complexK": lambda a: mpmath.besselk(m(a[0]), mpmath.mpc(m(a[1]), m(a[2]))),
    "upper": lambda a: mpmath.gammainc(m(a[0]), m(a[1])),
    "E": lambda a: mpmath.expint(m(a[0]), m(a[1])),
    "Ei": lambda a: mpmath.ei(m(a[0])),
    "complexErf": lambda a: mpmath.erf(mpmath.mpc(m(a[0]), m(a[1]))),
    "erfi": lambda a: mpmath.erfi(m(a[0])),
}


def arguments(name):
    s = order()
    if name in ("K", "I"):
        return [s, argument()]
    if name in ("complexK", "complexI"):
        return [s] + point(800)
    if name in ("upper", "lower", "P", "Q", "E"):
        if random.random() < 0.35:
            s = -s
        if name in ("lower", "P", "Q") and s.denominator == 1 and s <= 0:
            s += Fraction(1, 2)
        return [s, argument()]
    if name in ("complexUpper", "complexLower"):
        if random.random() < 0.3:
            s = -s
        if name == "complexLower" and s.denominator == 1 and s <= 0:
            s += Fraction(1, 4)
        imaginary = Fraction(0) if random.random() < 0.5 else Fraction(random.randrange(-300, 300), 16)
        return [s, imaginary] + point(300)
    if name == "complexE":
        return [s] + point(300)
    if name in ("Ei", "erfi"):
        x = argument(True)
        while name == "erfi" and abs(x) > 300:
            x /= 32
        return [x]
    return point(40)


def digits(x):
    return x.str(60, radius=False) if x != 0 else "0"


here = os.path.dirname(os.path.abspath(__file__))
compared = 0
with open(os.path.join(here, "bessel.txt"), "w") as out:
    print(
        f"# generate-bessel.py: python-flint {flint.__version__}, every fifth row checked with"
        f" mpmath {mpmath.__version__}; 60 digits",
        file=out,
    )
    for name in FLINT:
        count = 0
        while count < 40:
            a = arguments(name)
            value = None
            for bits in (4000, 30000):
                ctx.prec = bits
                candidate = FLINT[name]([ball(x) for x in a])
                size = max(abs(candidate.real), abs(candidate.imag))
                if candidate.is_finite() and max(
                    candidate.real.rad(), candidate.imag.rad()
                ) < size * arb(10) ** -75:
                    value = candidate
                    break
            if value is None:
                continue
            ctx.prec = 400
            if count % 5 == 0 and name in MPMATH:
                mpmath.mp.dps = 60
                try:
                    other = mpmath.mpc(MPMATH[name](a))
                except Exception:
                    other = None
                if other is not None:
                    mine = mpmath.mpc(mpmath.mpf(digits(value.real)), mpmath.mpf(digits(value.imag)))
                    if abs(other - mine) < abs(mine) * mpmath.mpf(10) ** -40:
                        compared += 1
                    else:
                        print("mpmath differs:", name, [str(x) for x in a])
            fields = [name] + [str(x) for x in a] + [digits(value.real)]
            if name.startswith("complex"):
                fields.append(digits(value.imag))
            print(" ".join(fields), file=out)
            count += 1
print("rows compared with mpmath:", compared)
